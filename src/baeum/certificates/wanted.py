"""What somebody asks to be issued, and everything that is wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from baeum.credentials.snapshot import KINDS
from baeum.shared.refusal import Refusal

from .masking import LEVELS, OPTIONAL, PARTLY

LONGEST = 100  # characters of a purpose or a recipient
MOST_LINES = 300
LANGUAGES = (("ko",), ("en",), ("ko", "en"))
OF_LINES = ("learning_history", "portfolio", "course_completion")  # the learner ticks what they show


@dataclass(frozen=True)
class Wanted:
    """``numbers``: the lines to show, of kinds made of lines. ``degree_id``: of a degree certificate.

    ``personal``: which of the optional personal fields it shows besides name and birth date.
    """

    kind: str
    numbers: tuple[int, ...] = ()
    languages: tuple[str, ...] = ("ko",)
    masking: str = PARTLY
    personal: frozenset[str] = frozenset()
    purpose: str = ""
    recipient: str = ""
    degree_id: UUID | None = None


def faults_of(wanted: Wanted) -> list[tuple[str, Refusal]]:
    """(field, why) of everything, before anything is read."""
    return list(_faults(wanted))


def _faults(wanted: Wanted) -> Iterator[tuple[str, Refusal]]:
    if wanted.kind not in KINDS:
        yield "kind", Refusal("document.kind", {"kinds": ", ".join(KINDS)})
    if wanted.languages not in LANGUAGES:
        yield "languages", Refusal("document.languages")
    if wanted.masking not in LEVELS:
        yield "masking", Refusal("document.masking", {"levels": ", ".join(LEVELS)})
    if not wanted.personal <= set(OPTIONAL):
        yield "personal", Refusal("document.personal", {"fields": ", ".join(OPTIONAL)})
    if wanted.kind in OF_LINES and not 0 < len(set(wanted.numbers)) <= MOST_LINES:
        yield "lines", Refusal("document.lines", {"most": MOST_LINES})
    for name in ("purpose", "recipient"):
        if not _is_plain(getattr(wanted, name)):
            yield name, Refusal("document.text", {"longest": LONGEST})


def _is_plain(text: str) -> bool:
    """At most so long, in NFC, of characters that show."""
    unseen = any(unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in text)
    return len(text) <= LONGEST and not unseen and unicodedata.normalize("NFC", text) == text
