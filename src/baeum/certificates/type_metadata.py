"""What a wallet is told of a type of certificate: its names and its claims (SD-JWT VC type metadata)."""

from __future__ import annotations

from typing import Any

from .public_words import KINDS, PERSONAL
from .rendering import type_address

LOCALES = ("ko-KR", "en-US")
OPEN = {  # what everybody sees
    "number": ("문서확인번호", "Document number"),
    "issued_on": ("발급일", "Date of issue"),
    "purpose": ("용도", "Purpose"),
    "particulars": ("내용", "Content"),
}
LINE = {
    "title_ko": ("학습 내용", "Learning"),
    "title_en": ("학습 내용(영문)", "Learning (English)"),
    "institution": ("기관", "Institution"),
    "happened_on": ("이수일", "Completed"),
    "hours": ("시간", "Hours"),
    "credits": ("학점", "Credits"),
    "grade": ("성적", "Grade"),
    "standing": ("신뢰 수준", "Standing"),
}


def type_metadata(kind: str) -> dict[str, Any] | None:
    """The description at the address of a type (``vct``); None for a kind that is not issued."""
    if kind not in KINDS:
        return None
    ko, en = KINDS[kind]
    return {
        "vct": type_address(kind),
        "name": en,
        "description": f"{en} ({ko})",
        "display": [{"locale": locale, "name": name} for locale, name in zip(LOCALES, (ko, en), strict=True)],
        "claims": [
            *(_claim([name], words, "never") for name, words in OPEN.items()),
            *(_claim(["holder", name], words, "always") for name, words in PERSONAL.items()),
            _claim(["lines", None], ("학습", "Line of learning"), "always"),
            *(_claim(["lines", None, name], words, "never") for name, words in LINE.items()),
        ],
    }


def _claim(path: list[str | None], words: tuple[str, str], hidden: str) -> dict[str, Any]:
    display = [{"locale": locale, "label": word} for locale, word in zip(LOCALES, words, strict=True)]
    return {"path": path, "display": display, "sd": hidden}
