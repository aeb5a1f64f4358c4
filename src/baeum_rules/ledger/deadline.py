"""When a request for correction must be answered (pipa-d.43.3, and the promise that lies before it)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from baeum_rules.parameters import Law, load_law, read_table

SATURDAY = 5


def due_on(asked_on: date, law: Law | None = None) -> date:
    """The last day for the answer: so many working days later, and never after the legal deadline."""
    law = law or load_law()
    working = int(str(law.value("account.correction.working_days", asked_on)))
    legal = int(str(law.value("account.correction.days", asked_on)))
    return min(working_day(asked_on, working, law), asked_on + timedelta(legal))


def working_day(after: date, count: int, law: Law | None = None) -> date:
    """The ``count``-th working day after a day, which itself does not count."""
    days_off = holidays((law or load_law()).folder)
    day = after
    while count:
        day += timedelta(1)
        count -= day.weekday() < SATURDAY and day not in days_off
    return day


@cache
def holidays(folder: str) -> frozenset[date]:
    """Every public holiday that the law data of a folder know."""
    years = read_table(f"{folder}/holidays.toml")["years"]
    return frozenset(date.fromisoformat(day) for year in years.values() for day in year["days"])
