"""A witness: cosigns a checkpoint only where it grew from the one that it cosigned before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from baeum.credentials.checkpoint import NoteFault, NoteKey, NoteSigner, read_checkpoint
from baeum.credentials.merkle import EMPTY, consistency, grew
from baeum.credentials.tiles import TileFault, Tiles


class Refused(ValueError):
    """The witness does not sign; the message says why."""


@dataclass(frozen=True)
class Remembered:
    """The newest checkpoint that a witness cosigned."""

    size: int = 0
    root: bytes = EMPTY


def cosign(
    text: str, log: NoteKey, own: NoteSigner, before: Remembered, read: Callable[[str], bytes], at: int
) -> tuple[str, Remembered]:
    """The line of a cosignature, and what is to be remembered: kept before the line is handed out.

    ``read``: the bytes of a tile by its path. ``at``: seconds since 1970. Raises Refused.
    """
    try:
        head = read_checkpoint(text, log)
    except NoteFault as fault:
        raise Refused(str(fault)) from fault
    if head.size < before.size:
        raise Refused(f"it has {head.size} leaves, and an earlier one had {before.size}")
    try:
        path = consistency(before.size, head.size, Tiles(read, head.size).node)
    except TileFault as fault:
        raise Refused(str(fault)) from fault
    if not grew(before.size, before.root, head.size, head.root, path):
        raise Refused(f"it did not grow from the one of {before.size} leaves that was signed before")
    return own.line(head.body, at), Remembered(head.size, head.root)
