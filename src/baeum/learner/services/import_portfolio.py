"""Import a portfolio into an empty account: every line as self-declared, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from django.db import transaction

from baeum.ledger.learning import Learning
from baeum.ledger.models import Account
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.put_evidence import put_evidence
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal


@dataclass(frozen=True)
class Imported:
    """How many lines were written, and how many of them have their file."""

    lines: int
    files: int


@dataclass(frozen=True)
class NotImported:
    """Nothing was written: the number of the line in the document (0: the account), and why."""

    refusals: tuple[tuple[int, Refusal], ...]


def import_portfolio(
    account_id: int, lines: Sequence[tuple[int, Learning, bytes | None]], *, by: Actor, on: date
) -> Imported | NotImported:
    """Write the lines of a document: (its number, the learning, the file that shows it)."""
    batch = uuid4()  # the account is empty, so nothing can come twice but within the document
    refusals: list[tuple[int, Refusal]] = []
    files = 0
    with transaction.atomic():
        held = Account.objects.filter(pk=account_id).first()
        if held is None or held.head_number:
            return NotImported(((0, Refusal("import.not_empty", status=409)),))
        for number, learning, file in lines:
            shown = learning
            if file is not None:
                put = put_evidence(account_id, file, by=by)
                if isinstance(put, Refusal):
                    refusals.append((number, put))
                    continue
                shown = replace(learning, evidence=put.evidence_id)
                files += 1
            answer = deposit(account_id, shown, key=f"import:{batch}:{number}", by=by, on=on)
            if isinstance(answer, Refusal):
                refusals.append((number, answer))
        if refusals:
            transaction.set_rollback(True)
            return NotImported(tuple(refusals))
    return Imported(len(lines), files)
