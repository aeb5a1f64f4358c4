"""The sentences of refusals, in the reader's language or in both."""

from __future__ import annotations

from django.utils.translation import get_language

from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence


def said(refusal: Refusal) -> str:
    """What is said to the one who reads."""
    return sentence(refusal, get_language() or "ko")


def said_or(refusal: Refusal) -> str:
    """The same, where it comes from another part: in our words if it has none of its own."""
    try:
        return said(refusal)
    except (KeyError, IndexError):
        return said(Refusal("completion.not_taken", {"code": refusal.code}))


def is_of_a_row(code: str) -> bool:
    """Whether a refusal is of the desk's own about a row: all of them are about whose account it is."""
    return code.startswith("completion.")
