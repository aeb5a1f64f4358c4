"""The records of a block as columns, filled kind by kind; what a kind does not state stays null."""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.recognition.fields import CLASSES, LETTERS, RECORD_FIELDS

from .draws import Flags, Numbers, lines

SOURCES = tuple(RECORD_FIELDS)
BASES = ("higher_education_act", "lifelong_education_act")
LEAVINGS = ("withdrawn", "graduated", "enrolled")
ROLES = ("holder", "transmission_educator", "assistant", "candidate", "completer", "trainee")
LEVELS = ("national", "provincial")
CHOICES = ("take", "leave")
NULL = np.int32(-1)
BEST = 200  # a score or attendance of 100, in halves of a point
# columns whose codes stand for words of the case format; subjects and the like are of the vocabulary
WORDS: dict[str, tuple[str, ...]] = {
    "source": SOURCES,
    "letter": LETTERS,
    "class": CLASSES,
    "committee_class": CLASSES,
    "school_kind": ("university", "college_2y", "college_3y"),
    "leaving": LEAVINGS,
    "basis": BASES,
    "role": ROLES,
    "level": LEVELS,
    "choice": CHOICES,
}
TEXTS = ("institution", "subject", "name", "item")
COLUMNS: tuple[str, ...] = (
    "id", "source", "completed_on", *TEXTS, "credits", "score", "attendance", "absence", "remote_share",
    "letter", "class", "committee_class", "school_kind", "leaving", "basis", "left_on", "semester_standard",
    "remote_institution", "only_part_timers", "same_program", "same_major", "listed", "stage", "role",
    "level", "months", "retake_of", "choice",
)  # fmt: skip
FLAGS = ("remote_institution", "only_part_timers", "same_program", "same_major", "listed")
DAYS = ("completed_on", "left_on")
SHARES = ("score", "attendance", "absence", "remote_share")  # in halves of a point, -1 for null


class Rows:
    """Records of learners, each learner's together. Every column is int32, -1 for null.

    Codes: places in WORDS, or in the vocabulary's texts; days are ordinals; shares are halves of a point.
    ``pinned``: records that a conflict stands on, which nothing else may refuse. ``kind``: the list that the
    subject is drawn from, -1 for a record without one.
    """

    def __init__(self, counts: dict[str, Numbers]) -> None:
        """``counts``: how many records of each group every learner has, in the order they stand."""
        total = sum(counts.values())
        assert not isinstance(total, int)
        self.counts = total.astype(np.int32)
        self.starts = np.cumsum(self.counts, dtype=np.int64) - self.counts
        self.owner, self.place = lines(self.counts)
        self.groups: dict[str, tuple[Any, Numbers, Numbers]] = {}
        before = self.starts.copy()
        for name, count in counts.items():
            owner, place = lines(count)
            self.groups[name] = before[owner] + place, owner, place
            before += count
        self.columns: dict[str, Numbers] = {}
        self.pinned: Flags = np.zeros(len(self.owner), bool)
        self.kind = np.full(len(self.owner), NULL)

    def put(self, name: str, at: Any, values: Any) -> None:
        """Fill a column at some records."""
        if name not in COLUMNS:
            raise KeyError(f"records have no column {name}")
        column = self.columns.get(name)
        if column is None:
            column = self.columns[name] = np.full(len(self.owner), NULL)
        column[at] = values

    def source(self, at: Any, source: str) -> None:
        """The source of some records."""
        self.put("source", at, SOURCES.index(source))
