"""What a rule that a record fails compared: the figures of its sentence, looked up only where it failed.

Which rules a record fails ``judging.py`` says, as a mask.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from baeum_rules.certificates import Resolution

from .case import Case, Record
from .judging import RULES, Standing
from .names import same_text
from .thresholds import POINT, Thresholds

Figures = dict[str, Any]


class Finding(NamedTuple):
    """A rule that speaks about a record, and the figures it compared."""

    rule: str
    figures: Figures


class Situation(NamedTuple):
    """What the figures need to know of a case besides the record."""

    case: Case
    thresholds: Thresholds
    standing: Standing
    certificates: dict[str, Resolution]  # by record id


def shown_points(value: int) -> int | float:
    """Two-thousandths as the number that was written (for figures and sentences only)."""
    return value // POINT if value % POINT == 0 else value / POINT


def shown_day(day: int) -> str:
    """An ordinal as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def findings(refused: int, record: Record, situation: Situation) -> list[Finding]:
    """Every rule of a mask, in the order of the model, each with its figures."""
    return [
        Finding(rule, _FIGURES[rule](record, situation))
        for place, rule in enumerate(RULES)
        if refused >> place & 1
    ]


def _nothing(_record: Record, _situation: Situation) -> Figures:
    return {}


def _not_completed(record: Record, situation: Situation) -> Figures:
    return {
        "completed_on": shown_day(record.completed_on),
        "as_of": shown_day(situation.standing.as_of),
    }


def _cutoff(record: Record, situation: Situation) -> Figures:
    return {
        "completed_on": shown_day(record.completed_on),
        "last_day": shown_day(situation.standing.last_day),
    }


def _high_school(record: Record, situation: Situation) -> Figures:
    finished = situation.standing.high_school
    return {
        "completed_on": shown_day(record.completed_on),
        "finished_on": shown_day(finished) if finished else None,
        "rule_since": shown_day(situation.thresholds.at("high_school.rule_since", record.completed_on)),
    }


def _accredited_score(record: Record, situation: Situation) -> Figures:
    minimum = situation.thresholds.points("accredited.minimum_score", record.completed_on)
    return {
        "score": shown_points(record.fields["score"]),
        "minimum": shown_points(minimum),
        "ended_on": shown_day(record.completed_on),
    }


def _accredited_attendance(record: Record, situation: Situation) -> Figures:
    minimum = situation.thresholds.points("accredited.minimum_attendance", record.completed_on)
    return {"attendance": shown_points(record.fields["attendance"]), "minimum": shown_points(minimum)}


def _grade(kind: str) -> Callable[[Record, Situation], Figures]:
    def figures(record: Record, situation: Situation) -> Figures:
        score = record.fields["score"]
        minimum = situation.thresholds.points(kind + ".minimum_score", record.completed_on)
        return {
            "score": None if score is None else shown_points(score),
            "letter": record.fields["letter"],
            "minimum": shown_points(minimum),
            "lowest": situation.thresholds.at(kind + ".lowest_letter", record.completed_on),
        }

    return figures


def _left(record: Record, _situation: Situation) -> Figures:
    f = record.fields
    return {
        "leaving": f["leaving"],
        "school_kind": f["school_kind"],
        "left_on": None if f["leaving"] == "enrolled" else shown_day(f["left_on"]),
        "ended_on": shown_day(record.completed_on),
    }


def _remote(record: Record, situation: Situation) -> Figures:
    f, done = record.fields, record.completed_on
    return {
        "remote_share": shown_points(f["remote_share"] or 0),
        "maximum": shown_points(situation.thresholds.points("part_time.remote_share_maximum", done)),
        "attendance": None if f["attendance"] is None else shown_points(f["attendance"]),
        "above": shown_points(situation.thresholds.points("part_time.attendance_above", done)),
        "only_part_timers": bool(f["only_part_timers"]),
    }


def _unknown(record: Record, situation: Situation) -> Figures:
    options = situation.certificates[record.id].options
    return {"name": record.fields["name"], "options": ", ".join(options)}


def _excluded(record: Record, situation: Situation) -> Figures:
    excluded = situation.certificates[record.id].excluded
    assert excluded is not None  # that is what the rule says
    return {"name": record.fields["name"], "kind": excluded.id}


def _validity(record: Record, situation: Situation) -> Figures:
    entry = situation.certificates[record.id].entry
    assert entry is not None  # of one that is not in the table nothing is known
    return {
        "name": record.fields["name"],
        "acquired_on": shown_day(record.completed_on),
        "valid_from": str(entry.valid_from or ""),
        "valid_until": str(entry.valid_until or ""),
    }


def _degree_holder(_record: Record, situation: Situation) -> Figures:
    return {"degree_on": shown_day(situation.standing.bdes_degree)}


def _exemption(record: Record, situation: Situation) -> Figures:
    f, points, done = record.fields, situation.thresholds.points, record.completed_on
    return {
        "score": shown_points(f["score"]),
        "minimum": shown_points(points("bdes.exemption.minimum_score", done)),
        "absence": shown_points(f["absence"]),
        "below": shown_points(points("bdes.exemption.absence_below", done)),
    }


def _item(record: Record, _situation: Situation) -> Figures:
    return {"item": record.fields["item"]}


def _months(record: Record, situation: Situation) -> Figures:
    minimum = situation.thresholds.at("heritage.trainee_minimum_months", record.completed_on)
    return {"months": record.fields["months"], "minimum": minimum}


def _force(_record: Record, situation: Situation) -> Figures:
    as_of, major = situation.standing.as_of, situation.case.goal.major
    if situation.thresholds.at("second.rule", as_of) != "not_in_force":
        major = same_text(major)
    return {"as_of": shown_day(as_of), "major": major}


def _previous(_record: Record, situation: Situation) -> Figures:
    return {"degree": situation.case.goal.degree}


def _after(record: Record, situation: Situation) -> Figures:
    return {
        "completed_on": shown_day(record.completed_on),
        "conferred_on": shown_day(situation.standing.latest_degree),
    }


_FIGURES: dict[str, Callable[[Record, Situation], Figures]] = {
    "record.not_completed": _not_completed,
    "conferral.cutoff": _cutoff,
    "high_school.after": _high_school,
    "accredited.score": _accredited_score,
    "accredited.attendance": _accredited_attendance,
    "university.grade": _grade("university"),
    "university.left": _left,
    "part_time.grade": _grade("part_time"),
    "part_time.remote": _remote,
    "certificate.unknown": _unknown,
    "certificate.excluded": _excluded,
    "certificate.validity": _validity,
    "bdes.degree_holder": _degree_holder,
    "bdes.exemption": _exemption,
    "heritage.level": _item,
    "heritage.listed": _item,
    "heritage.months": _months,
    "second.force": _force,
    "second.previous": _previous,
    "second.after": _after,
    "second.major_only": _nothing,
    "learner.declined": _nothing,
}
