"""Refresh cached audits: go through all accounts with a goal, and audit those that are not current.

What is done is kept with the place where it stands, chunk by chunk: killed anywhere, it goes on from there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any, LiteralString, NamedTuple

import pyarrow as pa
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from psycopg import Connection

from baeum.audits.cases import COLUMNS, WITH_GOALS, AccountCase, Head, cases_of, how_many
from baeum.audits.faults import AuditsFault
from baeum.audits.models import Refresh
from baeum.audits.pace import Pace
from baeum.audits.reader import connected, reading
from baeum.audits.refreshes import law_since, refresh_for
from baeum.postgres.address import Address
from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.flattening import flatten
from baeum_rules.parameters import Law

ALONE = 0x61756469  # number of the advisory lock: one refresh at a time
ANSWERED, FAULTY = "answered", "faulty"
TOTALS = (
    "recognised",
    "major",
    "major_required",
    "major_elective",
    "liberal_arts",
    "general_elective",
    "eighteen",
)
CHUNK: LiteralString = f"""SELECT {COLUMNS}, coalesce(
        kept.law = %(law)s AND kept.as_of >= %(since)s AND kept.head_number = held.head_number
            AND kept.goal_digest = sha256(goal.chosen), false)
    {WITH_GOALS} LEFT JOIN audits_cachedaudit kept ON kept.account_id = held.id
    WHERE held.id > %(after)s ORDER BY held.id LIMIT %(chunk)s"""

Tell = Callable[[Refresh], None]


class _Chunk(NamedTuple):
    """Accounts that were read: those to audit, how many were current, the last of all."""

    found: list[AccountCase]
    current: int
    last: int


def refresh(
    address: Address, law: Law, *, on: date, pace: Pace, until: Callable[[], bool], tell: Tell
) -> Refresh:
    """Go on with the refresh by this law, or begin one; the refresh as it stands then.

    ``address``: of a replica or of the database itself, as a role that sees every row; Django's connection
    goes to the database itself. ``until``: asked between chunks whether to leave off. Raises AuditsFault.
    """
    with _alone(), connected(address) as reader:

        def wanted() -> int:
            with reading(reader):
                return how_many(reader)

        going = refresh_for(law, on=on, wanted=wanted)
        while going.state == "going" and not until():
            if not pace.waited(until):
                break
            began, before = time.monotonic(), going.audited
            _one_chunk(reader, going, law, pace.chunk)
            going.refresh_from_db()
            tell(going)
            going.refresh_from_db(fields=["state"])  # somebody may have stopped it meanwhile
            if going.state == "going":
                pace.rest(going.audited - before, time.monotonic() - began, until)
        return going


@lru_cache(maxsize=1)
def _auditor(law: Law) -> Auditor:
    """Made where somebody is to be audited, and kept between the jobs of a worker: it takes seconds."""
    return Auditor(law)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ALONE])
        if not cursor.fetchone()[0]:
            raise AuditsFault("at_it")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])


def _one_chunk(reader: Connection, going: Refresh, law: Law, size: int) -> None:
    with reading(reader):
        chunk = _read(reader, going, law, size)
    if chunk is None:
        Refresh.objects.filter(pk=going.pk, state="going").update(state="finished", went_on_at=Now())
        return
    rows = audited(chunk.found, law)
    audits = [row for row in rows if row is not None]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT audits_keep(%s::jsonb)", [json.dumps(audits)])
        Refresh.objects.filter(pk=going.pk).update(
            after=chunk.last,
            audited=F("audited") + len(audits),
            faulty=F("faulty") + sum(row["state"] == FAULTY for row in audits),
            skipped=F("skipped") + chunk.current,
            others=F("others") + len(rows) - len(audits),
            went_on_at=Now(),
        )


def _read(reader: Connection, going: Refresh, law: Law, size: int) -> _Chunk | None:
    figures = {
        "law": law.revision,
        "since": law_since(law, going.on),
        "after": going.after,
        "chunk": size,
    }
    rows = reader.execute(CHUNK, figures).fetchall()
    if not rows:
        return None
    stale = [Head(*row[:-1]) for row in rows if not row[-1]]
    found = list(cases_of(reader, stale, on=going.on))
    return _Chunk(found, len(rows) - len(stale), rows[-1][0])


def audited(found: list[AccountCase], law: Law) -> list[dict[str, Any] | None]:
    """What is to be kept of each account; None where no batch audits its goal."""
    flat = flatten((str(one.head.account_id), one.case, {}) for one in found if one.case is not None)
    answers: dict[str, dict[str, Any]] = {}
    if flat.learners.num_rows:
        answered = _auditor(law).audit(flat.nested()).answers
        table = pa.Table.from_batches([answered.drop_columns(["records"])])
        answers = {row["learner"]: row for row in table.to_pylist()}
    return [
        None if one.case is None else _kept(one, answers.get(str(one.head.account_id)), law) for one in found
    ]


def _kept(one: AccountCase, answer: dict[str, Any] | None, law: Law) -> dict[str, Any]:
    """As ``audits_keep`` takes it."""
    assert one.case is not None
    kept: dict[str, Any] = {
        "account": one.head.account_id,
        "law": law.revision,
        "as_of": one.case["as_of"],
        "head": one.head.head_number,
        "goal": one.head.goal_digest.hex(),
        "state": FAULTY,
    }
    if answer is None or answer["take_clash"]:
        return kept
    totals = {name: answer[name] for name in TOTALS}
    return kept | {
        "state": ANSWERED,
        "remaining": answer["remaining"],
        "complete": answer["complete"],
        "totals": totals,
    }
