"""The lists of words of ``words.toml``, in one spelling."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from baeum.courses.hangul import words

FILE = Path(__file__).resolve().parent / "words.toml"


@dataclass(frozen=True)
class Wording:
    """``generic``: never required; ``modifiers``: left out first; ``tails``, ``particles``: ends of words."""

    generic: frozenset[str]
    modifiers: frozenset[str]
    tails: tuple[str, ...]  # the longest first
    particles: tuple[str, ...]
    english: dict[str, tuple[str, ...]]


@cache
def wording() -> Wording:
    """As shipped; read once."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    lists = {key: ["".join(words(word)) for word in content[key]] for key in content if key != "english"}
    return Wording(
        generic=frozenset(lists["generic"]),
        modifiers=frozenset(lists["modifiers"]),
        tails=tuple(sorted(lists["tails"], key=len, reverse=True)),
        particles=tuple(sorted(lists["particles"], key=len, reverse=True)),
        english={word: tuple(found) for word, found in content["english"].items()},
    )
