"""Store: the rows of an import become lines of accounts, each once, however often this is begun.

The key of a deposit is made from the digest of the file and the number of the row. The rows go in the order
of the learner numbers, so that two imports that run at once wait for each other and never cross.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from baeum.certificates.models import Batch
from baeum.certificates.services.take_batch import take_rows
from baeum.ledger.services.deposit import Asked, deposit_each
from baeum.people.acting import Actor, acting, at_once
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal
from baeum.sheets.completion import Completion
from baeum.sheets.completion_columns import COLUMNS
from baeum.sheets.issuing import IssuingRow

from ..checking import check, learning_of
from ..content import Content, content_of, destroyed, sealed
from ..models import Import, ImportRefusal
from ..progress import Tell, forget, silent, told_beside
from ..refused_rows import as_cells, row_error
from ..saying import is_of_a_row

CHUNK = 50  # rows that are committed together
SHORT = 300  # rows for which nobody watches a progress bar
NAMES = {column.code: column.ko for column in COLUMNS}

Rows = list[tuple[int, Completion]]


class _Refused(Exception):
    """Rows were refused while all were to be stored: takes everything back."""

    def __init__(self, refusals: Mapping[int, Refusal]) -> None:
        super().__init__(len(refusals))
        self.refusals = refusals


def store(import_id: UUID, *, by: Actor, on: date) -> Import | Refusal:
    """Go on with an import until it is stored, or, where all were to be and one is refused, a preview again.

    Safe to run again at any point, also beside itself. Under an appointment that no longer holds there is no
    such import.
    """
    with acting(by):
        found = Import.objects.filter(pk=import_id).first()
        if found is None:
            return Refusal("import.unknown", status=404)
        content = content_of(found)
        if found.state != Import.State.STORING or content is None:
            return found
        rows = sorted(content.rows.items(), key=lambda one: (one[1].learner_number, one[0]))
        if found.mode == Import.Mode.GOOD:
            while not _store_some(import_id, content, rows, by, on):
                pass
        elif found.rows <= SHORT:
            _store_all(import_id, content, rows, by, on, silent)
        else:
            with told_beside(import_id) as tell:
                _store_all(import_id, content, rows, by, on, tell)
            forget(import_id)
        return Import.objects.get(pk=import_id)


def _store_all(import_id: UUID, content: Content, rows: Rows, by: Actor, on: date, tell: Tell) -> None:
    """All rows in one transaction, or none."""
    try:
        with at_once(by):
            found = _locked(import_id)
            if found.state != Import.State.STORING:
                return  # somebody else was faster
            accounts = _accounts(found, rows)
            if refusals := {row: one for row, one in accounts.items() if isinstance(one, Refusal)}:
                raise _Refused(refusals)
            for place in range(0, len(rows), CHUNK):
                some = rows[place : place + CHUNK]
                stored, refusals = _deposit(found, some, accounts, by, on)
                if refusals:
                    raise _Refused(refusals)
                found.stored += stored
                tell(place + len(some))
            found.place = len(rows)
            _end(found, content, by)
    except _Refused as refused:
        _back(import_id, content, refused.refusals, by)


def _store_some(import_id: UUID, content: Content, rows: Rows, by: Actor, on: date) -> bool:
    """The next rows in one transaction; whether that was the end."""
    with at_once(by):
        found = _locked(import_id)
        if found.state != Import.State.STORING:
            return True
        some = rows[found.place : found.place + CHUNK]
        accounts = _accounts(found, some)
        stored, refusals = _deposit(found, some, accounts, by, on)
        found.stored += stored
        ImportRefusal.objects.bulk_create(
            ImportRefusal(of_import=found, row=row, code=one.code, figures=dict(one.figures))
            for row, one in refusals.items()
        )
        found.place += len(some)
        if found.place < len(rows):
            found.save(update_fields=["place", "stored"])
            return False
        _end(found, content, by)
        return True


def _locked(import_id: UUID) -> Import:
    return Import.objects.select_related("office").select_for_update(of=("self",)).get(pk=import_id)


def _accounts(found: Import, rows: Rows) -> dict[int, int | Refusal | None]:
    """The account of each row as it is now; None where the row stands there already; or why there is none."""
    checked = check(dict(rows), found.kind, found.office.name_ko)
    return {**dict.fromkeys(checked.there), **checked.wrong, **checked.accounts}


def _deposit(
    found: Import, rows: Rows, accounts: Mapping[int, int | Refusal | None], by: Actor, on: date
) -> tuple[int, dict[int, Refusal]]:
    """How many lines were written, and what was refused, by row.

    A refusal is not kept under its key: once its cause is gone the row is taken.
    """
    refusals = {row: one for row, _ in rows if isinstance(one := accounts[row], Refusal)}
    digest, where = bytes(found.digest).hex(), found.office.name_ko
    asked = {
        row: Asked(account, learning_of(completion, found.kind, where), f"{digest}:{row}")
        for row, completion in rows
        if isinstance(account := accounts[row], int)
    }
    answers = deposit_each(list(asked.values()), by=by, on=on, keep_refusals=False)
    refused = {row: one for row, one in zip(asked, answers, strict=True) if isinstance(one, Refusal)}
    return len(answers) - len(refused), {**refusals, **refused}


def _end(found: Import, content: Content, by: Actor) -> None:
    """Stored: of the content only what has to be corrected is kept; and, if asked, a batch of completions."""
    if found.certifies:
        found.batch = _batch(content, by)
    left = content.left()
    columns = sealed(found.pk, left) if left.refused else destroyed()
    found.wrapped, found.content = columns["wrapped"], columns["content"]
    found.state, found.stored_at, found.stored_by_id = Import.State.STORED, now(), by.appointment_id
    found.save()


def _batch(content: Content, by: Actor) -> Batch | None:
    """The completions of the rows: those that became no line are told in it."""
    rows = {
        number: IssuingRow(one.learner_number, one.name, one.title, one.ended_on, one.reference)
        for number, one in content.rows.items()
    }
    batch = take_rows(rows, by=by)
    return None if isinstance(batch, Refusal) else batch


def _back(import_id: UUID, content: Content, refusals: Mapping[int, Refusal], by: Actor) -> None:
    """A preview again, with the refusals among its errors."""
    errors = [
        row_error(row, content.rows[row], _sayable(refusal), NAMES) for row, refusal in refusals.items()
    ]
    less = Content(
        {row: completion for row, completion in content.rows.items() if row not in refusals},
        content.there,
        {**content.refused, **{row: as_cells(content.rows[row]) for row in refusals}},
        (*content.errors, *errors),
    )
    with at_once(by):
        found = _locked(import_id)
        if found.state != Import.State.STORING:
            return
        columns = sealed(import_id, less)
        found.wrapped, found.content = columns["wrapped"], columns["content"]
        found.state, found.refused = Import.State.READ, len(less.refused)
        found.stopped = next(iter(refusals.values())).code
        found.save()


def _sayable(refusal: Refusal) -> Refusal:
    """A refusal of the ledger in the words of the desk, where it has none of its own."""
    if is_of_a_row(refusal.code):
        return refusal
    return Refusal("completion.not_taken", {"code": refusal.code})
