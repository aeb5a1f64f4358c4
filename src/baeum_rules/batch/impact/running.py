"""Two laws over the tables of a nation, chunk by chunk: a tally, the file of errors, the learners changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple

from baeum_rules.parameters import Law

from ..joining import CHUNK, chunks_of
from ..running import open_tables
from ..surveying import survey
from .adding_up import Tally
from .changed import ChangedLearners, ErrorLines
from .comparing import Comparison


class Question(NamedTuple):
    """What is asked. ``errors``: the file of errors; ``changed``: that of the learners changed, or none."""

    learners: str
    records: str | None
    before: Law
    after: Law
    errors: str
    changed: str | None
    chunk: int = CHUNK


class Found(NamedTuple):
    """What was found. ``errors``: how many lines the file of errors has; it is there only with some."""

    tally: Tally
    seconds: float
    errors: int
    changed: int


def run_question(question: Question, told: Callable[[int, int], None]) -> Found:
    """Compare every learner; ``told(done, all)`` after each chunk, in learners.

    Raises TableError where the tables cannot be read or do not fit, OSError where a file cannot be written;
    then no file is left.
    """
    began = time.monotonic()
    learners, records = open_tables(question.learners, question.records)
    count = survey(learners)
    comparison, tally = Comparison(question.before, question.after), Tally()
    errors = 0
    with ExitStack() as stack:
        lines = stack.enter_context(ErrorLines(question.errors))
        changed = question.changed and stack.enter_context(ChangedLearners(question.changed))
        for chunk in chunks_of(learners, records, question.chunk):
            compared = comparison.of(chunk.nested)
            tally.add(compared)
            errors += len(compared.errors)
            lines.add(
                error._replace(row=error.row + 1 + (chunk.learner if error.record is None else chunk.record))
                for error in compared.errors
            )
            if changed:
                changed.add(compared)
            told(chunk.learner + chunk.nested.num_rows, count)
    return Found(tally, time.monotonic() - began, errors, changed.count if changed else 0)
