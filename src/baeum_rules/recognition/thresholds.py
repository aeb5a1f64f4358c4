"""The numbers of the law as plain integers, looked up by the ordinal of a day.

The law data speaks in dates and points; eligibility and selection compute in integers only. Shares and scores
are in two-thousandths (see ``fields.read_share``).
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from baeum_rules.parameters import Law, load_law

from .windows import WindowStarts, month_and_day

if TYPE_CHECKING:
    from .numbers import Numbers

POINT = 2000  # one point, or one per cent, in two-thousandths


class Thresholds:
    """The values of one law, each version found by a day's ordinal."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self._versions: dict[str, tuple[list[int], list[Any]]] = {}
        self.numbers: Numbers | None = None  # of numbers.numbers_of, which makes them
        self.windows = self._windows()

    def at(self, name: str, day: int) -> Any:
        """The value of a name on a day (ordinal), as the law data writes it; a date as its ordinal."""
        since, values = self.versions(name)
        return values[max(bisect_right(since, day) - 1, 0)]

    def versions(self, name: str) -> tuple[list[int], list[Any]]:
        """The first day of each version of a name (ordinals, the oldest first), and what each says."""
        found = self._versions.get(name)
        if found is None:
            versions = self.law.parameter(name).versions
            values = [v.value.toordinal() if isinstance(v.value, date) else v.value for v in versions]
            found = self._versions[name] = ([v.since.toordinal() for v in versions], values)
        return found

    def _windows(self) -> WindowStarts:
        """The first days of years and semesters, and what they were moved to, read once."""
        names = ("window.year.start", "window.semester_2.start")
        days = {v.since.toordinal() for name in names for v in self.law.parameter(name).versions}
        year, semester = names
        first, *moved = (
            (day, month_and_day(self.at(year, day)), month_and_day(self.at(semester, day)))
            for day in sorted(days)
        )
        return WindowStarts(first[1], first[2], tuple(moved))

    def points(self, name: str, day: int) -> int:
        """A score or share threshold in two-thousandths."""
        return int(self.at(name, day) * POINT)


@lru_cache(maxsize=8)
def thresholds_of(law: Law | None = None) -> Thresholds:
    """The thresholds of a law, ours where none is given."""
    return Thresholds(law or load_law())
