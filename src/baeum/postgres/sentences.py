"""Every sentence of the supervisor, Korean and English, by its code in sentences.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_suffix(".toml")


class Sentence(NamedTuple):
    """The same in both languages."""

    ko: str
    en: str


def sentence(code: str, **figures: object) -> Sentence:
    """A sentence with its figures in it."""
    words = sentences()[code]
    return Sentence(words["ko"].format(**figures), words["en"].format(**figures))


@cache
def sentences() -> dict[str, dict[str, Any]]:
    """All of them; read only when there is something to say."""
    import tomllib

    return tomllib.loads(FILE.read_text(encoding="utf-8"))
