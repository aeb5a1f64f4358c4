"""Days by whole numbers: as ``datetime`` counts them."""

from __future__ import annotations

from datetime import date

from baeum_rules.recognition.days import ordinal_of, year_month_day

LAST = date.max.toordinal()
OF_400_YEARS = range(date(1699, 12, 1).toordinal(), date(2101, 1, 31).toordinal())


def test_every_day_of_four_centuries_and_the_ends_of_all() -> None:
    """After 400 years the calendar is the same again; of the other years, each 97th day and the ends."""
    for ordinal in (*OF_400_YEARS, *range(1, LAST, 97), *range(1, 800), *range(LAST - 800, LAST + 1)):
        day = date.fromordinal(ordinal)
        assert year_month_day(ordinal) == (day.year, day.month * 100 + day.day)
        assert ordinal_of(day.year, day.month, day.day) == ordinal
