"""Texts that people write beside a line."""

from __future__ import annotations

from baeum.shared.refusal import Refusal
from baeum_rules.recognition.fields import Problem, read_text


def read_reason(given: object) -> str | Refusal:
    """A reason as NFC and trimmed, with something in it."""
    read = read_text(given)
    if isinstance(read, Problem):
        return Refusal("reason", {"problem": read.code, "expected": read.expected})
    return read
