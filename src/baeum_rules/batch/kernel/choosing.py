"""Every learner of a batch: from columns and judgements to what counts, as what, and why not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from baeum_rules.parameters import Law
from baeum_rules.recognition.judging import RULES
from baeum_rules.recognition.thresholds import thresholds_of

from ..bits import rule_ids
from ..columns import (
    CLASH,
    CLOSED_FORM,
    DECIDED,
    HANDED,
    KERNEL,
    Certificates,
    Curricula,
    Decided,
    Learners,
    Records,
)
from ..judging import judge, numbers_as_arrays
from ..one_by_one import hand_over_all
from .closed_form import counts_whole
from .grouping import CONSTRAINT_RULES
from .kept import BEST
from .labels import FOUND, NONE
from .limits import write_limits
from .looking_over import REFUSED_TAKE, RETAKES, TALLY, WAITS, least_of, look_over
from .making import as_called
from .places import (
    COUNTER,
    N_SUBJECT_COUNT,
    NEED,
    SPENT,
    desk,
)
from .selecting import select
from .taking_in import chain, has_chain, take_in, take_in_rest, window_of, write_goal
from .telling import bits_of_rules, write_records, write_sums, write_whole

MOST_SUBJECTS = 60  # required ones of a curriculum: bits of one number


class Judgements(NamedTuple):
    """What ``judge`` found, and how rules are told: ``bits_of_rules`` and the bit of each of
    CONSTRAINT_RULES."""

    refused: Any
    credits: Any
    classes: Any
    pending: Any
    bits_of_rules: Any
    bit_of_constraint: Any


def choose_all(  # noqa: PLR0913, PLR0917  columns, each of its own
    d: Any,
    learners: Any,
    records: Any,
    certificates: Any,
    curricula: Any,
    judged: Any,
    numbers: Any,
    least: Any,
    tally: Any,
    window: Any,
    into: Any,
    spent: Any,
) -> None:
    """Decides every learner of a batch; ``spent``: how many labels each took."""
    for one in range(len(records.start) - 1):
        first, end = records.start[one], records.start[one + 1]
        seen = look_over(tally, learners, records, certificates, judged, numbers, least, window, one)
        into.pending[one] = 1 if seen & WAITS else 0
        if seen & RETAKES and not has_chain(d, tally, records, judged, one):
            seen &= ~RETAKES
        if seen & REFUSED_TAKE:
            into.state[one] = CLASH
            continue
        into.state[one] = HANDED
        write_goal(d, learners, curricula, numbers, one)
        if d.t[NEED, N_SUBJECT_COUNT] > MOST_SUBJECTS:
            continue
        if counts_whole(d, tally, seen, BEST):
            into.state[one] = DECIDED
            into.proved_by[one] = CLOSED_FORM
            write_whole(judged, into, first, end)
            write_sums(d, into, one)
            continue
        if take_in(d, learners, records, judged, window, one) < 0:
            continue
        take_in_rest(d, records, certificates, seen)
        if seen & RETAKES:
            chain(d, records, first, end)
        if not write_limits(d, numbers, learners.as_of[one], learners.degree[one], learners.route[one], seen):
            continue
        found = select(d)
        spent[one] = d.t[COUNTER, SPENT]
        if found == NONE:
            into.state[one] = CLASH
        elif found == FOUND:
            into.state[one] = DECIDED
            into.proved_by[one] = KERNEL if d.t[COUNTER, SPENT] else CLOSED_FORM
            into.contested[one] = 0 if write_records(d, judged, into, first, end) else 1
            write_sums(d, into, one)


_choose_all = as_called(choose_all)


@as_called
def _windows(numbers: Any, first: int, table: Any) -> None:
    """The semester of each day from ``first`` on, behind ``first`` itself."""
    for place in range(len(table)):
        table[place] = window_of(numbers, first + place)


class Chooser:
    """The deciding function of a batch by one law: judges, then chooses; not for two threads at once."""

    def __init__(self, law: Law | None = None) -> None:
        thresholds = thresholds_of(law)
        self.numbers = numbers_as_arrays(thresholds)
        ids = rule_ids(thresholds.law)
        self._bits = (
            bits_of_rules([ids.index(rule) for rule in RULES]),
            np.array([ids.index(rule) for rule in CONSTRAINT_RULES], np.uint64),
        )
        self._least = least_of(self.numbers)
        self._desk = desk()

    def __call__(
        self, learners: Learners, records: Records, certificates: Certificates, curricula: Curricula
    ) -> Decided:
        """What counts of the records of each learner; those handed over are to be decided one by one."""
        judged = judge(learners, records, certificates, self.numbers)
        self.spent = np.zeros(len(learners.as_of), np.int64)
        into = hand_over_all(learners, records, certificates, curricula)
        days = records.completed_on
        first = int(days.min()) if len(days) else 1
        table = np.empty((int(days.max()) - first + 1 if len(days) else 0) + 1, np.int64)
        table[0] = first - 1
        _windows(self.numbers, first, table[1:])
        _choose_all(
            self._desk,
            learners,
            records,
            certificates,
            curricula,
            Judgements(*judged, *self._bits),
            self.numbers,
            self._least,
            np.zeros(TALLY, np.int64),
            table,
            into,
            self.spent,
        )
        return into
