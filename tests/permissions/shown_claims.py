"""What each of the officers' pages of claims shows: a claim by its number."""

from __future__ import annotations

from .cell import Cell, Row
from .scene import Scene
from .signs import Sign

QUEUE = {"inseo": "approved", "sumin": "ruling", "yujin": "degree"}  # who has which to do


def to_do(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of a claim that the office or the committee of the one who asks has now."""
    return sign.about in (QUEUE.get(cell.key or ""), f"handed {cell.office}")


def this_claim(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the claim that the address names."""
    return sign.about == scene.claims.name.get(cell.parts["claim_id"])


def listed(sign: Sign, _: Cell, __: Scene) -> bool:
    """Of the one degree application on a list."""
    return sign.about == "degree"


CLAIMS: dict[str, Row] = {
    "desk:claims": {"claim number": to_do},
    "desk:claims_bulk": {"claim number": to_do},
    "desk:claim": {"claim number": this_claim},
    "desk:claim_act": {"claim number": this_claim},
    "desk:claim_hearing": {"claim number": this_claim},
    "desk:conferral": {"claim number": listed},
}
