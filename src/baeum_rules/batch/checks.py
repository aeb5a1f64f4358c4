"""What fields of one record must be like because of other fields, compiled (``reading._check_together``)."""

from __future__ import annotations

from typing import Any

import numpy as np

from .columns import BASES, LEAVINGS, ROLES, SOURCES
from .compiling import compiled

UNIVERSITY = SOURCES.index("university_course")
HERITAGE = SOURCES.index("heritage")
PART_TIME = SOURCES.index("part_time_course")
ENROLLED = LEAVINGS.index("enrolled")
LIFELONG = BASES.index("lifelong_education_act")
TRAINEE = ROLES.index("trainee")
STEP = 16  # rows that are looked at at once, for few retake another


@compiled
def check_together(records: Any, bad: Any) -> None:
    """Mark records that lack what another field of theirs asks for; without a branch, so several at once."""
    r = records
    for row in range(r.source.size):
        source = r.source[row]
        university, part_time = source == UNIVERSITY, source == PART_TIME
        wrong = (university | part_time) & (r.letter[row] < 0) & (r.score[row] < 0)
        wrong |= university & (r.leaving[row] != ENROLLED) & (r.left_on[row] < 0)
        wrong |= part_time & (r.basis[row] == LIFELONG) & (r.semester_standard[row] < 0)
        wrong |= part_time & (r.only_part_timers[row] != 0) & (r.attendance[row] < 0)
        wrong |= (source == HERITAGE) & (r.role[row] == TRAINEE) & (r.months[row] < 0)
        bad[row] |= wrong


@compiled
def check_retakes(records: Any, bad: Any) -> None:
    """Mark retakes of a record of another school, or of no university course."""
    r, learner = records, np.int64(0)
    for begin in range(0, r.source.size, STEP):
        named = r.retake_of[begin : begin + STEP]
        some = np.int32(-1)  # below 0 where all are
        for place in range(named.size):
            some &= named[place]
        if some < 0:
            continue
        for row in range(begin, begin + named.size):
            if r.retake_of[row] >= 0 and r.source[row] == UNIVERSITY:
                while r.start[learner + 1] <= row:
                    learner += 1
                earlier = r.start[learner] + r.retake_of[row]
                if r.source[earlier] != UNIVERSITY or r.institution[earlier] != r.institution[row]:
                    bad[row] = 1
