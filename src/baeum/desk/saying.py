"""The sentences of refusals, in the reader's language or in both."""

from __future__ import annotations

from django.utils.translation import get_language

from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence, sentences


def said(refusal: Refusal) -> str:
    """What is said to the one who reads."""
    return sentence(refusal, get_language() or "ko")


def said_or(refusal: Refusal) -> str:
    """The same, where it comes from another part: in our words if it has none of its own."""
    try:
        return said(refusal)
    except (KeyError, IndexError):
        return said(Refusal("completion.not_taken", {"code": refusal.code}))


def has_column(code: str) -> bool:
    """Whether a refusal is about a column of a sheet, and so in the words of the desk."""
    return "column" in sentences().get(code, {})


def column_of(code: str) -> str:
    """The column of a sheet that a refusal is about."""
    return sentences()[code]["column"]
