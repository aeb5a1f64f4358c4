"""What a page of "what if" shows: both answers side by side, what moves and why. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from baeum_rules.parameters import Law, load_law
from baeum_rules.recognition import recognise
from baeum_rules.recognition.differences import compared, differences

from . import context, forms, pictures, present, reading
from .supposing import Question
from .work import Case, Problem, completed_on, find, sentence, title_of

OF_RECOGNITION = (  # the beginnings of the names that recognition asks for
    *("accredited", "university", "part_time", "high_school", "conferral", "window", "institution"),
    *("school", "certificate", "bdes", "heritage", "requirement", "second"),
)


def shown(asked: Question) -> dict[str, Any]:
    """Template context: the fields of the question, and both answers where both can be had."""
    before = recognise(asked.case)
    found: dict[str, Any] = {"work": asked}
    if faults := before.get("errors"):
        found["faults"] = [sentence(one) for one in faults]
    elif asked.asks and not asked.failed:
        found |= _compared(asked, before)
    errors = {problem.target: problem.message for problem in asked.problems}
    return found | {
        "supposed_json": reading.write(asked.records),
        "supposed": [_supposed(one) for one in asked.records],
        "case_json": reading.write(asked.case),
        "changed_json": reading.write(asked.changed()),
        "sources": forms.SOURCES,
        "source": forms.BY_NAME.get(asked.source),
        "draft": context.draft_fields(asked, errors),
        "goal_fields": _goal_fields(asked, errors),
        "law_field": _law_field(asked, errors),
        "law_days": law_days(load_law()),
    }


def _compared(asked: Question, before: Mapping[str, Any]) -> dict[str, Any]:
    """Both answers side by side; the faults of the question where it has no answer."""
    changed = asked.changed()
    after = recognise(changed, asked.law)
    clash = [one for one in after.get("errors", ()) if one["code"].startswith("learner.take")]
    if "errors" in after and not clash:
        for one in after["errors"]:
            part, _dot, name = str(one.get("field") or "").partition(".")
            target = f"g-{name}" if part == "goal" else "supposed"
            label = next((str(field.label) for field in forms.GOAL if field.name == name), _("가정한 기록"))
            asked.problems.append(Problem(target, label, sentence(one)))
        asked.failed = True
        return {}
    asked_for = {"as_of": str(changed["as_of"]), "law": asked.law.revision, "goal": asked.supposition["goal"]}
    told = {"asked": asked_for, "had": {"as_of": str(asked.case["as_of"]), "law": before["law"]}}
    if clash:
        return told | {"clash": [sentence(one) for one in clash]}
    same = not compared(before, after)
    rows = [*before["requirements"], *after["requirements"]]
    widest = max(max(row["have"], row["need"]) for row in rows)
    return told | {
        "same": same,
        "before": _side(before, "needs-before", widest),
        "after": _side(after, "needs-after", widest),
        "requirements": _requirements(before, after),
        "moves": _moves(asked.case, changed, before, after, asked.law),
        "told": _told(before, after, asked.law),
    }


def _side(answer: Mapping[str, Any], name: str, widest: int) -> dict[str, Any]:
    """One answer: its headline, its sums, its picture on the scale of both."""
    rows = present.requirement_rows(answer)
    bars = [pictures.Bar(row["label"], row["words"], row["have"], row["need"]) for row in rows]
    return {
        "headline": present.headline(answer),
        "complete": answer["complete"],
        "remaining": answer["remaining"],
        "recognised": answer["totals"]["recognised"],
        "picture": pictures.needs(_("필요한 학점과 지금 학점"), bars, name, widest),
    }


def _requirements(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The requirements of both, each with its figures on either side (– where it is not asked for)."""
    sides = [{row["id"]: row for row in present.requirement_rows(one)} for one in (before, after)]
    rows = []
    for name in dict.fromkeys([*sides[0], *sides[1]]):
        had, has = sides[0].get(name), sides[1].get(name)
        cells = {
            key: ("–" if had is None else had[key], "–" if has is None else has[key])
            for key in ("need", "have", "short")
        }
        label = (had or has or {})["label"]
        by = (has["short"] if has else 0) - (had["short"] if had else 0)
        rows.append({"label": label, **cells, "by": abs(by), "better": by < 0, "worse": by > 0})
    return rows


