"""Open a closed thread again: the office that had it last is to answer."""

from __future__ import annotations

from uuid import UUID

from baeum.counsel.texts import read_words
from baeum.counsel.writing import Written, hold, write
from baeum.counsel.wrong import Wrong, wrong
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.acts import REOPEN


def reopen(question_id: UUID, *, words: str, by: Actor, after: int | None = None) -> Written | Wrong:
    """Say why it is opened again; by the asker, or by the office that sees that its answer was wrong."""
    read = read_words(words)
    if isinstance(read, Refusal):
        return wrong(read, "words")
    with at_once(by):
        held = hold(question_id, REOPEN, after)
        return held if isinstance(held, Wrong) else write(held, REOPEN, read)
