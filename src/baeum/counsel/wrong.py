"""What was wrong with something that was to be written: all of it at once, each with its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from baeum.shared.refusal import Refusal


@dataclass(frozen=True)
class Wrong:
    """Nothing was written. ``problems``: (field, refusal); a field "" is about the whole."""

    problems: tuple[tuple[str, Refusal], ...]

    @property
    def status(self) -> int:
        """Of HTTP, of the gravest."""
        return max(refusal.status for _, refusal in self.problems) if len(self.problems) == 1 else 422

    @property
    def codes(self) -> list[str]:
        """Of the refusals, in order."""
        return [refusal.code for _, refusal in self.problems]


def wrong(refusal: Refusal, field: str = "") -> Wrong:
    """One thing is wrong."""
    return Wrong(((field, refusal),))


def refusals(**read: Any) -> tuple[tuple[str, Refusal], ...]:
    """Of what was read, by field, everything that is a refusal."""
    return tuple((field, one) for field, one in read.items() if isinstance(one, Refusal))
