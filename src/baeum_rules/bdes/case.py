"""A case of the examination for self-education as read: who, what was sat, what else may exempt."""

from __future__ import annotations

from typing import NamedTuple

from .majors import Major

CREDIT_KINDS = ("acbs", "university")
SCHOOLING_KINDS = ("university_years", "college_3y", "abroad_years")


class Sat(NamedTuple):
    """A subject: sat with a score, passed (score None), or learned in an exemption course.

    ``on``: ordinal; ``score`` and ``absence`` in two-thousandths (``recognition.fields.read_share``).
    """

    id: str
    stage: int
    subject: str
    on: int
    score: int | None
    absence: int | None  # of an exemption course; None: an examination


class Certificate(NamedTuple):
    """A certificate and the day it was acquired (ordinal)."""

    id: str
    name: str
    on: int


class Credits(NamedTuple):
    """Credits recognised by the credit bank or earned at a university, in the same field and major or not."""

    kind: str
    credits: int
    same_major: bool


class Schooling(NamedTuple):
    """Years of university or of school abroad, or graduation from a three-year college."""

    kind: str
    years: int
    same_major: bool


class BdesCase(NamedTuple):
    """A case without faults; days are ordinals. ``same_field``: keys of certificates of its field."""

    as_of: int
    major: Major
    same_field: frozenset[str]
    high_school_completed_on: int | None
    bdes_degree_on: int | None
    credits: tuple[Credits, ...]
    schooling: tuple[Schooling, ...]
    sat: tuple[Sat, ...]
    certificates: tuple[Certificate, ...]
    order: tuple[str, ...]  # ids of all records as they were given
