"""Bring in: ticked items of a credential from elsewhere become lines, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection, transaction

from baeum.ledger.learning import Learning, content_of, natural_key, normalised
from baeum.ledger.models import Evidence
from baeum.ledger.services.deposit import Asked, deposit_each
from baeum.ledger.services.put_evidence import put_credential
from baeum.ledger.writing import COLUMNS, Held, Line, Terms, Written, hold_open, standing_event
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import CONFIRMATION, DEPOSIT, STANDINGS
from baeum_rules.ledger.kinds import kind_on

from ..models import BroughtIn, IssuerVersion
from ..parts import SD_JWT
from ..presented import Item, Taker, present
from ..why import Why

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Problem:
    """What is wrong: with the item of a key, or with the whole ("")."""

    item: str
    why: Why


def bring_in(
    data: bytes,
    lists: Sequence[bytes],
    ticked: Collection[str],
    note: str,
    *,
    taker: Taker,
    by: Actor,
    on: date,
) -> list[Written] | list[Problem]:
    """Verify once more and write a line for each ticked item, with the credential as its evidence.

    Returns the lines, or everything that is wrong; then nothing is kept. ``note``: why a credential of
    another person's account is this one's too.
    """
    with at_once(by):
        held = hold_open(taker.account_id)  # the same credential at the same moment waits, and is found then
        if isinstance(held, Refusal):
            return [Problem("", Why.of_refusal(held))]
        found = present(data, lists, taker=taker, on=on)
        wrong = [Problem("", why) for why in found.refused] or _wrong(found.items, set(ticked), note)
        if wrong:
            return wrong
        chosen = [item for item in found.items if item.key in set(ticked)]
        form = Evidence.Type.SD_JWT if found.form == SD_JWT else Evidence.Type.CREDENTIAL
        put = put_credential(taker.account_id, found.held, form, by=by)
        if isinstance(put, Refusal):
            return [Problem("", Why.of_refusal(put))]
        answers = []
        for item in chosen:
            assert item.learning is not None  # what has no day is refused
            noted = {"credential_note": note} if item.of_another else {}
            learning = replace(
                item.learning, evidence=put.evidence_id, details={**item.learning.details, **noted}
            )
            answers.append(_written(held, item, learning, by, on))
        problems = [
            Problem(item.key, Why.of_refusal(answer))
            for item, answer in zip(chosen, answers, strict=True)
            if isinstance(answer, Refusal)
        ]
        if problems:
            transaction.set_rollback(True)
            return problems
        lines = [answer for answer in answers if isinstance(answer, Written)]
        BroughtIn.objects.bulk_create(
            BroughtIn(
                account_id=taker.account_id,
                entry_id=line.entry_id,
                digest=item.part.digest,
                form=item.part.form,
                outcome=item.verdict.outcome.value,
                issuer=item.issuer,
                evidence_id=put.evidence_id,
                by_person_id=held.by_id,
            )
            for item, line in zip(chosen, lines, strict=True)
        )
        return lines


def _wrong(items: Sequence[Item], ticked: set[str], note: str) -> list[Problem]:
    """Everything that is wrong with what was ticked."""
    wrong = []
    chosen = [item for item in items if item.key in ticked]
    if not chosen:
        wrong.append(Problem("", Why.of("outside.nothing_ticked")))
    if ticked - {item.key for item in items}:
        wrong.append(Problem("", Why.of("outside.unknown_item")))
    if len(note) > LONGEST_NOTE:
        wrong.append(Problem("note", Why.of("outside.note", longest=LONGEST_NOTE)))
    elif not note and any(item.of_another for item in chosen):
        wrong.append(Problem("note", Why.of("outside.note_missing")))
    for item in chosen:
        if item.line is not None:
            wrong.append(Problem(item.key, Why.of("outside.stands", number=item.line)))
        wrong += [Problem(item.key, why) for why in item.refused]
    return wrong


def _written(held: Held, item: Item, learning: Learning, by: Actor, on: date) -> Written | Refusal:
    """The line of one item: the learner's own word, or with the standing that was granted to its issuer."""
    if item.issuer is not None:
        return _vouched(held, item.issuer, item.standing, normalised(learning))
    key = f"outside:{item.key}:{_head(held.account_id)}"  # taken back, it can be brought in again
    return deposit_each([Asked(held.account_id, learning, key)], by=by, on=on, keep_refusals=False)[0]


def _vouched(held: Held, issuer: IssuerVersion, standing: str, learning: Learning) -> Written | Refusal:
    event = natural_key(held.person_key, learning)
    found = standing_event(held.account_id, event)
    if found and STANDINGS.index(found.standing) >= STANDINGS.index(standing):
        return Refusal("deposit.event_stands", {"number": found.number}, 409)
    kind = kind_on(learning.kind, learning.happened_on)
    assert kind is not None  # an unknown one is a fault of the learning
    days, amounts = (learning.happened_from, learning.happened_on), (learning.credits, learning.hours)
    terms = Terms(kind.part, kind.code, *days, *amounts, event, learning.evidence)
    number, act = _head(held.account_id) + 1, CONFIRMATION if found else DEPOSIT
    line = Line(held, number, act, standing, terms, content_of(learning), found and found.number)
    given = ", ".join(f"%s::{kind}" for kind in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM outside_append(%s, {given})", [issuer.pk, *line.columns()])
        (entry_id,) = cursor.fetchone()
    return Written(held.account_id, entry_id, number, act, line.of, standing)


def _head(account_id: int) -> int:
    """The number of the last line now: the account is locked, and its row is this transaction's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT head_number FROM ledger_account WHERE id = %s", [account_id])
        return int(cursor.fetchone()[0])
