"""Between the services and the two functions of the database: hold an account, write a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from baeum.ledger.learning import seal_content, unseal_content
from baeum.ledger.models import Entry, Evidence
from baeum.people.acting import actor
from baeum.people.keys import key_of
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


def hold(account_id: int) -> Held | Refusal:
    """Lock an account until the end of the transaction; whoever comes next waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person, relation, office, closed, consented, head_number FROM ledger_lock(%s)",
            [account_id],
        )
        found = cursor.fetchone()
    if found is None:
        return Refusal("account.unknown", status=404)
    person_id, relation, office_id, closed, consented, head_number = found
    by_id, person_key = actor().person_id, key_of(person_id)
    assert by_id is not None  # nobody has no relation to any account
    if person_key is None:
        return Refusal("account.erased", status=410)
    return Held(account_id, person_id, relation, office_id, closed, consented, head_number, by_id, person_key)


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


def standing_event(account_id: int, natural_key: bytes) -> tuple[int, int, str] | None:
    """The line on which an event stands: its id, number and standing; also where one may not read it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry, number, standing FROM ledger_standing_event(%s, %s)", [account_id, natural_key]
        )
        found: tuple[int, int, str] | None = cursor.fetchone()
    return found


def write(
    held: Held, act: str, standing: str, terms: Terms, content: Mapping[str, Any], of: int | None = None
) -> Written:
    """Write the next line of a held account."""
    number = held.head_number + 1
    sealed = seal_content(held.person_key, held.account_id, number, content)
    values = [held.account_id, number, act, of, terms.part, terms.kind, standing, *terms[2:7], sealed]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM ledger_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*values, terms.evidence],
        )
        (entry_id,) = cursor.fetchone()
    return Written(held.account_id, entry_id, number, act, of, standing)


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
