"""Which values fit a number of the law: by its unit, and by what the program knows to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from baeum_rules.recognition.eligibility import LETTER_RANK

if TYPE_CHECKING:
    from baeum_rules.parameters import Law, Parameter, Value

NO_LIMIT = "none"  # a limit that the law has lifted


def misfit(value: Value, parameter: Parameter, law: Law) -> str:
    """Why a value cannot be one of this parameter, in a sentence; empty where it can."""
    if isinstance(value, bool | datetime):
        return f"{value!r} is no value of the law"
    history = {version.value for version in parameter.versions}
    if value == NO_LIMIT and NO_LIMIT in history:
        return ""
    counts = all(isinstance(had, int) for had in history)
    check = _CHECKS.get(parameter.unit, _COUNT if counts else None)
    if check is None:
        return _misfit_of_code(value, parameter, law)
    kinds, within, expected = check
    if isinstance(value, kinds) and within(value):
        return ""
    return f"{value!r} does not fit the unit {parameter.unit}: {expected} is expected"


def _misfit_of_code(value: Value, parameter: Parameter, law: Law) -> str:
    """A code must be one that is read somewhere: those of the same unit in the same file are known."""
    stem = parameter.name.partition(".")[0]
    known: dict[object, None] = {}
    for name in law.names():
        other = law.parameter(name)
        if other.unit == parameter.unit and name.partition(".")[0] == stem:
            known.update(dict.fromkeys(version.value for version in other.versions))
    if value in known and isinstance(value, str):
        return ""
    return f"{value!r} is not known here: {', '.join(map(str, known))} can be read"


def _is_month_day(text: object) -> bool:
    try:
        return len(str(text)) == len("03-01") and bool(date.fromisoformat(f"2023-{text}"))
    except ValueError:
        return False


def _is_share(value: object) -> bool:
    try:
        return 0 <= Fraction(str(value)) <= 1
    except (ValueError, ZeroDivisionError):
        return False


Check = tuple[type | tuple[type, ...], Callable[[object], bool], str]
_COUNT: Check = (int, lambda value: int(str(value)) >= 0, "a whole number from 0")
_OF_HUNDRED: Check = (
    (int, Decimal),
    lambda value: 0 <= Decimal(str(value)) <= 100,
    "a number from 0 to 100",
)
_CHECKS: dict[str, Check] = {
    **dict.fromkeys(
        ("credits", "count", "won", "hours", "days", "weeks", "months", "years", "working_days"), _COUNT
    ),
    "points": _OF_HUNDRED,
    "percent": _OF_HUNDRED,
    "grade_points": (
        (int, Decimal),
        lambda value: 0 <= Decimal(str(value)) <= Decimal("4.5"),
        "a number from 0 to 4.5",
    ),
    "share": ((int, Decimal, str), _is_share, "a share from 0 to 1, such as 0.5 or 1/3,"),
    "month_day": (str, _is_month_day, "a month and day such as 03-01"),
    "date": (date, lambda _: True, "a date"),
    "letter": (str, lambda value: value in LETTER_RANK, f"one of {', '.join(LETTER_RANK)}"),
}
