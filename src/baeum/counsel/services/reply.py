"""Answer a question, as the office that has it; the values of the law that it stands on are pinned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.counsel.citing import Typed, read_citations
from baeum.counsel.texts import read_words
from baeum.counsel.writing import Written, hold, write
from baeum.counsel.wrong import Wrong, refusals
from baeum.people.acting import Actor, at_once
from baeum_rules.counsel.acts import REPLY


def reply(
    question_id: UUID,
    *,
    words: str,
    by: Actor,
    on: date,
    cites: Sequence[Typed] = (),
    after: int | None = None,
) -> Written | Wrong:
    """Write the answer. ``cites``: values of the law, each with the day it is read for (none: ``on``)."""
    read, cited = read_words(words), read_citations(cites, on)
    if problems := (*refusals(words=read), *cited.problems):
        return Wrong(problems)
    with at_once(by):
        held = hold(question_id, REPLY, after)
        return held if isinstance(held, Wrong) else write(held, REPLY, str(read), cited=cited.citations)
