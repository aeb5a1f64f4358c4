"""A case: one learner's records and a goal, as read and frozen (design: recognition.md section 2)."""

from __future__ import annotations

from typing import Any, NamedTuple

VERSION = 1


class Fault(NamedTuple):
    """One input error: where, and the code and figures of its sentence."""

    record: str | None
    field: str
    code: str
    figures: dict[str, Any]


class Record(NamedTuple):
    """One piece of learning; ``fields`` as read: days as ordinals, shares in two-thousandths."""

    id: str
    source: str
    completed_on: int
    fields: dict[str, Any]


class PreviousDegree(NamedTuple):
    """A degree the learner already has; ``conferred_on`` is an ordinal."""

    degree: str
    major: str
    conferred_on: int


class Curriculum(NamedTuple):
    """The standard curriculum of a major, in the words of the case format."""

    name: str
    required: tuple[str, ...]
    elective: tuple[str, ...]
    liberal: tuple[str, ...]
    compatible: tuple[str, ...]
    linked_certificates: tuple[str, ...]
    required_credits: int | None
    core_count: int | None
    substitutes: tuple[tuple[str, ...], ...]
    equivalents: tuple[tuple[str, ...], ...]


class Goal(NamedTuple):
    """The degree aimed at; ``conferral`` is ``YYYY-02``, ``YYYY-08`` or None."""

    degree: str
    route: str
    major: str
    conferral: str | None
    conferring_university: str | None
    curriculum: Curriculum


class Case(NamedTuple):
    """A case without faults. ``as_of`` and the learner's days are ordinals."""

    as_of: int
    goal: Goal
    high_school_completed_on: int | None
    bdes_degree_on: int | None
    previous_degrees: tuple[PreviousDegree, ...]
    records: tuple[Record, ...]
    take: frozenset[str]
    leave: frozenset[str]
