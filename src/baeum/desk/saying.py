"""The sentences of the desk's refusals, in the reader's language or in both."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from baeum.shared.refusal import Refusal

SENTENCES: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8")
)


def said(refusal: Refusal) -> str:
    """What is said to the one who reads."""
    return in_language(refusal, "en" if get_language() == "en" else "ko")


def in_language(refusal: Refusal, lang: str) -> str:
    """What is said in Korean (``ko``) or English (``en``). The code has a sentence."""
    figures: dict[str, Any] = {"code": refusal.code, **refusal.figures}
    return SENTENCES[refusal.code][lang].format(**figures)


def column_of(code: str) -> str:
    """The column of the sheet that a refusal is about."""
    return SENTENCES[code]["column"]
