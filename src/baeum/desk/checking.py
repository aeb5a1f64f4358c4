"""Before anything is stored: has each row an account of that name that takes it, and does it stand there?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from baeum.ledger.learning import Learning, natural_key, normalised
from baeum.people.keys import keys_of, name_index
from baeum.shared.refusal import Refusal
from baeum.sheets.completion import Completion
from baeum_rules.ledger.entries import CONFIRMED, STANDINGS

FIELDS_SCHEME = "kedi.6"  # of the codes of ``field``: the six fields in common use


class Holder(NamedTuple):
    """The account of a learner number and a name, and whether it takes deposits."""

    account_id: int
    person_id: UUID
    closed: bool
    consented: bool


@dataclass(frozen=True)
class Checked:
    """``accounts``: of the rows that would be taken. ``there``: rows that an office has confirmed already."""

    accounts: Mapping[int, int] = field(default_factory=dict)
    there: tuple[int, ...] = ()
    wrong: Mapping[int, Refusal] = field(default_factory=dict)


def learning_of(completion: Completion, kind: str, where: str) -> Learning:
    """A completion as the ledger takes it. ``where``: the institution."""
    details = {
        "field": completion.field,
        "field_scheme": FIELDS_SCHEME,
        "course_code": completion.course_code,
        "grade": completion.grade,
        "note": completion.note,
    }
    return Learning(
        kind=kind,
        title=completion.title,
        where=where,
        happened_on=completion.ended_on,
        happened_from=completion.began_on,
        credits=completion.credits,
        hours=completion.hours,
        reference=completion.reference,
        details={name: value for name, value in details.items() if value},
    )


def check(rows: Mapping[int, Completion], kind: str, where: str) -> Checked:
    """Check all rows in three queries, as the officer who acts."""
    holders = holders_of(rows)
    wrong = {number: refusal for number in rows if (refusal := _refusal(holders.get(number))) is not None}
    good = {number: holders[number] for number in rows if number not in wrong}
    keys = keys_of({holder.person_id for holder in good.values()})
    events = {
        number: natural_key(key, normalised(learning_of(rows[number], kind, where)))
        for number, holder in good.items()
        if (key := keys.get(holder.person_id)) is not None
    }
    wrong |= {number: Refusal("completion.no_account") for number in good.keys() - events.keys()}
    there = _there({number: (good[number].account_id, event) for number, event in events.items()})
    accounts = {number: good[number].account_id for number in events if number not in there}
    return Checked(accounts, tuple(sorted(there)), wrong)


def holders_of(rows: Mapping[int, Completion]) -> dict[int, Holder]:
    """The accounts by the number of the row; none where number and name are not those of one account."""
    numbers = list(rows)
    names: dict[str, bytes] = {}  # the same few names come again and again
    for row in rows.values():
        if row.name not in names:
            names[row.name] = name_index(row.name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, account, person, closed, consented FROM desk_accounts(%s, %s)",
            [[rows[n].learner_number for n in numbers], [names[rows[n].name] for n in numbers]],
        )
        return {numbers[place - 1]: Holder(*rest) for place, *rest in cursor.fetchall()}


def taker_of(completion: Completion) -> int | Refusal:
    """The account that would take a completion, or why none would."""
    holder = holders_of({1: completion}).get(1)
    refusal = _refusal(holder)
    if holder is None or refusal is not None:
        return refusal or Refusal("completion.no_account", status=404)
    return holder.account_id


def _refusal(holder: Holder | None) -> Refusal | None:
    if holder is None:
        return Refusal("completion.no_account", status=404)
    if holder.closed:
        return Refusal("completion.closed", status=409)
    if not holder.consented:
        return Refusal("completion.no_consent", status=403)
    return None


def _there(events: Mapping[int, tuple[int, bytes]]) -> set[int]:
    """The rows whose event an office has confirmed; one that a learner declared is still to be confirmed."""
    numbers = list(events)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, standing FROM desk_standing(%s, %s)",
            [[events[n][0] for n in numbers], [events[n][1] for n in numbers]],
        )
        found = cursor.fetchall()
    least = STANDINGS.index(CONFIRMED)
    return {numbers[place - 1] for place, standing in found if STANDINGS.index(standing) >= least}
