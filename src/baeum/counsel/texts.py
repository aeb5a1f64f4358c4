"""Texts that people write: in NFC, of bounded length, with something in them and nothing hidden."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from baeum.shared.refusal import Refusal

LONGEST_TITLE = 100  # characters
LONGEST_WORDS = 4000
LONGEST_REASON = 500
LONGEST_SEARCH = 100
_CODE = re.compile(r"[A-Za-z0-9._-]{1,60}")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # make a text look like another


def read_title(given: str) -> str | Refusal:
    """One line: single spaces."""
    return _read(" ".join(_plain(given).split()), LONGEST_TITLE)


def read_words(given: str, longest: int = LONGEST_WORDS) -> str | Refusal:
    """Several lines, as they were written; no empty lines at either end, no blanks at the end of a line."""
    lines = [line.rstrip() for line in _plain(given).split("\n")]
    return _read("\n".join(lines).strip(), longest)


def read_words_or_none(given: str, longest: int = LONGEST_WORDS) -> str | Refusal | None:
    """The same, where nothing need be said."""
    return read_words(given, longest) if _shows(_plain(given)) else None


def as_code(given: str) -> str:
    """What was given where a code is chosen; empty where it can be none, so that no query is asked for it."""
    return given if _CODE.fullmatch(given) else ""


def folded(*texts: str) -> str:
    """What a search looks in, and for: NFC, without case, without anything but letters and figures."""
    whole = normalize("NFC", "\n".join(texts)).casefold()
    return "".join(one for one in whole if category(one)[0] in "LN" or one == "\n")


def search_words(given: str) -> list[str]:
    """What was typed to look for, in words, each folded; at most eight."""
    words = (folded(one) for one in _plain(given)[:LONGEST_SEARCH].split())
    return list(dict.fromkeys(one for one in words if one))[:8]


def _plain(given: str) -> str:
    return normalize("NFC", given.replace("\r\n", "\n").replace("\r", "\n"))


def _shows(text: str) -> bool:
    """Whether there is anything to be seen in it."""
    return any(category(one)[0] not in "CZ" for one in text)


def _read(text: str, longest: int) -> str | Refusal:
    if not _shows(text):
        return Refusal("counsel.empty")
    if any((category(one) in ("Cc", "Cs") and one not in "\n\t") or one in _TURNS for one in text):
        return Refusal("counsel.control")
    if len(text) > longest:
        return Refusal("counsel.long", {"given": f"{len(text):,}", "longest": f"{longest:,}"})
    return text
