"""When something is due: a day, so many (working) days, months or years later, with the sum and its clause.

The one place that counts days. ``due`` reads how many, of what and by which clause from the law data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law, read_table

SATURDAY = 5
WORKING_DAYS, DAYS, WEEKS, MONTHS, YEARS = UNITS = ("working_days", "days", "weeks", "months", "years")
WEEKEND, HOLIDAY = "weekend", "holiday"
MONTHS_OF_A_YEAR = 12


class Skipped(NamedTuple):
    """A day that did not count, and why: ``weekend`` or ``holiday``."""

    day: date
    why: str


class Due(NamedTuple):
    """A due date with its sum: ``base`` + ``amount`` ``unit`` = ``on``, without the days ``skipped``.

    ``name``: of the law data. ``unknown_years``: years of the sum whose public holidays the law data lack.
    """

    name: str
    base: date
    amount: int
    unit: str
    on: date
    skipped: tuple[Skipped, ...]
    clause: str
    reading: bool
    unknown_years: tuple[int, ...] = ()


def due(name: str, base: date, law: Law | None = None) -> Due:
    """When it is due by the value of a name on the base day, which itself does not count.

    Raises UnknownParameter, NotInForce, or ValueError where the value counts no time.
    """
    law = law or load_law()
    version, unit = law.version(name, base), law.parameter(name).unit
    count = version.value
    if unit not in UNITS or not isinstance(count, int):
        raise ValueError(f"{name} = {count!r} {unit}: a whole number of {', '.join(UNITS)} is expected")
    skipped: tuple[Skipped, ...] = ()
    unknown: tuple[int, ...] = ()
    if unit == WORKING_DAYS:
        on, skipped = counted(base, count, law)
        known = holidays_by_year(law.folder)
        unknown = tuple(year for year in range(base.year, on.year + 1) if year not in known)
    elif unit in (DAYS, WEEKS):
        on = base + (timedelta(count) if unit == DAYS else timedelta(weeks=count))
    else:
        on = months_later(base, count * (MONTHS_OF_A_YEAR if unit == YEARS else 1))
    return Due(name, base, count, unit, on, skipped, version.clause, version.reading, unknown)


def counted(after: date, count: int, law: Law | None = None) -> tuple[date, tuple[Skipped, ...]]:
    """The ``count``-th working day after a day, which itself does not count; and the days passed over."""
    days_off = holidays((law or load_law()).folder)
    day, skipped = after, []
    while count:
        day += timedelta(1)
        if day in days_off:
            skipped.append(Skipped(day, HOLIDAY))
        elif day.weekday() >= SATURDAY:
            skipped.append(Skipped(day, WEEKEND))
        else:
            count -= 1
    return day, tuple(skipped)


def working_day(after: date, count: int, law: Law | None = None) -> date:
    """The ``count``-th working day after a day."""
    return counted(after, count, law)[0]


def months_later(base: date, months: int) -> date:
    """The same day so many months later (earlier, where negative), or the last day of a shorter month."""
    year, month = divmod(base.year * MONTHS_OF_A_YEAR + base.month - 1 + months, MONTHS_OF_A_YEAR)
    next_year, next_month = divmod(year * MONTHS_OF_A_YEAR + month + 1, MONTHS_OF_A_YEAR)
    last = date(next_year, next_month + 1, 1) - timedelta(1)
    return date(year, month + 1, min(base.day, last.day))


@cache
def holidays(folder: str) -> frozenset[date]:
    """Every public holiday that the law data of a folder know."""
    return frozenset(day for days in holidays_by_year(folder).values() for day in days)


@cache
def holidays_by_year(folder: str) -> Mapping[int, tuple[date, ...]]:
    """The public holidays by year; a year that is not there is not known."""
    years = read_table(f"{folder}/holidays.toml")["years"]
    return {int(year): tuple(date.fromisoformat(day) for day in held["days"]) for year, held in years.items()}
