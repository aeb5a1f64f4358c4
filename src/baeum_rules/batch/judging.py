"""May each record of a batch count, as what, for how much? The functions of one learner's audit, compiled."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from baeum_rules.recognition.judging import judge_record, standing_of
from baeum_rules.recognition.numbers import Numbers, all_numbers_of
from baeum_rules.recognition.thresholds import Thresholds

from .columns import Certificates, Int8, Int32, Learners, Records
from .compiling import compiled
from .room import fresh


class Judged(NamedTuple):
    """One place a record. Of one that is refused, credits, classes and pending are 0."""

    refused: npt.NDArray[np.uint32]  # bits of recognition.judging.RULES
    credits: Int32
    classes: Int8  # bits of recognition.classes
    pending: Int8  # 1: only a subcommittee can give another class


def numbers_as_arrays(thresholds: Thresholds) -> Numbers:
    """The numbers of a law for compiled code: arrays of int64."""
    return Numbers(*(np.array(column, np.int64) for column in all_numbers_of(thresholds)))


def judge(learners: Learners, records: Records, certificates: Certificates, numbers: Numbers) -> Judged:
    """Every record of a batch alone, before any choice; ``numbers`` as arrays."""
    count = len(records.source)
    judged = Judged(
        refused=fresh(count, np.uint32),
        credits=fresh(count, np.int32),
        classes=fresh(count, np.int8),
        pending=fresh(count, np.int8),
    )
    compiled(judge_all)(learners, records, certificates, numbers, judged)
    return judged


def judge_all(learners: Any, records: Any, certificates: Any, numbers: Any, judged: Any) -> None:
    """Fill ``judged``, learner by learner."""
    for learner in range(len(records.start) - 1):
        standing = standing_of(learners, numbers, learner)
        # places without a sign: such an index is never counted from the end
        for i in range(np.uint64(records.start[learner]), np.uint64(records.start[learner + 1])):
            refused, credits, classes, pending = judge_record(standing, records, certificates, numbers, i)
            judged.refused[i] = refused
            judged.credits[i] = credits
            judged.classes[i] = classes
            judged.pending[i] = pending
