"""The year and the semester that hold an end date (opreg.3.3).

A year runs from 1 March to the end of February; semester 1 from 1 March to 31 August. The two dates come
from the law data (``window.year.start``, ``window.semester_2.start``).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class WindowStarts(NamedTuple):
    """First days of a year and of its second semester, each as month * 100 + day.

    ``moved``: other first days, each with the day (ordinal) from which they hold, the oldest first.
    """

    year: int
    second_semester: int
    moved: tuple[tuple[int, int, int], ...] = ()

    def on(self, day: int) -> WindowStarts:
        """The first days that hold on a day (ordinal)."""
        for since, year, second_semester in reversed(self.moved):
            if since <= day:
                return WindowStarts(year, second_semester)
        return WindowStarts(self.year, self.second_semester)

    def first_day(self, year: int, semester: int = 1) -> date:
        """The first day of a year or semester, by the first days that hold on it."""
        for since, *starts in (*reversed(self.moved), (0, self.year, self.second_semester)):
            start = starts[semester - 1]
            day = date(year, start // 100, start % 100)
            if day.toordinal() >= since:
                break
        return day


def month_and_day(text: str) -> int:
    """``"03-01"`` as 301."""
    return int(text[:2]) * 100 + int(text[3:])


def window_of(day: int, starts: WindowStarts) -> tuple[int, int]:
    """The (year, semester 1 or 2) that holds a day given as an ordinal."""
    if starts.moved:
        starts = starts.on(day)
    ended = date.fromordinal(day)
    in_year = ended.month * 100 + ended.day
    if in_year < starts.year:
        return ended.year - 1, 2
    return ended.year, 2 if in_year >= starts.second_semester else 1
