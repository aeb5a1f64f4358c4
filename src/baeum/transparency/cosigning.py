"""Cosignatures come back: kept, and published with the checkpoint that they are of."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from baeum.credentials.checkpoint import SIGNATURE_LINE, NoteFault, cosigners, read_note, with_lines
from baeum.credentials.tiles import CHECKPOINT
from baeum.transparency.faults import LogFault
from baeum.transparency.folder import folder
from baeum.transparency.log_key import begun, witnesses
from baeum.transparency.models import Checkpoint, Cosignature
from baeum.transparency.publishing import published_size, with_cosignatures, write_witnessed

RECENT = 1000  # checkpoints among which the one that was cosigned is looked for


def add_cosignatures(file: Path) -> int:
    """Add the lines of a file, each of a known witness and a checkpoint of ours; how many are new.

    Raises LogFault for a line that is neither; then none is added.
    """
    try:
        lines = [line + "\n" for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise LogFault("cosignature", said=error) from error
    with transaction.atomic():
        count = sum(_add(line) for line in lines if line.startswith(SIGNATURE_LINE))
    log, place = begun(), folder()
    with place.alone():
        size = published_size(place, log)
        if size:
            row = Checkpoint.objects.get(pk=size)
            place.write(CHECKPOINT, with_cosignatures(size, row.note).encode())
            place.settle({CHECKPOINT})
        write_witnessed(place, log, witnesses())
    return count


def _add(line: str) -> int:
    known = witnesses()
    for row in Checkpoint.objects.order_by("-size")[:RECENT]:
        try:
            signed = cosigners(read_note(with_lines(row.note, [line])), known.keys)
        except NoteFault:
            continue  # of another checkpoint
        if signed:
            made = Cosignature.objects.get_or_create(
                checkpoint=row, key=str(signed[0]), defaults={"line": line}
            )
            return int(made[1])
    raise LogFault("cosignature", said=line.strip())
