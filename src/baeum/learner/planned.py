"""An answer of the planner in the words of a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baeum.calculator.forms import CLASS_LABELS
from baeum.calculator.present import language
from baeum_rules.plan.progress import Progress
from baeum_rules.recognition.sentences import clause_in

from . import plan_picture

Shown = dict[str, Any]


def purpose(code: str) -> str:
    """What a plan is the best in."""
    return {"soonest": _("가장 이른 학위"), "cost": _("가장 적은 비용"), "load": _("가장 가벼운 부담")}[code]


def objective(code: str) -> str:
    """What is made small."""
    names = {
        "cost": _("비용"),
        "peak": _("가장 많은 학기의 시간"),
        "hours": _("전체 시간"),
        "month": _("학위 시기"),
        "short": _("모자란 학점"),
    }
    return names[code]


def news(progress: Progress) -> str:
    """How far a search is, in a line."""
    said = _("{purpose}: {objective} 찾는 중").format(
        purpose=purpose(progress.purpose), objective=objective(progress.objective)
    )
    if progress.best is None or progress.bound is None:
        return said
    return f"{said} · {progress.bound:,} ≤ {progress.best:,}"


def won(amount: int | None) -> str:
    """An amount of money; unknown is said."""
    return _("모름") if amount is None else _("{amount}원").format(amount=f"{amount:,}")


def answer(found: dict[str, Any]) -> Shown:
    """The whole answer."""
    lang = language()
    return {
        "plans": [_plan(one, number, lang) for number, one in enumerate(found["plans"], 1)],
        "skipped": [
            {"month": one["month"], "reasons": [_said(said, lang) for said in one["reasons"]]}
            for one in found["skipped"]
        ],
        "instead": [_said(said, lang) for said in found["instead"]],
        "notes": [_said(said, lang) for said in found["notes"]],
        "left_out": [_left_out(why, count) for why, count in found["left_out"].items()],
        "considered": found["considered"],
        "remaining": found["remaining"],
        "law": found["law"],
        "as_of": found["as_of"],
    }


def _left_out(why: str, count: int) -> str:
    words = {
        "online": _("온라인이 아님"),
        "region": _("다른 지역"),
        "refused": _("듣고 싶지 않은 과목"),
        "closed": _("신청이 마감됨"),
        "late": _("너무 늦게 끝남"),
        "not_recognised": _("인정되지 않음"),
    }
    return f"{words[why]} {count}"


def _said(said: Shown, lang: str) -> Shown:
    clause = "" if said["clause_id"] == "baeum.model" else clause_in(said, lang)
    return {"text": said[lang], "clause": clause}


def _plan(one: Shown, number: int, lang: str) -> Shown:
    cost, load = one["cost"], one["load"]
    fees = cost["recognition"] + cost["registration"]
    terms = [_term(term, lang) for term in one["terms"]]
    bars = [
        plan_picture.TermBar(
            term["label"], term["words"], row["limited"] + row["under_way"], _free(row), row["limit"]
        )
        for term, row in zip(terms, one["terms"], strict=True)
    ]
    return {
        "number": number,
        "names": [purpose(code) for code in one["purposes"]],
        "conferral": one["conferral"],
        "total": won(cost["total"]),
        "of_total": _("과정 {items}, 수수료 {fees}").format(items=won(cost["items"]), fees=won(fees)),
        "unknown": len(cost["unknown"]),
        "credits": load["credits"],
        "items": load["items"],
        "hours": load["hours"],
        "peak": load["peak"],
        "proofs": [_proof(levels[0]) for levels in one["proof"].values()],
        "terms": terms,
        "picture": plan_picture.terms(f"plan{number}", _("학기마다 학점과 한도"), bars) if bars else "",
        "unused": [record["title"] for record in one["unused"]],
    }


def _free(row: Shown) -> int:
    """Credits that the limit of a term is not for."""
    return int(row["credits"]) - int(row["limited"])


def _proof(level: Shown) -> str:
    name = _("학위 시기") if level["name"] == "month" else objective(level["name"])
    if level["proven"]:
        return _("{name}: 더 나은 계획이 없음을 증명했습니다.").format(name=name)
    if level["name"] == "month" or not level["bound"]:
        return _("{name}: 더 나은 계획이 없는지 시간 안에 증명하지 못했습니다.").format(name=name)
    gap = f"{level['gap']:.1%}"
    return _("{name}: 시간 안에 찾은 가장 좋은 계획이며, 더 나아도 {gap} 이내입니다.").format(
        name=name, gap=gap
    )


def _term(row: Shown, lang: str) -> Shown:
    taken = row["limited"] + row["under_way"]
    words = _("{taken} / {limit}학점").format(taken=taken, limit=row["limit"])
    if free := _free(row):
        words += " " + _("+ 한도 밖 {free}").format(free=free)
    return {
        "label": _("{year}년 {semester}학기").format(year=row["year"], semester=row["semester"]),
        "begins": row["begins"],
        "ends": row["ends"],
        "words": words,
        "under_way": row["under_way"],
        "hours": row["hours"],
        "items": [_item(item, lang) for item in row["items"]],
    }


def _item(item: Shown, lang: str) -> Shown:
    return {
        "title": item["title"],
        "where": item["where"],
        "credits": ngettext("{n}학점", "{n}학점", item["credits"]).format(n=item["credits"]),
        "class": str(CLASS_LABELS.get(item["class"] or "", "")),
        "won": won(item["won"]),
        "begins": item["begins"],
        "ends": item["ends"],
        "apply_by": item["apply_by"],
        "expected": item["expected"],
        "why": [{"text": r[lang], "clause": clause_in(r, lang)} for r in item["reasons"]],
        "breaks": [_said(said, lang) for said in item["breaks"]],
        "notes": [_said(said, lang) for said in item["notes"]],
    }
