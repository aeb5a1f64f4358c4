"""Accounts with a goal as cases, many at once: the same facts as the audit of one account takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from psycopg import Connection

from baeum.learner.auditing import NO_CHOICES
from baeum.learner.services.choose_goal import opened_goal
from baeum.ledger.facts import case_of
from baeum.ledger.queries import StatementLine
from baeum.ledger.reading_many import statements_of
from baeum.people.keys import unwrapped
from baeum_rules import goals

WITH_GOALS: LiteralString = """\
FROM learner_goal goal JOIN ledger_account held ON held.id = goal.account_id
    JOIN people_personkey key ON key.person_id = held.person_id"""
COLUMNS: LiteralString = "held.id, held.person_id, key.wrapped, goal.chosen, held.head_number"


class Head(NamedTuple):
    """An account with a goal, as it is stored. ``wrapped``: None where the person's key is destroyed."""

    account_id: int
    person_id: UUID
    wrapped: bytes | None
    chosen: bytes  # sealed
    head_number: int

    @property
    def goal_digest(self) -> bytes:
        """By which the goal is known again without its being read."""
        return sha256(self.chosen).digest()


class AccountCase(NamedTuple):
    """``case``: None where the goal cannot be read or is of another kind, which no batch audits."""

    head: Head
    key: bytes | None
    case: dict[str, Any] | None


def how_many(reader: Connection) -> int:
    """How many accounts have a goal."""
    found = reader.execute(f"SELECT count(*) {WITH_GOALS}").fetchone()
    return int(found[0]) if found else 0


def how_many_without(reader: Connection) -> int:
    """How many accounts have no goal, so that there is nothing to audit."""
    found = reader.execute("SELECT count(*) FROM ledger_account").fetchone()
    return (int(found[0]) if found else 0) - how_many(reader)


def cases_of(reader: Connection, heads: Sequence[Head], *, on: date) -> Iterator[AccountCase]:
    """The case of each account, in order. ``reader``: in a transaction, as a role that sees every row."""
    keys = {
        head.account_id: unwrapped(head.person_id, head.wrapped) for head in heads if head.wrapped is not None
    }
    aims = {head.account_id: _goal(head, keys) for head in heads}
    wanted = {account: keys[account] for account, goal in aims.items() if goal is not None}
    lines = statements_of(reader, wanted, as_of=on)
    ahead = next(lines, None)
    for head in heads:
        held: Sequence[StatementLine] = ()
        if ahead is not None and ahead[0] == head.account_id:
            held, ahead = ahead[1], next(lines, None)
        goal = aims[head.account_id]
        case = None if goal is None else case_of(held, goal=goal, on=on, choices=NO_CHOICES)
        yield AccountCase(head, keys.get(head.account_id), case)


def _goal(head: Head, keys: dict[int, bytes]) -> dict[str, Any] | None:
    """The goal, where it is a degree of the credit bank."""
    key = keys.get(head.account_id)
    goal = None if key is None else opened_goal(head.account_id, head.chosen, key=key)
    return None if goal is None or goals.kind_of({"goal": goal}) else goal
