"""Decisions in the transparency log: the acts by which an accreditation is granted, refused or ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection
from psycopg import Connection

from baeum.transparency.entering import enter_each
from baeum.transparency.kinds import Row, register, stated

KIND, FORM = "accreditation", "baeum.accreditation.decision.1"
DECISIONS = ("approve", "cancel", "decline_cancellation", "decide_appeal")
MEMBERS = ("application", "number", "act", "case", "before", "after", "by_person", "appointment", "office",
           "on", "clock", "due_on", "reason", "figures", "recorded_at", "id")  # fmt: skip
ROWS: LiteralString = """\
SELECT application_id, number, act, "case", before, after, by_person_id, appointment_id, office_id, "on",
    clock, due_on, reason, figures::text, recorded_at, id
FROM accreditation_act"""


def enter_decisions(decisions: Sequence[tuple[UUID, int]]) -> None:
    """Commit to acts (application, number) that were recorded in this transaction."""
    if not decisions:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"{ROWS} JOIN unnest(%s::uuid[], %s::int[]) WITH ORDINALITY AS asked(of, n, place)"
            " ON application_id = of AND number = n ORDER BY place",
            [[of for of, _ in decisions], [number for _, number in decisions]],
        )
        found = [_row(values) for values in cursor.fetchall()]
    assert len(found) == len(decisions)  # who decides sees what they decided
    enter_each(KIND, [(row.subject, row.statement) for row in found])


def read(owner: Connection) -> Iterator[Row]:
    """Every decision that is stored."""
    with owner.cursor("decisions") as cursor:
        cursor.execute(f"{ROWS} WHERE act = ANY (%s) ORDER BY id", [list(DECISIONS)])
        for values in cursor:
            yield _row(values)


def _row(values: Sequence[Any]) -> Row:
    return Row(f"{values[0]}:{values[1]}", stated(FORM, **dict(zip(MEMBERS, values, strict=True))))


register(KIND, "평가인정 결정", "decision on accreditation", read)
