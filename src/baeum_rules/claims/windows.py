"""When a claim may be submitted: quarters, degree windows, the 75 days and the countdown (facts 4.2).

The dates come from ``calendar.*``, which kind goes by which from ``claim.window.*``; nothing asks a clock.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law

QUARTER, DEGREE, ALWAYS = "quarter", "degree", "always"
QUARTERS = {1: "quarter_1", 2: "quarter_2", 3: "quarter_3", 4: "quarter_4"}
CONFERRALS = {"02": "february", "08": "august"}


class Window(NamedTuple):
    """A time in which claims are taken in, both days included. ``name``: 2026-Q4, or a conferral 2027-02."""

    name: str
    opens: date
    closes: date


class Countdown(NamedTuple):
    """``days``: until it closes where it is ``open``, else until it opens. ``window`` None: at any time."""

    open: bool
    window: Window | None
    days: int


class Lead(NamedTuple):
    """The registration before a degree window closes: so many ``days``, where ``needed`` are."""

    registered_on: date
    closes: date
    days: int
    needed: int

    @property
    def enough(self) -> bool:
        """Whether it was early enough (nile.operating.18.6)."""
        return self.days >= self.needed


def way_of(kind: str, on: date, law: Law | None = None) -> str:
    """By which windows a kind of claim goes: quarter, degree, always. Raises UnknownParameter."""
    return str((law or load_law()).value(f"claim.window.{kind}", on))


def countdown(kind: str, on: date, law: Law | None = None) -> Countdown:
    """Whether a kind of claim can be submitted on a day; if not, in which window next."""
    way = way_of(kind, on, law)
    if way == ALWAYS:
        return Countdown(True, None, 0)
    window = window_on(way, on, law)
    if window is not None:
        return Countdown(True, window, (window.closes - on).days)
    following = next_window(way, on, law)
    return Countdown(False, following, (following.opens - on).days)


def window_on(way: str, on: date, law: Law | None = None) -> Window | None:
    """The window that holds a day."""
    return next((one for one in _around(way, on, law) if one.opens <= on <= one.closes), None)


def next_window(way: str, on: date, law: Law | None = None) -> Window:
    """The first window that opens after a day."""
    return next(one for one in _around(way, on, law) if one.opens > on)


def windows_of(way: str, year: int, law: Law | None = None) -> list[Window]:
    """The windows that close in a year, in their order."""
    law = law or load_law()
    if way == QUARTER:
        return [
            Window(f"{year}-Q{number}", *_days(f"calendar.application.{code}", year, law))
            for number, code in QUARTERS.items()
        ]
    return [conferral_window(f"{year}-{month}", law) for month in CONFERRALS]


def conferral_window(conferral: str, law: Law | None = None) -> Window:
    """The window of a conferral, such as 2027-02. Raises KeyError for another month."""
    year, month = conferral.split("-")
    return Window(conferral, *_days(f"calendar.degree.{CONFERRALS[month]}", int(year), law or load_law()))


def lead(registered_on: date, conferral: str, law: Law | None = None) -> Lead:
    """How long before the end of the window of a conferral the learner had been registered."""
    law = law or load_law()
    closes = conferral_window(conferral, law).closes
    needed = int(str(law.value("calendar.registration_lead", closes)))
    return Lead(registered_on, closes, (closes - registered_on).days, needed)


def latest_registration(conferral: str, law: Law | None = None) -> date:
    """The last day to be registered on for a conferral."""
    found = lead(date.min, conferral, law)
    return found.closes - timedelta(found.needed)


def cutoff(conferral: str, law: Law | None = None) -> date:
    """The last day on which learning may end that counts for a conferral (practice.final_semester)."""
    law, (year, month) = law or load_law(), conferral.split("-")
    first = date(int(year), 1, 1)
    return _day(str(law.value(f"conferral.cutoff.{CONFERRALS[month]}", first)), int(year))


def _around(way: str, on: date, law: Law | None) -> list[Window]:
    return [one for year in (on.year, on.year + 1) for one in windows_of(way, year, law)]


def _days(name: str, year: int, law: Law) -> tuple[date, date]:
    """A window that closes in a year; one that closes before it opens began the year before."""
    first = date(year, 1, 1)
    starts, ends = str(law.value(f"{name}.start", first)), str(law.value(f"{name}.end", first))
    return _day(starts, year - 1 if starts > ends else year), _day(ends, year)


def _day(text: str, year: int) -> date:
    return date.fromisoformat(f"{year:04}-{text}")
