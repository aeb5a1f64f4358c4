"""The words of the path in the reader's language, also within a refusal's figures."""

from __future__ import annotations

from django.utils.translation import get_language

from baeum_rules.accreditation.sentences import word


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
