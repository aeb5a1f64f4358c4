"""What the page of plans shows: whose account it is; wishes are in the address of whoever asks."""

from __future__ import annotations

from .cell import Cell, Row
from .scene import Scene
from .signs import Sign


def _subject(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the person whose account it is."""
    return sign.about == cell.about


PLANNING: dict[str, Row] = {"learner:plan": {"name": _subject, "learner number": _subject}}
