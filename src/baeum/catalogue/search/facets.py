"""How many courses each value of each facet would leave: all counts in one query.

A facet is counted under every filter but its own, so that one sees what another choice would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from django.core.cache import cache
from django.db import connection

from .expressions import Sql
from .filters import ACCOUNT, CREDIT_BANK, FACETS, Filters, accredited_sql, fee_sql, filter_sql, state_sql

Counts = dict[str, dict[str, int]]  # facet: value: how many
COLUMNS = ("province", "city", "field", "mode", "fee", "state", ACCOUNT, CREDIT_BANK)
OWN = {"province": ("province", "city"), "city": ("city",)}  # a city is chosen within its province
MANY = 10_000  # entries from which on counting takes long, so that the counts are kept for a while
KEPT = 60  # seconds


def counts(text: Sql, filters: Filters, on: date) -> tuple[int, Counts]:
    """How many entries there are under all filters, and the counts of each facet."""
    key = sha256(repr((text, filters, on)).encode()).hexdigest()
    kept: tuple[int, Counts] | None = cache.get(key)
    if kept is not None:
        return kept
    chosen = _chosen(filters, ())
    rows = _each_filtered(text, filters, on) if chosen else _unfiltered(text, filters, on)
    found: Counts = {facet: {} for facet in FACETS}
    total = 0
    for facet, value, number in rows:
        if facet == "all":
            total = number
        elif number:
            found[facet][value] = number
    if total > MANY:
        cache.set(key, (total, found), KEPT)
    return total, found


def _valued(text: Sql, filters: Filters, on: date) -> Sql:
    """The entries that have the words, with the values that are counted."""
    state, account, bank = state_sql(on), accredited_sql(ACCOUNT, on), accredited_sql(CREDIT_BANK, on)
    days = filter_sql(Filters(begins_from=filters.begins_from, begins_until=filters.begins_until), on)
    return Sql(
        f"SELECT province, city, field, mode, {fee_sql().text} AS fee, {state.text} AS state,"
        f" {account.text} AS account, {bank.text} AS credit_bank FROM courses_searchentry"
        f" WHERE {text.text} AND {days.text}",
        (*state.values, *account.values, *bank.values, *text.values, *days.values),
    )


def _unfiltered(text: Sql, filters: Filters, on: date) -> Iterable[tuple[str, str, int]]:
    """Where nothing is chosen, all facets are counted in one pass."""
    valued = _valued(text, filters, on)
    sets = ", ".join(f"({column})" for column in COLUMNS)
    query = (
        f"SELECT GROUPING({', '.join(COLUMNS)}), {', '.join(COLUMNS)}, count(*) FROM ({valued.text}) valued"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{query} GROUP BY GROUPING SETS ((), {sets})", list(valued.values))
        for others, *values, number in cursor.fetchall():
            at = next((at for at in range(len(COLUMNS)) if not others & 1 << len(COLUMNS) - 1 - at), None)
            if at is None:
                yield "all", "", number
            elif (name := COLUMNS[at]) not in (ACCOUNT, CREDIT_BANK):
                yield name, values[at], number
            elif values[at]:
                yield "accredited", name, number


def _each_filtered(text: Sql, filters: Filters, on: date) -> Iterable[tuple[str, str, int]]:
    """Each facet under the other filters. Entries with the same values are first made one row."""
    valued = _valued(text, filters, on)
    parts = [_counted("''", "'all'", _chosen(filters, ()))]
    for facet in FACETS:
        rest = _chosen(filters, OWN.get(facet, (facet,)))
        if facet == "accredited":
            parts += [_counted(f"'{one}'", f"'{facet}'", rest, one) for one in (ACCOUNT, CREDIT_BANK)]
        else:
            parts.append(_counted(facet, f"'{facet}'", rest))
    columns = ", ".join(COLUMNS)
    query = (
        f"WITH same AS MATERIALIZED (SELECT {columns}, count(*) AS n FROM ({valued.text}) valued"
        f" GROUP BY {columns}) {' UNION ALL '.join(part.text for part in parts)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*valued.values, *(value for part in parts for value in part.values)])
        return [(facet, value, int(number or 0)) for facet, value, number in cursor.fetchall()]


def _counted(value: str, facet: str, chosen: Mapping[str, str], also: str = "") -> Sql:
    """Rows (facet, value, how many) of the entries that the other filters leave."""
    conditions = [f"{name} = %s" for name in chosen if name != "accredited"]
    values: list[object] = [each for name, each in chosen.items() if name != "accredited"]
    if "accredited" in chosen:
        conditions.append(chosen["accredited"])  # account or credit_bank: a column of ``same``
    conditions += [also] if also else []
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    group = " GROUP BY 2" if not value.startswith("'") else ""
    return Sql(f"SELECT {facet}, {value}, sum(n) FROM same{where}{group}", tuple(values))


def _chosen(filters: Filters, leave: tuple[str, ...]) -> dict[str, str]:
    every = {name: getattr(filters, name) for name in FACETS if name not in leave}
    return {name: value for name, value in every.items() if value}
