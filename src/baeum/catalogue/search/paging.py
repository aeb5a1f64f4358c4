"""A page of what a condition finds, how many there are and the counts of the facets: all in one query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.core.cache import cache
from django.db import connection

from .expressions import ANYTHING, Sql
from .facets import ALL, Counts, chosen_sql, counted, counting, valued
from .filters import Filters, filter_sql

PAGE = 20
DEEPEST = 1000  # entries that one can page through
MANY = 10_000  # entries from which on counting takes long, so that the counts are kept for a while
KEPT = 60  # seconds
RELEVANCE = "relevance"
SORTS = {
    RELEVANCE: "score DESC, (CASE state WHEN 'open' THEN 0 WHEN 'planned' THEN 1 WHEN 'running' THEN 2"
    " WHEN 'closed' THEN 3 WHEN '' THEN 4 ELSE 5 END), size, begins DESC, id",
    "soonest": "begins < %s, begins IS NULL, begins, id",
    "cheapest": "price IS NULL, price, begins DESC, id",
    "newest": "begins IS NULL, begins DESC, id DESC",
}


@dataclass(frozen=True)
class Asked:
    """A search. ``skip``: entries before the page."""

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = RELEVANCE
    skip: int = 0
    size: int = PAGE


def page(asked: Asked, where: Sql, score: Sql, on: date) -> tuple[int, Counts, tuple[int, ...]]:
    """How many entries there are under all filters, the counts, and the ids of the page in order."""
    key = sha256(repr((where, asked.filters, on)).encode()).hexdigest()
    kept: tuple[int, Counts] | None = cache.get(key)
    found, entries = _found(asked, where, score, on), _entries(asked, on)
    counts = Sql(f"SELECT '{ALL}', '', 0::bigint") if kept else counting(asked.filters)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{found.text} SELECT '' AS facet, {entries.text} AS value, 0::bigint AS number"
            f" UNION ALL {counts.text}",
            [*found.values, *entries.values, *counts.values],
        )
        rows = cursor.fetchall()
    ids = tuple(int(one) for facet, value, _ in rows if facet == "" for one in value.split(",") if one)
    if kept:
        return *kept, ids
    total, facets = counted(row for row in rows if row[0])
    if total > MANY:
        cache.set(key, (total, facets), KEPT)
    return total, facets, ids


def _found(asked: Asked, where: Sql, score: Sql, on: date) -> Sql:
    """The entries that have the words, read once; all there are do not fit in memory, and are read twice."""
    values = valued(on)
    days = filter_sql(
        Filters(begins_from=asked.filters.begins_from, begins_until=asked.filters.begins_until), on
    )
    kept = "NOT MATERIALIZED" if where == ANYTHING else "MATERIALIZED"
    scored = score if asked.sort == RELEVANCE else Sql("0")
    return Sql(
        f"WITH found AS {kept} (SELECT id, {values.text}, {scored.text} AS score,"
        " length(title_joined) AS size, begins, fee AS price"
        f" FROM courses_searchentry WHERE {where.text} AND {days.text})",
        (*values.values, *scored.values, *where.values, *days.values),
    )


def _entries(asked: Asked, on: date) -> Sql:
    """The ids of the page as one text."""
    chosen, order = chosen_sql(asked.filters), SORTS[asked.sort]
    return Sql(
        f"array_to_string(ARRAY(SELECT id FROM found WHERE {chosen.text}"
        f" ORDER BY {order} LIMIT %s OFFSET %s), ',')",
        (*chosen.values, *[on] * order.count("%s"), asked.size, min(asked.skip, DEEPEST)),
    )
