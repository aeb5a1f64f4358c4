"""Applies the eligibility rules to a case: every failing rule of a record, with its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from baeum_rules.certificates import Resolution

from . import eligibility as rule
from .case import Case, PreviousDegree, Record
from .names import same_text
from .thresholds import POINT, Thresholds

LAST_DAY_OF_MONTH = {"02": "conferral.cutoff.february", "08": "conferral.cutoff.august"}


class Finding(NamedTuple):
    """A rule that speaks about a record, and the figures it compared."""

    rule: str
    figures: dict[str, Any]


class Situation(NamedTuple):
    """What the rules need to know of a case besides the record."""

    thresholds: Thresholds
    as_of: int
    last_day: int | None  # of the conferral aimed at
    high_school: int
    bdes_degree: int | None
    second: tuple[Finding, ...]  # refuses every record
    latest_degree: int | None  # conferred_on of the latest qualifying degree, on route second
    certificates: dict[str, Resolution]  # by record id


def shown_points(value: int) -> int | float:
    """Two-thousandths as the number that was written (for figures and sentences only)."""
    return value // POINT if value % POINT == 0 else value / POINT


def shown_day(day: int) -> str:
    """An ordinal as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def situate(case: Case, thresholds: Thresholds, certificates: dict[str, Resolution]) -> Situation:
    """The facts of a case that hold for each of its records."""
    last_day = None
    if case.goal.conferral is not None:
        year, month = case.goal.conferral.split("-")
        month_day = thresholds.at(LAST_DAY_OF_MONTH[month], case.as_of)
        last_day = date.fromisoformat(f"{year}-{month_day}").toordinal()
    qualifying = _qualifying_degrees(case)
    return Situation(
        thresholds,
        case.as_of,
        last_day,
        case.high_school_completed_on or 0,
        case.bdes_degree_on,
        tuple(_second_degree_refusals(case, thresholds, qualifying)) if case.goal.route == "second" else (),
        max((d.conferred_on for d in qualifying), default=None) if case.goal.route == "second" else None,
        certificates,
    )


def _qualifying_degrees(case: Case) -> list[PreviousDegree]:
    """Degrees that open the second route (decree.16.1.2): an associate one opens no second bachelor's."""
    if case.goal.degree == "bachelor":
        return [degree for degree in case.previous_degrees if degree.degree == "bachelor"]
    return list(case.previous_degrees)


def _second_degree_refusals(
    case: Case, thresholds: Thresholds, qualifying: list[PreviousDegree]
) -> Iterator[Finding]:
    force = thresholds.at("second.rule", case.as_of)
    if force == "not_in_force":
        yield Finding("second.force", {"as_of": shown_day(case.as_of), "major": case.goal.major})
    elif force == "other_major":
        major = same_text(case.goal.major)
        if any(same_text(degree.major) == major for degree in qualifying):
            yield Finding("second.force", {"as_of": shown_day(case.as_of), "major": major})
    if not qualifying:
        yield Finding("second.previous", {"degree": case.goal.degree})


def refusals(record: Record, situation: Situation, *, has_major_class: bool, declined: bool) -> list[Finding]:
    """Every rule the record fails, in the order of the model; none: it may count.

    ``has_major_class`` answers second.major_only, which only route second asks.
    """
    found = list(_general(record, situation))
    found.extend(_BY_SOURCE[record.source](record.fields, record, situation))
    found.extend(situation.second)
    latest = situation.latest_degree
    if latest is not None and not rule.second_after(record.completed_on, latest):
        found.append(
            Finding(
                "second.after",
                {"completed_on": shown_day(record.completed_on), "conferred_on": shown_day(latest)},
            )
        )
    if not has_major_class:
        found.append(Finding("second.major_only", {}))
    if declined:
        found.append(Finding("learner.declined", {}))
    return found


def _general(record: Record, situation: Situation) -> Iterator[Finding]:
    done = record.completed_on
    if not rule.record_completed(done, situation.as_of):
        yield Finding(
            "record.not_completed", {"completed_on": shown_day(done), "as_of": shown_day(situation.as_of)}
        )
    if situation.last_day is not None and not rule.conferral_cutoff(done, situation.last_day):
        yield Finding(
            "conferral.cutoff", {"completed_on": shown_day(done), "last_day": shown_day(situation.last_day)}
        )
    since = situation.thresholds.at("high_school.rule_since", done)
    if not rule.high_school_after(done, situation.high_school, since):
        finished = shown_day(situation.high_school) if situation.high_school else None
        yield Finding(
            "high_school.after",
            {"completed_on": shown_day(done), "finished_on": finished, "rule_since": shown_day(since)},
        )


