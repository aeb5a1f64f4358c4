"""Which column of the flattened format fills which column of integers, and from which values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from baeum_rules.recognition.classes import CLASS_BITS
from baeum_rules.recognition.eligibility import LETTER_RANK
from baeum_rules.recognition.fields import (
    COMPLETION_FIELDS,
    DATE,
    GOAL_FIELDS,
    LEARNER_FIELDS,
    MOST_CREDITS,
    MOST_MONTHS,
    PREVIOUS_DEGREE_FIELDS,
    RECORD_FIELDS,
    Field,
    one_of,
)

from .columns import BASES, CHOICES, DEGREES, LEAVINGS, ROLES, ROUTES, SCHOOL_KINDS, SOURCES
from .filling import FORBIDDEN, NEEDED, OPTIONAL

Number = Callable[[Any], int]  # of a value as read

INSTITUTIONS, SUBJECTS, NAMES, ITEMS, MAJORS = "institution", "subject", "name", "item", "major"


class Column(NamedTuple):
    """One column: of the table, of the integers; ``numbers``: a code space, a table of words, or None as is.

    ``limits``: of whole numbers, lowest and highest.
    """

    name: str
    into: str
    kind: type[np.signedinteger[Any]]
    missing: int
    field: Field
    numbers: dict[str, int] | str | None = None
    limits: tuple[int, int] = (0, 0)


def _words(words: tuple[str, ...]) -> dict[str, int]:
    return {word: place for place, word in enumerate(words)}


def _field(name: str) -> Field:
    if name == "completed_on":
        return DATE
    return next(fields[name] for fields in RECORD_FIELDS.values() if name in fields)


def _record(name: str, kind: Any, missing: int, numbers: Any = None, **more: Any) -> Column:
    return Column(name, more.pop("into", name), kind, missing, _field(name), numbers, **more)


I8, I32 = np.int8, np.int32

SOURCE = Column("source", "source", I8, 0, Field(one_of(*SOURCES)), _words(SOURCES))
RECORD_COLUMNS = (
    _record("completed_on", I32, 0),
    _record("institution", I32, -1, INSTITUTIONS),
    _record("subject", I32, -1, SUBJECTS),
    _record("name", I32, -1, NAMES),
    _record("item", I32, -1, ITEMS),
    _record("credits", I32, 0, limits=(1, MOST_CREDITS)),
    _record("score", I32, -1),
    _record("attendance", I32, -1),
    _record("absence", I32, -1),
    _record("remote_share", I32, 0),
    _record("letter", I8, -1, LETTER_RANK),
    _record("class", I8, 0, CLASS_BITS, into="given"),
    _record("committee_class", I8, 0, CLASS_BITS, into="committee"),
    _record("school_kind", I8, -1, _words(SCHOOL_KINDS)),
    _record("leaving", I8, -1, _words(LEAVINGS)),
    _record("basis", I8, -1, _words(BASES)),
    _record("left_on", I32, -1),
    _record("semester_standard", I32, -1, limits=(1, MOST_CREDITS)),
    _record("remote_institution", I8, 0),
    _record("only_part_timers", I8, 0),
    _record("same_program", I8, 0),
    _record("same_major", I8, 0),
    _record("listed", I8, 0, into="trainee_listed"),
    _record("stage", I8, 0, limits=(1, 4)),
    _record("role", I8, -1, _words(ROLES)),
    _record("level", I8, 0, {"provincial": 0, "national": 1}, into="national"),
    _record("months", I32, -1, limits=(0, MOST_MONTHS)),
    Column("choice", "choice", I8, 0, Field(one_of(*CHOICES[1:]), optional=True), _words(CHOICES)),
)


def _conferral(month: str) -> int:
    """YYYY-MM as year * 100 + month."""
    return int(month.replace("-", ""))


def _goal(name: str, kind: Any, missing: int, numbers: Any, into: str = "") -> Column:
    return Column(name, into or name, kind, missing, GOAL_FIELDS[name], numbers)


CONFERRAL = "conferral"
LEARNER_COLUMNS = (
    Column("as_of", "as_of", I32, 0, DATE),
    _goal("degree", I8, 0, _words(DEGREES)),
    _goal("route", I8, 0, _words(ROUTES)),
    _goal("major", I32, -1, MAJORS),
    _goal("conferral", I32, 0, CONFERRAL),
    _goal("conferring_university", I32, -1, INSTITUTIONS, into="university"),
    Column("high_school_completed_on", "high_school", I32, 0, LEARNER_FIELDS["high_school_completed_on"]),
    Column("bdes_degree_on", "bdes_degree", I32, -1, LEARNER_FIELDS["bdes_degree_on"]),
)
DEGREE_COLUMNS = (
    Column("degree", "held_degree", I8, 0, PREVIOUS_DEGREE_FIELDS["degree"], _words(DEGREES)),
    Column("major", "held_major", I32, -1, PREVIOUS_DEGREE_FIELDS["major"], MAJORS),
    Column("conferred_on", "conferred_on", I32, -1, PREVIOUS_DEGREE_FIELDS["conferred_on"]),
)


def needs(column: Column) -> npt.NDArray[np.int8]:
    """What may and must stand in a column of the records, by source."""
    if column.name == "choice":
        return np.full(len(SOURCES), OPTIONAL, np.int8)
    found = []
    for fields in RECORD_FIELDS.values():
        names = COMPLETION_FIELDS if column.name == "completed_on" else (column.name,)
        field = next((fields[name] for name in names if name in fields), None)
        found.append(FORBIDDEN if field is None else OPTIONAL if field.optional else NEEDED)
    return np.array(found, np.int8)


def needs_of_one(column: Column) -> npt.NDArray[np.int8]:
    """The same of a table whose rows are all of one kind."""
    return np.array([OPTIONAL if column.field.optional else NEEDED], np.int8)
