"""What fields of one record must be like because of other fields, compiled (``reading._check_together``)."""

from __future__ import annotations

from typing import Any

from .columns import BASES, LEAVINGS, ROLES, SOURCES
from .compiling import compiled

ACCREDITED = SOURCES.index("accredited_course")
UNIVERSITY = SOURCES.index("university_course")
PART_TIME = SOURCES.index("part_time_course")
ENROLLED = LEAVINGS.index("enrolled")
LIFELONG = BASES.index("lifelong_education_act")
TRAINEE = ROLES.index("trainee")


@compiled
def check_together(records: Any, bad: Any) -> None:
    """Mark records that lack what another field of theirs asks for, and retakes of another school."""
    r = records
    for learner in range(r.start.size - 1):
        first = r.start[learner]
        for row in range(first, r.start[learner + 1]):
            source = r.source[row]
            if source == ACCREDITED:
                continue
            if source in (UNIVERSITY, PART_TIME) and r.letter[row] < 0 and r.score[row] < 0:
                bad[row] = 1
            if source == UNIVERSITY:
                if r.leaving[row] != ENROLLED and r.left_on[row] < 0:
                    bad[row] = 1
                if r.retake_of[row] >= 0:
                    earlier = first + r.retake_of[row]
                    if r.source[earlier] != UNIVERSITY or r.institution[earlier] != r.institution[row]:
                        bad[row] = 1
            elif source == PART_TIME:
                if r.basis[row] == LIFELONG and r.semester_standard[row] < 0:
                    bad[row] = 1
                if r.only_part_timers[row] and r.attendance[row] < 0:
                    bad[row] = 1
            elif r.role[row] == TRAINEE and r.months[row] < 0:
                bad[row] = 1
