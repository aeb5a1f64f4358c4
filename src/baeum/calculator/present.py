"""From an answer of the rules to what the page shows. No decision is taken here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum_rules.recognition.sentences import clause_in

from . import forms, next_steps, pictures
from .work import Case, completed_on, find, title_of

EITHER_OR = ("duplicate", "certificate.job", "heritage.item")  # of two records the learner chooses one
PLAIN = ("credits.course",)  # that a whole course counts whole is told by its credits
REQUIREMENTS = {
    "total": lambda: _("총 학점"),
    "major": lambda: _("전공"),
    "liberal": lambda: _("교양"),
    "liberal_arts": lambda: _("교양"),
    "eighteen": lambda: _("평가인정·시간제"),
    "required": lambda: _("전공필수"),
    "university": lambda: _("학위를 줄 대학"),
}


def language() -> str:
    """The key of the sentences to show."""
    return "en" if get_language() == "en" else "ko"


def credits_word(count: int) -> str:
    """3 → 3학점."""
    return _("{count}학점").format(count=count)


def headline(answer: Mapping[str, Any]) -> str:
    """The one sentence the visitor came for."""
    if answer["complete"]:
        return _("학위에 필요한 요건을 모두 채웠습니다")
    if answer["remaining"]:
        return _("아직 {count}학점이 더 필요합니다").format(count=answer["remaining"])
    return _("학점은 채웠지만, 아직 남은 요건이 있습니다")


def requirement_rows(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The requirements with their labels and words."""
    rows = []
    for one in answer["requirements"]:
        label = one.get(language()) or REQUIREMENTS.get(one["id"], lambda one=one: str(one["id"]))()
        words = f"{one['have']} / {one['need']}"
        if one["short"]:
            words += " · " + _("{count} 부족").format(count=one["short"])
        rows.append({**one, "label": label, "words": words, "clause": clause_in(one, language())})
    return rows


def class_parts(answer: Mapping[str, Any]) -> list[pictures.Part]:
    """The recognised credits by class."""
    totals = answer["totals"]
    return [
        pictures.Part(str(label), str(totals[name]), totals[name], f"c{place}")
        for place, (name, label) in enumerate(forms.CLASSES, start=1)
    ]


def result(answer: Mapping[str, Any], goal: Mapping[str, Any]) -> dict[str, Any]:
    """Headline, pictures and table of an answer without errors."""
    rows = requirement_rows(answer)
    bars = [pictures.Bar(row["label"], row["words"], row["have"], row["need"]) for row in rows]
    parts = class_parts(answer)
    return {
        "headline": headline(answer),
        "complete": answer["complete"],
        "recognised": answer["totals"]["recognised"],
        "rows": rows,
        "parts": parts,
        "needs_picture": pictures.needs(_("필요한 학점과 지금 학점"), bars),
        "classes_picture": pictures.composition(_("인정 학점의 이수구분"), parts),
        "advice": next_steps.advice(
            answer, second=goal["route"] == "second", university=goal.get("conferring_university")
        ),
        "missing": next_steps.missing_subjects(answer),
        "law": answer["law"],
        "as_of": answer["as_of"],
        "notes": [note for note in answer.get("notes", ()) if not note.get("record")],
    }


def record_rows(case: Case, answer: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Each record with its verdict, class, credits and reasons, oldest first."""
    verdicts = {one["id"]: one for one in answer["records"]} if answer else {}
    notes: dict[str, list[str]] = {}
    for note in answer.get("notes", ()) if answer else ():
        notes.setdefault(str(note.get("record")), []).append(str(note[language()]))
    rows = []
    for place, record in enumerate(case["records"]):
        row = _row(case, record, verdicts.get(record["id"]))
        row["place"] = place
        row["notes"] = notes.get(record["id"], [])
        rows.append(row)
    return sorted(rows, key=lambda row: (row["completed_on"], row["id"]))


def tally(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many records have each verdict, with the place of the first."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if "word" in row:
            first = {"word": row["word"], "style": row["style"], "place": row["place"], "count": 0}
            found.setdefault(str(row["word"]), first)["count"] += 1
    return list(found.values())


def _row(case: Case, record: Mapping[str, Any], verdict: Mapping[str, Any] | None) -> dict[str, Any]:
    source = forms.BY_NAME.get(str(record.get("source")))
    name = record["id"]
    row: dict[str, Any] = {
        "id": name,
        "title": title_of(record),
        "source": source.label if source else record.get("source"),
        "institution": record.get("institution") or "",
        "completed_on": completed_on(record),
        "left": name in case["choices"]["leave"],
        "taken": name in case["choices"]["take"],
    }
    if verdict is None:
        return row
    word, style = forms.VERDICTS[verdict["verdict"]]
    if row["left"]:
        word, style = _("빼고 봄"), "gray"
    whole = verdict["verdict"] == "recognised"
    reasons = [reason(one) for one in verdict["reasons"] if not (whole and one["rule"] in PLAIN)]
    if verdict["verdict"] == "refused":
        for one in reasons:
            one["step"] = next_steps.step(one["rule"], record, case["goal"].get("major"))
    row |= {
        "verdict": verdict["verdict"],
        "word": word,
        "style": style,
        "credits": credits_word(verdict["credits"]) if verdict["credits"] else "",
        "class": forms.CLASS_LABELS.get(verdict["class"] or "", ""),
        "reasons": reasons,
        "open": verdict["verdict"] in ("refused", "reduced") and not row["left"],
        "can_take": verdict["verdict"] == "not_chosen" and not row["left"],
        "fixed_elsewhere": bool(reasons) and all(one.get("step") for one in reasons),
        "instead": _instead(case, verdict),
    }
    return row


def _instead(case: Case, verdict: Mapping[str, Any]) -> str:
    """The one record whose place this one would take, where only one of the two can count."""
    for one in verdict["reasons"]:
        others = (one.get("figures") or {}).get("records") or []
        if verdict["verdict"] == "not_chosen" and one["rule"] in EITHER_OR and len(others) == 1:
            return named(case, others[0])
    return ""


def named(case: Case, name: str) -> str:
    """A record by its title and id."""
    return f"{title_of(find(case, name) or {})} ({name})"


def reason(one: Mapping[str, Any]) -> dict[str, Any]:
    """A reason in the language of the page."""
    return {
        "rule": one["rule"],
        "text": one[language()],
        "clause": clause_in(one, language()),
        "reading": bool(one.get("reading")),
    }
