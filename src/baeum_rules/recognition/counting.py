"""As what a record may count, for how much, and whether a subcommittee has a say; over columns.

As ``judging.py``: plain functions that one learner's audit runs as they are, and a batch compiled.
"""

from __future__ import annotations

from .classes import GENERAL, LIBERAL, MAJOR, REQUIRED
from .codes import ACCREDITED, CERTIFICATE, HERITAGE, OF_SCHOOLS, STATED, TRAINEE
from .columns import Certificates, Records
from .numbers import (
    BDES_CREDITS,
    CERTIFICATE_REVALUATION,
    HERITAGE_CREDITS,
    TRAINEE_CREDITS,
    TRAINEE_MONTHS,
    Numbers,
    at,
)

NEVER_PENDING = (ACCREDITED, CERTIFICATE, HERITAGE)


def classes_of(records: Records, i: int) -> int:
    """The class bits a record may take, on whatever route (route second then keeps the major ones only)."""
    source = records.source[i]
    if source == CERTIFICATE:
        return REQUIRED if records.linked[i] else GENERAL
    if source == HERITAGE:
        return REQUIRED if records.same_major[i] else GENERAL
    listed = records.listed[i]
    if source == ACCREDITED:
        return _accredited_classes(listed, records.compatible[i], records.given[i])
    if is_pending(records, i):
        return GENERAL
    if source in OF_SCHOOLS:
        given = records.given[i]
        if records.same_program[i] or given == LIBERAL:
            return given
        return records.committee[i]
    if records.stage[i] == 1:
        return LIBERAL | (listed & MAJOR)
    return records.committee[i] or listed


def _accredited_classes(listed: int, compatible: int, given: int) -> int:
    """The curriculum's class; a compatible subject also liberal arts, or what the learner changed it to."""
    if listed & MAJOR and compatible:
        either = listed | LIBERAL
        return (given & either) or either  # a class that it can have, or no choice
    return listed or GENERAL


def is_pending(records: Records, i: int) -> int:
    """1 where only a subcommittee can give a class, and has not (committee.pending).

    Of a school: another programme than the goal's, and no liberal arts. Of an exam of stages 2 to 4: a
    subject that is in no list of the major.
    """
    source = records.source[i]
    if source in NEVER_PENDING or records.committee[i] != 0:
        return 0
    if source in OF_SCHOOLS:
        return int(records.same_program[i] == 0 and records.given[i] != LIBERAL)
    return int(records.stage[i] != 1 and records.listed[i] & MAJOR == 0)


def credits_of(records: Records, certificates: Certificates, numbers: Numbers, i: int) -> int:
    """The credits of a record before any choice; 0 for an unknown certificate, too short a training."""
    source, done = records.source[i], records.completed_on[i]
    if source in STATED:
        return records.credits[i]
    if source == CERTIFICATE:
        entry = records.certificate[i]
        if entry < 0:
            return 0
        older = done < at(numbers, CERTIFICATE_REVALUATION, done)
        column = certificates.credits_before if older else certificates.credits
        return column[entry]
    if source == HERITAGE:
        return _heritage_credits(records.role[i], records.months[i], numbers, done)
    return at(numbers, BDES_CREDITS + records.stage[i] - 1, done)


def _heritage_credits(role: int, months: int, numbers: Numbers, done: int) -> int:
    if role != TRAINEE:
        return at(numbers, HERITAGE_CREDITS + role, done)
    for step, least in enumerate(TRAINEE_MONTHS):
        if months >= least:
            return at(numbers, TRAINEE_CREDITS + step, done)
    return 0
