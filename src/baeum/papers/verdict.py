"""What is said of a PDF that somebody brings: an outcome, why, and what is inside."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class PaperOutcome(StrEnum):
    """The one outcome of a file."""

    UNREADABLE = "unreadable"  # no PDF, or too large
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown_signer"
    ADDED = "added"  # a trusted signature holds for the beginning of the file, and something follows
    OTHER = "other"  # a trusted signature holds for the whole file, which is no paper of ours
    VALID = "valid"


@dataclass(frozen=True)
class PaperReason:
    """``code`` has a sentence in ``reasons.toml``; ``figures`` are what stands in it.

    They are the same in both languages but for ``signer``, which is (Korean, English).
    """

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ko(self) -> str:
        return self._said("ko")

    @property
    def en(self) -> str:
        return self._said("en")

    def _said(self, language: str) -> str:
        figures = dict(self.figures)
        if "signer" in figures:
            figures["signer"] = figures["signer"][language == "en"]
        return sentences()[self.code][language].format(**figures)


@dataclass(frozen=True)
class PaperVerdict:
    """``signer_ko``, ``signer_en``: the names that the verifier holds of the signer, never those of the file.

    ``signed_at``: as the signer states it. ``snapshot``, ``credentials`` (name and bytes) and ``proof``: the
    files inside, only where a trusted signature covers them (VALID, and ADDED: those of the signed part).
    """

    outcome: PaperOutcome
    reasons: tuple[PaperReason, ...]
    signer_ko: str = ""
    signer_en: str = ""
    signed_at: datetime | None = None
    snapshot: bytes | None = None
    credentials: tuple[tuple[str, bytes], ...] = ()
    proof: bytes | None = None

    @property
    def valid(self) -> bool:
        return self.outcome is PaperOutcome.VALID


@cache
def sentences() -> dict[str, dict[str, str]]:
    """All sentences by code, in ``ko`` and ``en``."""
    return tomllib.loads((files("baeum.papers") / "reasons.toml").read_text(encoding="utf-8"))
