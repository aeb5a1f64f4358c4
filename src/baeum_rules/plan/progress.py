"""How far a search for plans is. Apart from the search: whoever tells of it need not load the solver."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Progress(NamedTuple):
    """How far the search is: of which plan and objective, the best so far, and what is proven of it.

    ``spent``: seconds of all; ``seconds``: that it may take.
    """

    purpose: str
    objective: str
    best: int | None
    bound: int | None
    spent: float
    seconds: float


Told = Callable[[Progress], None]
