"""Days of the calendar by whole numbers alone, so that compiled code counts as ``datetime`` does.

An ordinal is that of ``date.toordinal``: 1 is 1 January of year 1. Years here begin in March, which puts the
day that some years have at the end.
"""

from __future__ import annotations

DAYS_OF_400_YEARS = 146_097
DAYS_OF_100_YEARS = 36_524
DAYS_OF_4_YEARS = 1_461
DAYS_OF_5_MONTHS = 153  # March to July, and August to December
BEFORE_YEAR_1 = 305  # days from 1 March to 31 December of year 0: ordinal 0, counted from 1 March


def ordinal_of(year: int, month: int, day: int) -> int:
    """The ordinal of a day of the calendar, as ``date(year, month, day).toordinal()``."""
    since_march = (month + 9) % 12
    of_march = year - (month < 3)
    days = of_march * 365 + of_march // 4 - of_march // 100 + of_march // 400
    return days + (DAYS_OF_5_MONTHS * since_march + 2) // 5 + day - 1 - BEFORE_YEAR_1


def year_month_day(ordinal: int) -> tuple[int, int]:
    """The year of an ordinal, and its month and day as month * 100 + day."""
    day = ordinal + BEFORE_YEAR_1
    of_400, day = day // DAYS_OF_400_YEARS, day % DAYS_OF_400_YEARS
    of_100 = min(day // DAYS_OF_100_YEARS, 3)
    day -= of_100 * DAYS_OF_100_YEARS
    of_4, day = day // DAYS_OF_4_YEARS, day % DAYS_OF_4_YEARS
    of_1 = min(day // 365, 3)
    day -= of_1 * 365
    since_march = (5 * day + 2) // DAYS_OF_5_MONTHS
    day -= (DAYS_OF_5_MONTHS * since_march + 2) // 5
    month = since_march + 3 if since_march < 10 else since_march - 9
    year = 400 * of_400 + 100 * of_100 + 4 * of_4 + of_1 + (month < 3)
    return year, month * 100 + day + 1
