"""What was decided, told: of each record its verdict and why not, of each learner the sums."""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.recognition.judging import RULES

from ..columns import (
    NOT_CHOSEN,
    RECOGNISED,
    REDUCED,
    REFUSED,
)
from .blocked import broken_by
from .grouping import CONSTRAINT_RULES, OF_SCHOOL
from .kept import BEST
from .making import written_in
from .places import (
    CLASS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    LIBERAL,
    MAJOR,
    MAJOR_REQUIRED,
    N_EIGHTEEN,
    N_LIBERAL,
    N_MAJOR,
    N_TOTAL,
    N_UNIVERSITY,
    NEED,
    PLACE,
    SHORT,
    SUBJECTS,
    T_EIGHTEEN,
    T_HOLDER,
    T_UNIVERSITY,
    TAKEN,
)
from .places import RECOGNISED as T_RECOGNISED

HALF_BITS = (len(RULES) + 1) // 2
HALF = 1 << HALF_BITS  # masks of half of the rules


def bits_of_rules(bits: list[int]) -> Any:
    """What each mask of the first half of RULES is as bits of an answer, then each of the second half."""
    found, masks = np.zeros((2, HALF), np.uint64), np.arange(HALF)
    for rule, bit in enumerate(bits):
        half, place = rule // HALF_BITS, rule % HALF_BITS
        found[half, masks >> place & 1 != 0] |= np.uint64(1 << bit)
    return found.reshape(-1)


@written_in
def bits_of(judged: Any, refused: int) -> Any:
    """The rules of eligibility that failed, as bits of an answer: half the mask at a time."""
    low = judged.bits_of_rules[refused & HALF - 1]
    return low | judged.bits_of_rules[HALF + (refused >> HALF_BITS)]


@written_in
def write_whole(judged: Any, into: Any, first: int, end: int) -> None:
    """Every record of a learner as recognised whole, but for those refused; all was 0 before."""
    for i in range(np.uint64(first), np.uint64(end)):
        if judged.refused[i]:
            into.verdict[i] = REFUSED
            into.rules[i] = bits_of(judged, judged.refused[i])
        else:
            classes = judged.classes[i]
            into.credits[i], into.taken[i] = judged.credits[i], classes & -classes


@written_in
def write_refused(judged: Any, into: Any, first: int, end: int) -> None:
    """Each record that is not eligible, and the rules it fails."""
    for i in range(np.uint64(first), np.uint64(end)):
        if judged.refused[i]:
            into.verdict[i] = REFUSED
            into.rules[i] = bits_of(judged, judged.refused[i])


@written_in
def write_records(d: Any, judged: Any, into: Any, first: int, end: int) -> bool:
    """What the slot BEST makes of each record, and which rules keep it out; returns whether all count whole.

    All was 0 before.
    """
    write_refused(judged, into, first, end)
    whole = True
    for k in range(np.uint64(d.t[COUNTER, COUNT_RECORDS])):
        d.t[TAKEN, k], d.t[CLASS, k] = d.selections[BEST, 0, k], d.selections[BEST, 1, k]
        whole &= d.t[TAKEN, k] == d.t[CREDITS, k]
    for k in range(np.uint64(d.t[COUNTER, COUNT_RECORDS])):
        i, credits = np.uint64(d.t[PLACE, k]), d.t[TAKEN, k]
        bits = np.uint64(0)
        if credits:
            into.credits[i], into.taken[i] = credits, d.t[CLASS, k]
            into.verdict[i] = RECOGNISED
            if credits < d.t[CREDITS, k]:
                into.verdict[i] = REDUCED
                bits = np.uint64(1) << judged.bit_of_constraint[OF_SCHOOL]
        else:
            into.verdict[i] = NOT_CHOSEN
            broken = broken_by(d, k)
            for rule in range(len(CONSTRAINT_RULES)):
                if broken >> rule & 1:
                    bits |= np.uint64(1) << judged.bit_of_constraint[rule]
        into.rules[i] = bits
    return whole


@written_in
def write_sums(d: Any, into: Any, one: int) -> None:
    """The totals, needs and proof of a learner."""
    sums, needs = d.sums[BEST], d.t[NEED]
    into.remaining[one] = into.lower[one] = into.upper[one] = sums[SHORT]
    into.recognised[one], into.major[one] = sums[T_RECOGNISED], sums[MAJOR]
    into.major_required[one], into.liberal_arts[one] = sums[MAJOR_REQUIRED], sums[LIBERAL]
    into.eighteen[one], into.university[one] = sums[T_EIGHTEEN], sums[T_UNIVERSITY]
    into.subjects[one], into.holder[one] = sums[SUBJECTS], sums[T_HOLDER]
    into.need_total[one], into.need_major[one] = needs[N_TOTAL], needs[N_MAJOR]
    into.need_liberal_arts[one], into.need_eighteen[one] = needs[N_LIBERAL], needs[N_EIGHTEEN]
    into.need_university[one] = needs[N_UNIVERSITY]
