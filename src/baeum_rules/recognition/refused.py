"""Why a record is refused: which sentence of a rule a finding gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from .case import Record
from .decision import Audit
from .refusals import Finding
from .sentences import Both, Sentences


def refusal(finding: Finding, record: Record, audited: Audit, sentences: Sentences) -> dict[str, Any]:
    """The reason of one finding."""
    figures = dict(finding.figures)
    shown: dict[str, Both] = {}
    force = ""
    if finding.rule == "certificate.excluded":
        excluded = audited.certificates[record.id].excluded
        assert excluded is not None  # that is what the finding says
        shown["kind"] = (excluded.ko, excluded.en)
    elif finding.rule == "second.force":
        figures["since"], force = _force(figures["as_of"], sentences)
    elif finding.rule == "second.major_only":
        figures["major"] = audited.case.goal.curriculum.name
    choose = _CASES.get(finding.rule)
    case = choose(figures, record.fields) if choose else force
    return sentences.reason(f"{finding.rule}:{case}" if case else finding.rule, figures, shown)


def _force(as_of: str, sentences: Sentences) -> tuple[str, str]:
    """The first day of the next rule of second degrees (of the last, if none follows), and the case now.

    Under the law of another day the rule that refuses may be its last: then no day is named.
    """
    versions = sentences.law.parameter("second.rule").versions
    later = [version.since.isoformat() for version in versions if version.since.isoformat() > as_of]
    now = sentences.law.value("second.rule", date.fromisoformat(as_of))
    follows = later[0] if later else versions[-1].since.isoformat()
    case = "before" if now == "not_in_force" else "same_major"
    return follows, case if later or now == "any_major" else case + "_open"


def _high_school(figures: dict[str, Any], _: dict[str, Any]) -> str:
    return "" if figures["finished_on"] else "unknown"


def _grade(figures: dict[str, Any], _: dict[str, Any]) -> str:
    if figures["letter"] == "F":
        return "failed"
    return "letter" if figures["score"] is None else "score"


def _left(figures: dict[str, Any], _: dict[str, Any]) -> str:
    if figures["leaving"] == "enrolled":
        return "enrolled"
    graduate = figures["leaving"] == "graduated" and figures["school_kind"] == "university"
    return "graduated" if graduate else "after"


def _remote(figures: dict[str, Any], fields: dict[str, Any]) -> str:
    too_remote = not fields["remote_institution"] and figures["remote_share"] > figures["maximum"]
    absent = figures["only_part_timers"] and figures["attendance"] <= figures["above"]
    return "both" if too_remote and absent else "share" if too_remote else "attendance"


def _unknown(figures: dict[str, Any], _: dict[str, Any]) -> str:
    return "choice" if figures["options"] else ""


def _validity(figures: dict[str, Any], _: dict[str, Any]) -> str:
    return "before" if figures["acquired_on"] < figures["valid_from"] else "after"


def _exemption(figures: dict[str, Any], _: dict[str, Any]) -> str:
    low, absent = figures["score"] < figures["minimum"], figures["absence"] >= figures["below"]
    return "both" if low and absent else "score" if low else "absence"


_CASES: dict[str, Callable[[dict[str, Any], dict[str, Any]], str]] = {
    "high_school.after": _high_school,
    "university.grade": _grade,
    "part_time.grade": _grade,
    "university.left": _left,
    "part_time.remote": _remote,
    "certificate.unknown": _unknown,
    "certificate.validity": _validity,
    "bdes.exemption": _exemption,
}
