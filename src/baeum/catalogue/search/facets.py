"""How many courses each value of each facet would leave.

A facet is counted under every filter but its own, so that one sees what another choice would give.
``found`` is the relation of the entries that have the words, with the columns of ``valued``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .expressions import Sql
from .filters import ACCOUNT, CREDIT_BANK, FACETS, Filters, accredited_sql, fee_sql, state_sql

Counts = dict[str, dict[str, int]]  # facet: value: how many
COLUMNS = ("province", "city", "field", "mode", "fee", "state", ACCOUNT, CREDIT_BANK)
OWN = {"province": ("province", "city"), "city": ("city",)}  # a city is chosen within its province
ALL = "all"


def valued(on: date) -> Sql:
    """The values that are counted, as columns of an entry."""
    state, account, bank = state_sql(on), accredited_sql(ACCOUNT, on), accredited_sql(CREDIT_BANK, on)
    return Sql(
        f"province, city, field, mode, {fee_sql().text} AS fee, {state.text} AS state,"
        f" {account.text} AS account, {bank.text} AS credit_bank",
        (*state.values, *account.values, *bank.values),
    )


def counting(filters: Filters) -> Sql:
    """Rows (facet, value, number), one of them ``ALL``: the entries under all filters."""
    return _each_filtered(filters) if _chosen(filters, ()) else _unfiltered()


def counted(rows: Iterable[tuple[str, str, int]]) -> tuple[int, Counts]:
    """The number of entries under all filters, and the counts of each facet."""
    found: Counts = {facet: {} for facet in FACETS}
    total = 0
    for facet, value, number in rows:
        if facet == ALL:
            total = int(number)
        elif facet in (ACCOUNT, CREDIT_BANK):
            if number and value == "t":
                found["accredited"][facet] = int(number)
        elif number:
            found[facet][value] = int(number)
    return total, found


def chosen_sql(filters: Filters, leave: tuple[str, ...] = ()) -> Sql:
    """The condition on ``found`` of all filters but those to ``leave`` out."""
    chosen = _chosen(filters, leave)
    accredited = chosen.pop("accredited", "true")  # account or credit_bank: a column of ``found``
    return Sql(" AND ".join([*(f"{name} = %s" for name in chosen), accredited]), tuple(chosen.values()))


def _unfiltered() -> Sql:
    """Where nothing is chosen, all facets are counted in one pass."""
    sets = ", ".join(f"({column})" for column in COLUMNS)
    names = " ".join(
        f"WHEN {(1 << len(COLUMNS)) - 1 - (1 << len(COLUMNS) - 1 - at)} THEN '{name}'"
        for at, name in enumerate(COLUMNS)
    )  # GROUPING has a bit for every column that is not grouped by
    return Sql(
        f"SELECT CASE GROUPING({', '.join(COLUMNS)}) {names} ELSE '{ALL}' END,"
        f" concat({', '.join(COLUMNS)}), count(*) FROM found GROUP BY GROUPING SETS ((), {sets})"
    )


def _each_filtered(filters: Filters) -> Sql:
    """Each facet under the other filters. Entries with the same values are first made one row."""
    parts = [_number(f"'{ALL}'", "''", filters, ())]
    for name in COLUMNS:
        facet = "accredited" if name in (ACCOUNT, CREDIT_BANK) else name
        parts.append(_number(f"'{name}'", f"{name}::text", filters, OWN.get(facet, (facet,))))
    columns = ", ".join(COLUMNS)
    return Sql(
        f"(WITH same AS MATERIALIZED (SELECT {columns}, count(*) AS n FROM found GROUP BY {columns})"
        f" {' UNION ALL '.join(part.text for part in parts)})",
        tuple(value for part in parts for value in part.values),
    )


def _number(facet: str, value: str, filters: Filters, leave: tuple[str, ...]) -> Sql:
    chosen = chosen_sql(filters, leave)
    group = " GROUP BY 2" if value != "''" else ""
    return Sql(
        f"SELECT {facet}, {value}, COALESCE(sum(n), 0)::bigint FROM same WHERE {chosen.text}{group}",
        chosen.values,
    )


def _chosen(filters: Filters, leave: tuple[str, ...]) -> dict[str, str]:
    every = {name: getattr(filters, name) for name in FACETS if name not in leave}
    return {name: value for name, value in every.items() if value}
