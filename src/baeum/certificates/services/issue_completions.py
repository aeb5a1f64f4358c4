"""Issue completions: an institution issues those of many lines it has entered, by set and not one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connection

from baeum.people.acting import Actor, at_once
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.sheets.issuing import IssuingRow

from ..basis import Content, lines_shown
from ..bulk.finding import Completed, seek
from ..freezing import Issued, Sealing, freeze, store
from ..masking import OPEN
from ..office import own_institution
from ..wanted import Wanted

LOCK = 1_667_590_773  # of the issuing of an office's completions


def issue_completions(
    rows: Mapping[int, IssuingRow], *, languages: tuple[str, ...] = ("ko",), by: Actor, on: date
) -> dict[int, Issued | Refusal]:
    """Each row's document, or why it has none, by its number; one transaction.

    The holder is the name as the institution gives it, which must be that of the account: an institution does
    not read what an account holds of a person. A line that has a completion gets no second one.
    """
    with at_once(by):
        office = own_institution()
        if office is None:
            return dict.fromkeys(rows, Refusal("issuing.no_office", status=403))
        one_at_a_time(office)
        sought = seek(rows, office.pk)
        made = issue_found(sought.found, office, languages, by=by, on=on)
        return {n: made[n] if n in made else sought.refused[n] for n in rows}


def one_at_a_time(office: Office) -> None:
    """Until the transaction ends nobody else issues for the office: of two, the second sees the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, office.pk])


def issue_found(
    found: Mapping[int, Completed],
    office: Office,
    languages: tuple[str, ...],
    *,
    by: Actor,
    on: date,
    replaces: UUID | None = None,
) -> dict[int, Issued | Refusal]:
    """Documents of lines that were found. Inside the caller's transaction."""
    shown = lines_shown([one.line for one in found.values()])
    sealing: dict[int, Sealing] = {}
    answers: dict[int, Issued | Refusal] = {}
    for (n, one), entry in zip(found.items(), shown, strict=True):
        wanted = Wanted("course_completion", (one.line.entry.number,), languages, OPEN)
        frozen = freeze(wanted, on, Content(office, (entry[1],), (entry,)), {"name": one.name})
        if isinstance(frozen, Refusal):
            answers[n] = frozen
        else:
            sealing[n] = Sealing(one.account_id, one.key, frozen)
    issued = store(list(sealing.values()), by=by, replaces=replaces) if sealing else []
    return answers | dict(zip(sealing, issued, strict=True))
