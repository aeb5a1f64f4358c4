"""What a verifier says: an outcome, why, and what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from baeum.credentials.reasons import Reason


class Outcome(StrEnum):
    """From the worst news for the one who shows it to the best; the first that applies is the outcome."""

    UNREADABLE = "unreadable"  # not a credential, or one that nobody can check safely
    UNKNOWN_ISSUER = "unknown_issuer"
    CHANGED = "changed"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"  # signed by a known issuer, but nobody told whether it was revoked
    VALID = "valid"


@dataclass(frozen=True)
class Verdict:
    """``reasons``: all of them, worst first. ``issuer``: with the registry's names. ``shown``: the content.

    ``shown`` is empty where the signature does not hold: what nobody signed is not repeated to anybody.
    ``members``: of a CLR, the verdict on each badge inside.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    form: str = ""
    issuer: str = ""
    issuer_ko: str = ""
    issuer_en: str = ""
    shown: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Verdict, ...] = ()

    @property
    def valid(self) -> bool:
        return self.outcome is Outcome.VALID


ORDER = tuple(Outcome)


def worst(outcomes: list[Outcome]) -> Outcome:
    """The outcome that decides."""
    return min(outcomes, key=ORDER.index)
