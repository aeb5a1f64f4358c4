"""Words and sentences of claims in Korean and English, from ``law/claim_words.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from baeum_rules.parameters import Law, load_law, read_table

from .windows import Countdown, Window


def word(kind: str, code: str, language: str, law: Law | None = None) -> str:
    """The word of a code. ``kind``: a table of the file: state, act, case, who, ... Raises KeyError."""
    return str(_words((law or load_law()).folder)[kind][code]["en" if language == "en" else "ko"])


def window_name(window: Window, language: str, law: Law | None = None) -> str:
    """Quarter 4 of 2026; degree of 2027-02."""
    year, _, part = window.name.partition("-")
    if part.startswith("Q"):
        return word("sentence", "quarter", language, law).format(year=year, number=part[1:])
    month = part if language == "en" else str(int(part))
    return word("sentence", "degree", language, law).format(year=year, month=month)


def explained(found: Countdown, language: str, law: Law | None = None) -> str:
    """How many days are left, or when it opens next."""
    if found.window is None:
        return word("sentence", "always", language, law)
    code = "open" if found.open else "closed"
    return word("sentence", code, language, law).format(
        name=window_name(found.window, language, law),
        opens=found.window.opens,
        until=found.window.closes,
        days=found.days,
    )


@cache
def _words(folder: str) -> dict[str, Any]:
    return read_table(f"{folder}/claim_words.toml")
