"""Refusals of the pages as sentences, in the reader's language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from baeum.shared.refusal import Refusal

from .problems import language_now


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal with its figures."""
    return _sentences()[refusal.code][language_now()].format_map(dict(refusal.figures))


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("refusals.toml").open("rb") as file:
        return tomllib.load(file)
