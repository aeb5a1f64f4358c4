"""What the entries are asked for beside a page of them: whether there are any, in one question for many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from django.db import connection

from .expressions import AllOf, AnyOf, Expression, Sql, condition

MOST_TOGETHER = 6  # terms of which every choice is looked at


def are_there(conditions: Sequence[Sql]) -> list[bool]:
    """Whether any entry has each."""
    return [place is not None for place in first_there([[one] for one in conditions])]


def first_there(choices: Sequence[Sequence[Sql]]) -> list[int | None]:
    """Of each list of conditions the place of the first that any entry has; no later one is looked for.

    By the indexes: expecting one row soon PostgreSQL would read the table, but what WITH says is planned as
    if all its rows were wanted, and read only as far as they are.
    """
    if not choices:
        return []
    named, asked = [], []
    for number, conditions in enumerate(choices):
        whens = ""
        for place, one in enumerate(conditions):
            name = f"one_{number}_{place}"
            named.append(f"{name} AS MATERIALIZED (SELECT FROM courses_searchentry WHERE {one.text})")
            whens += f" WHEN EXISTS (SELECT FROM {name}) THEN {place}"
        asked.append(f"CASE{whens} END")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(named)} SELECT {', '.join(asked)}",
            [value for conditions in choices for one in conditions for value in one.values],
        )
        return list(cursor.fetchone())


def most_of(wanted: Sequence[Expression]) -> Expression | None:
    """As many of these at once as any entry has: any choice of so many; None where no entry has any."""
    looked_at = wanted[:MOST_TOGETHER]
    choices: list[Expression] = [
        AnyOf(tuple(AllOf(some) for some in combinations(looked_at, size)))
        for size in range(len(looked_at), 0, -1)
    ]
    place = first_there([[condition(choice) for choice in choices]])[0]
    return None if place is None else choices[place]
