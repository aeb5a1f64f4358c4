"""Take a batch: a file of completions to be issued is read, checked and kept sealed. Nothing is issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import PurePath
from uuid import uuid4

from baeum.people.acting import Actor, at_once
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from baeum.sheets.cells import bad
from baeum.sheets.completion import RowError
from baeum.sheets.grid import LARGEST_FILE
from baeum.sheets.issuing import COLUMNS, IssuingRow, IssuingSheet, read_issuing

from ..bulk.content import BatchContent, sealed
from ..bulk.finding import seek
from ..models import Batch
from ..office import own_institution

SIGNS = (".xlsx", ".xlsm", ".csv", ".txt", "")
OF_LINES = ("issuing.no_line", "issuing.line_gone", "issuing.several", "issuing.no_course")


def take_batch(data: bytes, filename: str, *, by: Actor, english: bool = False) -> Batch | Refusal:
    """A batch of the rows of a file; a file that cannot be read has its errors as the figure ``errors``."""
    if len(data) > LARGEST_FILE:
        return Refusal("issuing.too_large", {"most": LARGEST_FILE // 1_000_000})
    if PurePath(filename).suffix.lower() not in SIGNS:
        return Refusal("issuing.file")
    sheet = read_issuing(data, filename)
    if not sheet.total:
        return Refusal("issuing.unreadable", {"errors": sheet.errors})
    return take_sheet(sheet, by=by, english=english)


def take_rows(rows: Mapping[int, IssuingRow], *, by: Actor, english: bool = False) -> Batch | Refusal:
    """A batch of rows that were read elsewhere."""
    names = {column.code: column.ko for column in COLUMNS}
    return take_sheet(IssuingSheet(rows, names=names), by=by, english=english)


def take_sheet(sheet: IssuingSheet, *, by: Actor, english: bool) -> Batch | Refusal:
    """A batch of what was read, with what is wrong with each of its other rows."""
    with at_once(by):
        office = own_institution()
        if office is None:
            return Refusal("issuing.no_office", status=403)
        sought = seek(sheet.rows, office.pk)
        refused = {**sheet.refused, **{n: as_cells(sheet.rows[n]) for n in sought.refused}}
        errors = [*sheet.errors, *(error_of(n, sheet, one) for n, one in sought.refused.items())]
        content = BatchContent(
            {n: sheet.rows[n] for n in sought.found},
            dict(sorted(refused.items())),
            tuple(sorted(errors, key=lambda one: one["row"] or 0)),
        )
        return _kept(content, office, by, english)


def error_of(number: int, sheet: IssuingSheet, refusal: Refusal) -> RowError:
    """What a refusal of a row is in the list of errors: about its line, or about whose account it is."""
    row = sheet.rows[number]
    code = ("number" if row.number else "title") if refusal.code in OF_LINES else "learner_number"
    return RowError(
        row=number,
        column=sheet.names.get(code),
        value=bad(getattr(row, code)),
        ko=sentence(refusal, "ko"),
        en=sentence(refusal, "en"),
    )


def as_cells(row: IssuingRow) -> dict[str, str]:
    """A row as the cells of a sheet."""
    return {code: "" if value is None else str(value) for code, value in asdict(row).items()}


def _kept(content: BatchContent, office: Office, by: Actor, english: bool) -> Batch:
    number = uuid4()
    return Batch.objects.create(
        id=number,
        office=office,
        by_person_id=by.person_id,  # type: ignore[misc]  # an officer is a person
        english=english,
        rows=len(content.rows) + len(content.refused),
        refused=len(content.refused),
        **sealed(number, content),
    )
