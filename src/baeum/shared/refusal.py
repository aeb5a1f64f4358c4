"""A refusal is an answer: why something was not done, with the figures, and not a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """``code``: the rule, which has a sentence. ``figures``: what was compared. ``status``: of HTTP."""

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    status: int = 422
