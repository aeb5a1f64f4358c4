"""The year and the semester that hold an end date (opreg.3.3).

A year runs from 1 March to the end of February; semester 1 from 1 March to 31 August. The two dates come
from the law data (``window.year.start``, ``window.semester_2.start``).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class WindowStarts(NamedTuple):
    """First days of a year and of its second semester, each as month * 100 + day."""

    year: int
    second_semester: int


def month_and_day(text: str) -> int:
    """``"03-01"`` as 301."""
    return int(text[:2]) * 100 + int(text[3:])


def window_of(day: int, starts: WindowStarts) -> tuple[int, int]:
    """The (year, semester 1 or 2) that holds a day given as an ordinal."""
    ended = date.fromordinal(day)
    in_year = ended.month * 100 + ended.day
    if in_year < starts.year:
        return ended.year - 1, 2
    return ended.year, 2 if in_year >= starts.second_semester else 1
