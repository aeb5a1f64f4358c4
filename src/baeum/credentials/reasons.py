"""Reasons with their sentences in Korean and English (``reasons.toml``), read from a zip file too."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Reason:
    """``code`` has a sentence; ``figures`` are what stands in it, also other reasons."""

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ko(self) -> str:
        return self._said("ko")

    @property
    def en(self) -> str:
        return self._said("en")

    def _said(self, language: str) -> str:
        figures = {
            name: held._said(language) if isinstance(held, Reason) else held
            for name, held in self.figures.items()
        }
        return sentences()[self.code][language].format(**figures)


@cache
def sentences() -> dict[str, dict[str, str]]:
    """All sentences by code, in ``ko`` and ``en``."""
    held = (files("baeum.credentials") / "reasons.toml").read_text(encoding="utf-8")
    return tomllib.loads(held)