def _moves(
    case: Case, changed: Case, before: Mapping[str, Any], after: Mapping[str, Any], law: Law
) -> list[dict[str, Any]]:
    """The records whose verdict, credits or class differ, each as it was and as it would be, and why."""
    reasons: dict[str, list[Mapping[str, Any]]] = {}
    rows: list[dict[str, Any]] = []
    for one in differences(before, after, (case, changed), law):
        name = str(one["record"])
        if one["kind"] == "reason" and one["after"] is not None:
            reasons.setdefault(name, []).append(one["after"])
        if one["kind"] != "record":
            continue
        record = find(changed, name) or find(case, name) or {}
        rows.append(
            {
                "id": name,
                "title": title_of(record),
                "completed_on": completed_on(record),
                "came": one["before"] is None,
                "before": _verdict(one["before"]),
                "after": _verdict(one["after"]),
            }
        )
    for row in rows:
        row["reasons"] = [present.reason(one) for one in reasons.get(row["id"], ())]
    return rows


def _verdict(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    word, style = forms.VERDICTS[found["verdict"]]
    credits = present.credits_word(found["credits"]) if found["credits"] else ""
    return {
        "word": word,
        "style": style,
        "credits": credits,
        "class": forms.CLASS_LABELS.get(found["class"] or "", ""),
    }


def _told(before: Mapping[str, Any], after: Mapping[str, Any], law: Law) -> list[str]:
    """Notes that came or went, and that only reasons differ where nothing else does."""
    found = differences(before, after, (), law)
    told = [str(one[present.language()]) for one in found if one["kind"] == "note"]
    if found and not any(one["outcome"] for one in found):
        told.insert(0, _("인정되는 것은 그대로이고, 까닭의 말만 달라집니다."))
    return told


def _supposed(record: Mapping[str, Any]) -> dict[str, Any]:
    source = forms.BY_NAME.get(str(record.get("source")))
    return {
        "id": record["id"],
        "title": title_of(record),
        "source": source.label if source else "",
        "completed_on": completed_on(record),
    }


def _goal_fields(asked: Question, errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The goal as the calculator asks for it, of the question instead of the case; what differs is marked."""
    had = asked.case["goal"]
    work = Question(case={**asked.case, "goal": {**had, **asked.goal}})
    if asked.goal.get("major") is None and had.get("major"):
        work.case["goal"]["major"] = had["major"]
    return [
        {**one, "id": one["id"], "moved": one["id"][2:] in asked.supposition["goal"]}
        for one in context.goal_fields(work, errors)
        if one["id"] != "g-as_of"
    ]


def _law_field(asked: Question, errors: Mapping[str, str]) -> dict[str, Any]:
    hint = _("비우면 오늘의 법령. 그날 뒤에 바뀐 것은 없던 것으로 봅니다. 예: 2022-06-01")
    field = forms.Field("law_of", _("어느 날의 법령입니까?"), "date", optional=True, hint=hint)
    return context.field_of(field, "w-law_of", asked.law_of, errors) | {"list": "law-days"}


def law_days(law: Law) -> list[str]:
    """The days on which a number that recognition asks for has changed, the newest first."""
    found = set()
    for name in law.names():
        if name.partition(".")[0] not in OF_RECOGNITION:
            continue
        for version in law.parameter(name).versions:
            if version.since_known:
                found.add(version.since)
            if isinstance(version.value, date):
                found.add(version.value)
    return [day.isoformat() for day in sorted(found, reverse=True)]
