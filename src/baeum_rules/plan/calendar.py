"""Conferrals to come: until when one learns, hands in and applies, and when one must have registered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from baeum_rules.recognition.thresholds import Thresholds
from baeum_rules.recognition.windows import month_and_day

NAMES = {"02": "february", "08": "august"}
QUARTERS = (1, 2, 3, 4)


class Window(NamedTuple):
    """First and last day of a period, ordinals."""

    begins: int
    ends: int


class Conferral(NamedTuple):
    """A month in which degrees are conferred. Days are ordinals.

    ``last_day``: of learning (rules.8.4). ``apply``: for the degree. ``hand_in``: the last days for credits
    to be recognised. ``register_by``: the learner's registration (nile.operating.18.6).
    """

    month: str
    last_day: int
    apply: Window
    hand_in: Window
    register_by: int


def conferrals(on: int, count: int, thresholds: Thresholds) -> list[Conferral]:
    """The next conferrals whose degree application is still possible on the day ``on``."""
    months = str(thresholds.at("calendar.conferral.months", on)).split(",")
    found: list[Conferral] = []
    year = date.fromordinal(on).year
    while len(found) < count:
        for month in months:
            conferral = conferral_of(f"{year}-{month}", on, thresholds)
            if conferral.apply.ends >= on and len(found) < count:
                found.append(conferral)
        year += 1
    return found


def conferral_of(month: str, on: int, thresholds: Thresholds) -> Conferral:
    """The days of one conferral by the law of the day ``on``."""
    year, name = int(month[:4]), NAMES[month[5:]]
    apply = _window(f"calendar.degree.{name}", year, on, thresholds)
    hand_in = max(
        _window(f"calendar.application.quarter_{quarter}", at, on, thresholds)
        for quarter in QUARTERS
        for at in (year - 1, year)
        if _window(f"calendar.application.quarter_{quarter}", at, on, thresholds).begins <= apply.ends
    )
    return Conferral(
        month=month,
        last_day=_day(f"conferral.cutoff.{name}", year, on, thresholds),
        apply=apply,
        hand_in=Window(hand_in.begins, min(hand_in.ends, apply.ends)),
        register_by=apply.ends - int(thresholds.at("calendar.registration_lead", on)),
    )


def registration_from(on: int, thresholds: Thresholds) -> int:
    """The first day on or after ``on`` on which a learner can register."""
    year = date.fromordinal(on).year
    windows = [
        _window(f"calendar.application.quarter_{quarter}", at, on, thresholds)
        for quarter in QUARTERS
        for at in (year, year + 1)
    ]
    return min(max(window.begins, on) for window in windows if window.ends >= on)


def _day(name: str, year: int, on: int, thresholds: Thresholds) -> int:
    month_day = month_and_day(thresholds.at(name, on))
    return date(year, month_day // 100, month_day % 100).toordinal()


def _window(name: str, year: int, on: int, thresholds: Thresholds) -> Window:
    """The window that ends in a year; it may begin in the year before."""
    begins, ends = (_day(f"{name}.{side}", year, on, thresholds) for side in ("start", "end"))
    if begins > ends:
        begins = _day(f"{name}.start", year - 1, on, thresholds)
    return Window(begins, ends)


def term_begins(term: tuple[int, int], thresholds: Thresholds) -> date:
    """The first day of a (year, semester)."""
    year, semester = term
    month_day = thresholds.windows.year if semester == 1 else thresholds.windows.second_semester
    return date(year, month_day // 100, month_day % 100)


def term_ends(term: tuple[int, int], thresholds: Thresholds) -> date:
    """The last day of a (year, semester)."""
    year, semester = term
    after = (year, 2) if semester == 1 else (year + 1, 1)
    return term_begins(after, thresholds) - timedelta(1)