def _accredited(f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    points, done = situation.thresholds.points, record.completed_on
    minimum = points("accredited.minimum_score", done)
    if not rule.accredited_score(f["score"], minimum):
        yield Finding(
            "accredited.score",
            {
                "score": shown_points(f["score"]),
                "minimum": shown_points(minimum),
                "ended_on": shown_day(done),
            },
        )
    minimum = points("accredited.minimum_attendance", done)
    if not rule.accredited_attendance(f["attendance"], minimum):
        yield Finding(
            "accredited.attendance",
            {"attendance": shown_points(f["attendance"]), "minimum": shown_points(minimum)},
        )


def _grade(kind: str, f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    minimum = situation.thresholds.points(kind + ".minimum_score", record.completed_on)
    lowest = situation.thresholds.at(kind + ".lowest_letter", record.completed_on)
    score, letter = f["score"], f["letter"]
    rank = -1 if letter is None else rule.LETTER_RANK[letter]
    if not rule.grade(-1 if score is None else score, rank, minimum, rule.LETTER_RANK[lowest]):
        yield Finding(
            kind + ".grade",
            {
                "score": None if score is None else shown_points(score),
                "letter": letter,
                "minimum": shown_points(minimum),
                "lowest": lowest,
            },
        )


def _university(f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    yield from _grade("university", f, record, situation)
    enrolled = f["leaving"] == "enrolled"
    graduate = f["school_kind"] == "university" and f["leaving"] == "graduated"
    left_on = -1 if enrolled else f["left_on"]
    if not rule.university_left(left_on, record.completed_on, graduate):
        yield Finding(
            "university.left",
            {
                "leaving": f["leaving"],
                "school_kind": f["school_kind"],
                "left_on": None if enrolled else shown_day(left_on),
                "ended_on": shown_day(record.completed_on),
            },
        )


def _part_time(f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    yield from _grade("part_time", f, record, situation)
    maximum = situation.thresholds.points("part_time.remote_share_maximum", record.completed_on)
    above = situation.thresholds.points("part_time.attendance_above", record.completed_on)
    share = f["remote_share"] or 0
    attendance = -1 if f["attendance"] is None else f["attendance"]
    if not rule.part_time_remote(
        bool(f["remote_institution"]), share, maximum, bool(f["only_part_timers"]), attendance, above
    ):
        yield Finding(
            "part_time.remote",
            {
                "remote_share": shown_points(share),
                "maximum": shown_points(maximum),
                "attendance": None if attendance < 0 else shown_points(attendance),
                "above": shown_points(above),
                "only_part_timers": bool(f["only_part_timers"]),
            },
        )


def _certificate(f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    resolution = situation.certificates[record.id]
    entry = resolution.entry
    if entry is None:
        figures = {"name": f["name"], "options": ", ".join(resolution.options)}
        yield Finding("certificate.unknown", figures)
    if resolution.excluded is not None:
        yield Finding("certificate.excluded", {"name": f["name"], "kind": resolution.excluded.id})
    if entry is not None:
        valid_from = entry.valid_from.toordinal() if entry.valid_from else -1
        valid_until = entry.valid_until.toordinal() if entry.valid_until else -1
        if not rule.certificate_validity(record.completed_on, valid_from, valid_until):
            yield Finding(
                "certificate.validity",
                {
                    "name": f["name"],
                    "acquired_on": shown_day(record.completed_on),
                    "valid_from": str(entry.valid_from or ""),
                    "valid_until": str(entry.valid_until or ""),
                },
            )


def _bdes(_f: dict[str, Any], _record: Record, situation: Situation) -> Iterator[Finding]:
    if situation.bdes_degree is not None:
        yield Finding("bdes.degree_holder", {"degree_on": shown_day(situation.bdes_degree)})


def _bdes_exemption(f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    yield from _bdes(f, record, situation)
    minimum = situation.thresholds.points("bdes.exemption.minimum_score", record.completed_on)
    below = situation.thresholds.points("bdes.exemption.absence_below", record.completed_on)
    if not rule.bdes_exemption(f["score"], minimum, f["absence"], below):
        yield Finding(
            "bdes.exemption",
            {
                "score": shown_points(f["score"]),
                "minimum": shown_points(minimum),
                "absence": shown_points(f["absence"]),
                "below": shown_points(below),
            },
        )


def _heritage(f: dict[str, Any], record: Record, situation: Situation) -> Iterator[Finding]:
    if f["level"] != "national":
        yield Finding("heritage.level", {"item": f["item"]})
    if f["role"] == "trainee":
        if not f["listed"]:
            yield Finding("heritage.listed", {"item": f["item"]})
        minimum = situation.thresholds.at("heritage.trainee_minimum_months", record.completed_on)
        if not rule.heritage_months(f["months"], minimum):
            yield Finding("heritage.months", {"months": f["months"], "minimum": minimum})


_BY_SOURCE: dict[str, Callable[[dict[str, Any], Record, Situation], Iterator[Finding]]] = {
    "accredited_course": _accredited,
    "university_course": _university,
    "part_time_course": _part_time,
    "certificate": _certificate,
    "bdes_exam": _bdes,
    "bdes_exemption_course": _bdes_exemption,
    "heritage": _heritage,
}
