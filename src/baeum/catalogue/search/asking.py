"""What the entries are asked for beside a page of them: whether there are any, in one question for many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from django.db import connection

from .expressions import AllOf, AnyOf, Expression, Sql, condition

MOST_TOGETHER = 6  # terms of which every choice is looked at


def are_there(conditions: Sequence[Sql]) -> list[bool]:
    """Whether any entry has each. By the indexes: expecting one row soon, PostgreSQL would read the table,
    but what WITH says is planned as if all its rows were wanted.
    """
    if not conditions:
        return []
    each = [
        f"one_{at} AS MATERIALIZED (SELECT FROM courses_searchentry WHERE {one.text})"
        for at, one in enumerate(conditions)
    ]
    asked = ", ".join(f"EXISTS (SELECT FROM one_{at})" for at in range(len(each)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(each)} SELECT {asked}", [value for one in conditions for value in one.values]
        )
        return list(cursor.fetchone())


def most_of(wanted: Sequence[Expression]) -> Expression | None:
    """As many of these at once as any entry has: any choice of so many; None where no entry has any."""
    looked_at = wanted[:MOST_TOGETHER]
    choices: list[Expression] = [
        AnyOf(tuple(AllOf(some) for some in combinations(looked_at, size)))
        for size in range(len(looked_at), 0, -1)
    ]
    there = are_there([condition(choice) for choice in choices])
    return next((choice for choice, is_there in zip(choices, there, strict=True) if is_there), None)
