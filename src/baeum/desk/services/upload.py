"""Upload: a file is read and checked, and kept sealed as a preview. Nothing is stored in any account."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import PurePath
from uuid import uuid4

from baeum.people.acting import Actor, at_once
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.sheets.completions import read_completions
from baeum.sheets.grid import LARGEST_FILE

from ..checking import check
from ..content import Content, sealed
from ..kinds import KINDS
from ..models import Import
from ..office import own_office
from ..refused_rows import as_cells, row_error

SIGNS = (".xlsx", ".xlsm", ".csv", ".txt", "")


def upload(data: bytes, filename: str, *, kind: str, by: Actor, on: date) -> Import | Refusal:
    """Take a file in as a preview. The same file, while it is still waiting, is the same preview.

    A refusal of a file that could not be read holds its errors as the figure ``errors``.
    """
    if kind not in KINDS:
        return Refusal("import.kind")
    if len(data) > LARGEST_FILE:
        return Refusal("import.too_large", {"most": LARGEST_FILE // 1_000_000})
    if PurePath(filename).suffix.lower() not in SIGNS:
        return Refusal("import.file")
    digest = sha256(data).digest()
    with at_once(by):
        office = own_office()
        if office is None:
            return Refusal("desk.no_office", status=403)
        waiting = Import.objects.filter(
            office=office, digest=digest, kind=kind, state__in=("read", "storing")
        )
        if (found := waiting.first()) is not None:
            return found
        reading = read_completions(data, filename, on=on)
        if not reading.total:
            return Refusal("import.unreadable", {"errors": reading.errors})
        checked = check(reading.rows, kind, office.name_ko)
        refused = dict(reading.refused)
        errors = list(reading.errors)
        for number, refusal in checked.wrong.items():
            refused[number] = as_cells(reading.rows[number])
            errors.append(row_error(number, reading.rows[number], refusal, reading.names))
        content = Content(
            {number: reading.rows[number] for number in checked.accounts},
            checked.there,
            refused,
            tuple(sorted(errors, key=lambda one: one["row"] or 0)),
        )
        return _kept(content, office=office, by=by, kind=kind, digest=digest)


def _kept(content: Content, *, office: Office, by: Actor, kind: str, digest: bytes) -> Import:
    number = uuid4()
    return Import.objects.create(
        id=number,
        office=office,
        by_person_id=by.person_id,  # type: ignore[misc]  # an officer is a person
        kind=kind,
        digest=digest,
        rows=len(content.rows) + len(content.there) + len(content.refused),
        refused=len(content.refused),
        there=len(content.there),
        **sealed(number, content),
    )
