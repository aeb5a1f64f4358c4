"""Between the services and the two functions of the database: hold accounts, write lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from baeum.ledger.learning import seal_content, unseal_content
from baeum.ledger.models import Entry, Evidence
from baeum.people.acting import actor
from baeum.people.keys import keys_of
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import CONFIRMED, SELF_DECLARED, VERIFIED

VOUCHED = {"self": SELF_DECLARED, "institution": CONFIRMED, "institute": VERIFIED}


@dataclass(frozen=True)
class Written:
    """A line that was written: where it stands, and of which line it takes the place."""

    account_id: int
    entry_id: int
    number: int
    act: str
    of_number: int | None
    standing: str


class Held(NamedTuple):
    """An account whose row is locked, and what the one who acts is to it: self, institution, institute."""

    account_id: int
    person_id: UUID
    relation: str
    office_id: int | None
    closed: bool
    consented: bool
    head_number: int
    by_id: UUID
    person_key: bytes

    @property
    def vouches(self) -> str:
        """The standing of lines written now."""
        return VOUCHED[self.relation]


class Terms(NamedTuple):
    """What a line says in clear: where it stands in the account, and what it adds."""

    part: str
    kind: str
    happened_from: date | None
    happened_on: date
    credits: int | None
    hours: int | None
    natural_key: bytes
    evidence: UUID | None


class Standing(NamedTuple):
    """The line on which an event stands."""

    entry_id: int | None  # None: not written yet
    number: int
    standing: str


# types of the parameters of ledger_append
COLUMNS = (
    *("bigint", "int", "text", "int", "text", "text", "text"),
    *("date", "date", "int", "int", "bytea", "bytea", "uuid"),
)


class Line(NamedTuple):
    """A line to be written to a held account. ``of``: the number of the line that it points at."""

    held: Held
    number: int
    act: str
    standing: str
    terms: Terms
    content: Mapping[str, Any]
    of: int | None = None

    def columns(self) -> tuple[Any, ...]:
        """As ledger_append takes it."""
        account_id, terms = self.held.account_id, self.terms
        sealed = seal_content(self.held.person_key, account_id, self.number, self.content)
        first = (account_id, self.number, self.act, self.of, terms.part, terms.kind, self.standing)
        return (*first, *terms[2:7], sealed, terms.evidence)


def hold(account_id: int) -> Held | Refusal:
    """Lock an account until the end of the transaction; whoever comes next waits."""
    return hold_each([account_id])[account_id]


def hold_each(account_ids: Sequence[int]) -> dict[int, Held | Refusal]:
    """Lock accounts in this order. Whoever locks several keeps to one order, and no two wait in a ring."""
    wanted = list(dict.fromkeys(account_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account, person, relation, office, closed, consented, head_number"
            " FROM unnest(%s::bigint[]) AS given(account), LATERAL ledger_lock(given.account)",
            [wanted],
        )
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    by_id, keys = actor().person_id, keys_of({row[0] for row in found.values()})
    answers: dict[int, Held | Refusal] = {}
    for account_id in wanted:
        if account_id not in found:
            answers[account_id] = Refusal("account.unknown", status=404)
        elif (person_key := keys.get(found[account_id][0])) is None:
            answers[account_id] = Refusal("account.erased", status=410)
        else:
            assert by_id is not None  # nobody has no relation to any account
            person_id, relation, office_id, closed, consented, head = found[account_id]
            answers[account_id] = Held(
                account_id, person_id, relation, office_id, closed, consented, head, by_id, person_key
            )
    return answers


def hold_open(account_id: int) -> Held | Refusal:
    """The same, where a line is to be written: not to a closed account."""
    held = hold(account_id)
    if isinstance(held, Held) and held.closed:
        return Refusal("account.closed", status=409)
    return held


def line_to_change(held: Held, number: int, *, own: bool = True) -> Entry | Refusal:
    """The line of a number, where it still stands and, if ``own``, the one who acts may change it."""
    line = Entry.objects.filter(account_id=held.account_id, number=number).first()
    if line is None:
        return Refusal("line.unknown", {"number": number}, 404)
    if not _stands(held.account_id, line):
        return Refusal("line.gone", {"number": number}, 409)
    if own and held.relation != "institute" and line.office_id != held.office_id:
        return Refusal("line.of_others", {"number": number}, 403)
    return line


def standing_event(account_id: int, natural_key: bytes) -> Standing | None:
    """The line on which an event stands, also where one may not read it."""
    return standing_events([(account_id, natural_key)]).get((account_id, natural_key))


def standing_events(events: Sequence[tuple[int, bytes]]) -> dict[tuple[int, bytes], Standing]:
    """The same for events (account, natural key); without those that stand nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, entry, number, standing FROM unnest(%s::bigint[], %s::bytea[])"
            " WITH ORDINALITY AS given(account, event, place),"
            " LATERAL ledger_standing_event(given.account, given.event)",
            [[account for account, _ in events], [event for _, event in events]],
        )
        return {events[place - 1]: Standing(*rest) for place, *rest in cursor.fetchall()}


def write(
    held: Held, act: str, standing: str, terms: Terms, content: Mapping[str, Any], of: int | None = None
) -> Written:
    """Write the next line of a held account."""
    return write_each([Line(held, held.head_number + 1, act, standing, terms, content, of)])[0]


def write_each(lines: Sequence[Line]) -> list[Written]:
    """Write lines of held accounts, in their order."""
    columns = [line.columns() for line in lines]
    given = ", ".join(f"%s::{kind}[]" for kind in COLUMNS)
    names = ", ".join(f"given.c{place}" for place in range(len(COLUMNS)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT written.id FROM unnest({given}) WITH ORDINALITY"
            f" AS given({names.replace('given.', '')}, place), LATERAL ledger_append({names}) AS written"
            " ORDER BY place",
            [list(column) for column in zip(*columns, strict=True)],
        )
        ids = [entry_id for (entry_id,) in cursor.fetchall()]
    return [
        Written(line.held.account_id, entry_id, line.number, line.act, line.of, line.standing)
        for line, entry_id in zip(lines, ids, strict=True)
    ]


def line_content(held: Held, line: Entry) -> dict[str, Any]:
    """What a line says, unsealed, to write it again."""
    return unseal_content(held.person_key, held.account_id, line.number, bytes(line.content))


def has_put(held: Held, evidence: UUID) -> bool:
    """Whether a file was put to the account by the one who acts, or their office."""
    return Evidence.objects.filter(
        Q(office_id=held.office_id) if held.office_id else Q(office__isnull=True),
        pk=evidence,
        account_id=held.account_id,
    ).exists()


def terms_of(line: Entry) -> Terms:
    """The terms of a line that is there, to write them again."""
    return Terms(
        line.part,
        line.kind,
        line.happened_from,
        line.happened_on,
        line.credits,
        line.hours,
        bytes(line.natural_key),
        line.evidence_id,
    )


def _stands(account_id: int, line: Entry) -> bool:
    """Also where the line that points at it may not be read."""
    found = standing_event(account_id, bytes(line.natural_key))
    return found is not None and found[0] == line.pk
