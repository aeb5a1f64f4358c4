"""The sentence of a refusal, Korean and English, from the ``refusals.toml`` beside the code that refuses."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from baeum.shared.refusal import Refusal

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGES = ("ko", "en")


def sentence(refusal: Refusal, language: str) -> str:
    """What to tell a person. Raises KeyError for a code that has no sentence: a bug, and a failing test."""
    words = sentences()[refusal.code]
    return words[language if language in LANGUAGES else "en"].format(**refusal.figures)


@cache
def sentences() -> dict[str, dict[str, str]]:
    """All sentences by code. Raises ValueError where two files tell the same code."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(PACKAGE.glob("*/refusals.toml")):
        for code, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"{file}: {code} has a sentence already")
            found[code] = words
    return found
