"""A case of school level as read: literacy education, or subjects of the equivalency examination."""

from __future__ import annotations

from typing import NamedTuple

PRIMARY, MIDDLE, HIGH = LEVELS = ("primary", "middle", "high")


class Course(NamedTuple):
    """A course. ``source``: literacy_program, literacy_course (of the account) or account_course.

    ``on``: ordinal of its last day; ``level`` and ``stage`` of literacy, ``subject`` of the examination.
    """

    id: str
    source: str
    on: int
    hours: int
    level: str
    stage: int
    subject: str
    accredited: bool


class SchoolCase(NamedTuple):
    """A case without faults; days are ordinals. ``completed``: school levels that are recognised already."""

    as_of: int
    degree: str
    level: str
    born_on: int
    completed: tuple[str, ...]
    courses: tuple[Course, ...]
