"""Add to one's own question: the office that has it is to answer once more."""

from __future__ import annotations

from uuid import UUID

from baeum.counsel.texts import read_words
from baeum.counsel.writing import Written, hold, write
from baeum.counsel.wrong import Wrong, wrong
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.acts import ADD


def add(question_id: UUID, *, words: str, by: Actor, after: int | None = None) -> Written | Wrong:
    """Write more, as the person or a proxy. ``after``: number of the last message the writer has seen."""
    read = read_words(words)
    if isinstance(read, Refusal):
        return wrong(read, "words")
    with at_once(by):
        held = hold(question_id, ADD, after)
        return held if isinstance(held, Wrong) else write(held, ADD, read)
