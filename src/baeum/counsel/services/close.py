"""Close a thread: the asker whenever they have what they wanted, the office once it has answered."""

from __future__ import annotations

from uuid import UUID

from baeum.counsel.texts import read_words_or_none
from baeum.counsel.writing import Written, hold, write
from baeum.counsel.wrong import Wrong, wrong
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.acts import CLOSE


def close(question_id: UUID, *, by: Actor, words: str = "", after: int | None = None) -> Written | Wrong:
    """Close it, with a last word or without. Of an erased asker the office closes what still waits."""
    read = read_words_or_none(words)
    if isinstance(read, Refusal):
        return wrong(read, "words")
    with at_once(by):
        held = hold(question_id, CLOSE, after)
        return held if isinstance(held, Wrong) else write(held, CLOSE, read)
