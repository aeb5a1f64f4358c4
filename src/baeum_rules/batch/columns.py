"""Learners and records as columns of plain integers, so that compiled code takes them as arguments.

Days are ordinals (``date.toordinal``), shares and scores two-thousandths (``fields.read_share``), flags 0 or
1, class bits those of ``classes.py``. Codes of texts are numbers of one batch: equal texts, equal codes. All
arrays are contiguous.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baeum_rules.curricula import DEGREES
from baeum_rules.recognition.codes import CHOICES, LEAVINGS, ROLES, SCHOOL_KINDS, SOURCES
from baeum_rules.recognition.fields import ROUTES

Int8 = npt.NDArray[np.int8]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
UInt64 = npt.NDArray[np.uint64]

# the words that a column of codes counts from 0, in their order
BASES = ("higher_education_act", "lifelong_education_act")
VERDICTS = ("recognised", "reduced", "not_chosen", "refused")
PROOFS = ("closed_form", "kernel", "search", "solver")
RECOGNISED, REDUCED, NOT_CHOSEN, REFUSED = range(4)
CLOSED_FORM, KERNEL, SEARCH, SOLVER = range(4)

DECIDED, CLASH, HANDED = range(3)  # what became of a learner: see Decided.state


class Learners(NamedTuple):
    """One place a learner."""

    as_of: Int32
    degree: Int8  # place in DEGREES
    route: Int8  # place in ROUTES
    conferral: Int32  # year * 100 + month, 0 none
    university: Int32  # the conferring university, in the codes of Records.institution, -1 none
    high_school: Int32  # 0 none
    bdes_degree: Int32  # -1 none
    curriculum: Int32  # place in Curricula
    latest_degree: Int32  # conferred_on of the latest degree that opens the second route, -1 none
    same_major: Int8  # such a degree has the goal's major


class Records(NamedTuple):
    """One place a record; those of learner i from start[i] to start[i + 1], in the order of the case."""

    start: Int64
    source: Int8  # place in SOURCES
    completed_on: Int32
    rank: Int32  # place of the id among the ids of the learner, by code points
    credits: Int32  # as stated, 0 where the source states none
    score: Int32  # -1 none, so with attendance and absence
    attendance: Int32
    absence: Int32
    remote_share: Int32  # 0 none
    letter: Int8  # eligibility.LETTER_RANK, -1 none
    left_on: Int32  # -1 none
    institution: Int32  # code of same_text, -1 none
    key: Int32  # code of the duplicate key under the learner's curriculum, -1 without a subject
    listed: Int8  # the class bit of the key in the curriculum, 0 none
    compatible: Int8  # the key may also be liberal arts
    required: Int32  # which required subject, in the order of CurriculumKeys.required, -1 none
    substitutes: Int32  # number of the substitutes group, -1 none, -2 in more than one
    given: Int8  # class bit of `class`, 0 none
    committee: Int8  # class bit of `committee_class`, 0 none
    school_kind: Int8  # place in SCHOOL_KINDS, -1 none
    leaving: Int8  # place in LEAVINGS, -1 none
    basis: Int8  # place in BASES, -1 none
    semester_standard: Int32  # credits, -1 none
    remote_institution: Int8
    only_part_timers: Int8
    same_program: Int8
    same_major: Int8
    trainee_listed: Int8
    stage: Int8  # 1 to 4, 0 none
    role: Int8  # place in ROLES, -1 none
    national: Int8  # level is national
    months: Int32  # -1 none
    item: Int32  # code of the heritage item, -1 none
    retake_of: Int32  # place of the earlier record counted from the learner's first, -1 none
    certificate: Int32  # place in Certificates, -1 unknown or none
    excluded: Int8  # of a kind of certificate that is never recognised
    linked: Int8  # the certificate is linked to the major
    choice: Int8  # place in CHOICES


class Certificates(NamedTuple):
    """One place a distinct entry of the certificate table that was met."""

    credits: Int32
    credits_before: Int32  # of one acquired before certificate.revaluation
    valid_from: Int32  # -1 not bounded
    valid_until: Int32  # -1 not bounded
    job: Int32  # code of the job; an entry without a known job has one of its own


class Curricula(NamedTuple):
    """One place a distinct curriculum of the learners."""

    required_credits: Int32  # -1 where the curriculum states none
    subjects: Int32  # how many required subjects are needed
    subject_count: Int32  # how many there are


class Decided(NamedTuple):
    """What was decided: per learner, then per record in the order of Records.

    ``state``: DECIDED; CLASH, the records to take cannot all be recognised, and no number holds; HANDED, not
    decided here, to be decided one by one. Credits are whole credits.
    """

    state: Int8
    remaining: Int32  # R of the model
    lower: Int32  # proved bounds of R; equal, for nothing is estimated
    upper: Int32
    proved_by: Int8  # place in PROOFS
    recognised: Int32
    major: Int32
    major_required: Int32
    liberal_arts: Int32
    eighteen: Int32
    university: Int32  # credits of the conferring university, 0 without one
    subjects: Int32  # required subjects met
    need_total: Int32
    need_major: Int32
    need_liberal_arts: Int32  # 0 not asked
    need_eighteen: Int32
    need_university: Int32  # 0 not asked
    holder: Int8  # a heritage holder's degree needs nothing more
    contested: Int8  # not all eligible records count in full
    pending: Int8  # an eligible record waits for a subcommittee
    verdict: Int8  # per record: place in VERDICTS
    credits: Int32  # per record: what is recognised
    taken: Int8  # per record: class bit, 0 where not recognised
    rules: UInt64  # per record: why not (in full), bits in the order of bits.rule_ids


__all__ = [
    "BASES",
    "CHOICES",
    "DEGREES",
    "LEAVINGS",
    "ROLES",
    "ROUTES",
    "SCHOOL_KINDS",
    "SOURCES",
    "Certificates",
    "Curricula",
    "Decided",
    "Learners",
    "Records",
]
