"""The facets as conditions: what a filter leaves, and the values that are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baeum_rules.courses.state import CALLED_OFF, CLOSED, ENDED, OPEN, PLANNED, RUNNING

from .expressions import ANYTHING, Sql, joined

ACCOUNT, CREDIT_BANK = "account", "credit_bank"
FEES = {"free": (0, 0), "to_50000": (1, 50_000), "to_200000": (50_001, 200_000), "above": (200_001, None)}
FACETS = ("province", "city", "field", "state", "mode", "fee", "accredited")


@dataclass(frozen=True)
class Filters:
    """What is asked for beside the words; what is empty leaves nothing out. Both days are included.

    ``field`` is a code of the Act's scheme, whichever scheme it was chosen from.
    """

    province: str = ""
    city: str = ""
    field: str = ""
    state: str = ""
    mode: str = ""
    fee: str = ""
    accredited: str = ""
    begins_from: date | None = None
    begins_until: date | None = None

    def any(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()


def state_sql(on: date) -> Sql:
    """``baeum_rules.courses.state.state_on`` as PostgreSQL reckons it: tests hold the two together."""
    closed = "COALESCE(%s >= closed_on, false)"
    return Sql(
        "CASE WHEN begins IS NULL THEN ''"
        f" WHEN %s >= called_off_on THEN '{CALLED_OFF}'"
        f" WHEN ends < %s THEN '{ENDED}'"
        f" WHEN NOT {closed} AND COALESCE(application_begins <= %s, true)"
        f" AND %s <= COALESCE(application_ends, begins - 1) THEN '{OPEN}'"
        f" WHEN begins <= %s THEN '{RUNNING}'"
        f" WHEN %s < application_begins AND NOT {closed} THEN '{PLANNED}'"
        f" ELSE '{CLOSED}' END",
        (on,) * 8,
    )


def fee_sql() -> Sql:
    """The band of the fee; '' where it is not stated."""
    whens = [
        f"WHEN fee >= {low}" + (f" AND fee <= {high}" if high is not None else "") + f" THEN '{code}'"
        for code, (low, high) in FEES.items()
    ]
    return Sql(f"CASE {' '.join(whens)} ELSE '' END")


def accredited_sql(purpose: str, on: date) -> Sql:
    """Accredited on the day, or declared so by whoever published it."""
    declared = {ACCOUNT: "declared_account", CREDIT_BANK: "declared_credit_bank"}[purpose]
    return Sql(
        f"({declared} OR course_id IN (SELECT course_id FROM courses_grantedaccreditation WHERE purpose = %s"
        " AND from_day <= %s AND until >= %s AND (cancelled_on IS NULL OR cancelled_on > %s)))",
        (purpose, on, on, on),
    )


def filter_sql(filters: Filters, on: date, *, leave: tuple[str, ...] = ()) -> Sql:
    """The condition of all filters but those to ``leave`` out."""
    parts: list[Sql] = []
    for name in ("province", "city", "field", "mode"):
        if (value := getattr(filters, name)) and name not in leave:
            parts.append(Sql(f"{name} = %s", (value,)))
    if filters.state and "state" not in leave:
        state = state_sql(on)
        parts.append(Sql(f"{state.text} = %s", (*state.values, filters.state)))
    if filters.fee and "fee" not in leave:
        parts.append(Sql(f"{fee_sql().text} = %s", (filters.fee,)))
    if filters.accredited and "accredited" not in leave:
        parts.append(accredited_sql(filters.accredited, on))
    if filters.begins_from:
        parts.append(Sql("begins >= %s", (filters.begins_from,)))
    if filters.begins_until:
        parts.append(Sql("begins <= %s", (filters.begins_until,)))
    return joined(parts, "AND") if parts else ANYTHING
