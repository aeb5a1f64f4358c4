"""The words of the path in the reader's language, also within a refusal's figures."""

from __future__ import annotations

from django.utils.translation import get_language

from baeum_rules.claims.sentences import explained, word
from baeum_rules.claims.windows import Countdown


class Said:
    """A word of the path that is chosen when it is read. Several codes: joined by commas."""

    def __init__(self, kind: str, *codes: str) -> None:
        self.kind, self.codes = kind, codes

    def __str__(self) -> str:
        return ", ".join(word(self.kind, code, get_language() or "ko") for code in self.codes) or "–"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"Said({self.kind}: {', '.join(self.codes)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and (self.kind, self.codes) == (other.kind, other.codes)

    def __hash__(self) -> int:
        return hash((self.kind, self.codes))


class Both:
    """A sentence that is there in both languages, chosen when it is read."""

    def __init__(self, ko: str, en: str) -> None:
        self.ko, self.en = ko, en

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.ko

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"Both({self.en})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Both) and (self.ko, self.en) == (other.ko, other.en)

    def __hash__(self) -> int:
        return hash((self.ko, self.en))


def counted(found: Countdown) -> Both:
    """The sentence of a countdown."""
    return Both(explained(found, "ko"), explained(found, "en"))
