"""A candidate item: something that can still be taken, and the record it becomes once it is completed."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from baeum_rules.recognition.fields import (
    CLASS,
    CREDITS,
    DATE,
    FLAG,
    RECORD_FIELDS,
    TEXT,
    Field,
    maybe,
    one_of,
    whole,
)

MODES = ("online", "offline", "blended", "post", "mobile")
REMOTE = frozenset(("online", "mobile"))
COMPLETED_BY = {
    "accredited_course": "ended_on",
    "part_time_course": "ended_on",
    "bdes_exemption_course": "ended_on",
    "certificate": "acquired_on",
    "bdes_exam": "passed_on",
}
EXAMS = frozenset(("certificate", "bdes_exam"))
MOST_WON, MOST_HOURS, MOST_PREREQUISITES = 1_000_000_000, 100_000, 20
# what a completed course is taken to have: it was passed
PASSED: dict[str, dict[str, Any]] = {
    "accredited_course": {"score": 100, "attendance": 100},
    "part_time_course": {"score": 100, "letter": "A0"},
    "bdes_exemption_course": {"score": 100, "absence": 0},
    "certificate": {},
    "bdes_exam": {},
}
_LEARNED = frozenset(("score", "letter", "attendance", "absence"))  # known only afterwards

COMMON: dict[str, Field] = {
    "begins": DATE,
    "ends": DATE,
    "apply_by": maybe(DATE),
    "won": maybe(Field(whole(0, MOST_WON))),
    "hours": maybe(Field(whole(0, MOST_HOURS))),
    "practice_credits": maybe(Field(whole(0, 1000))),
    "needs_credits": maybe(Field(whole(0, 1000))),
    "mode": maybe(Field(one_of(*MODES))),
    "region": maybe(TEXT),
}


def fields_of(source: str) -> dict[str, Field]:
    """What a row of this source states beside ``COMMON``: its record, without what is learned later."""
    own = {
        name: field
        for name, field in RECORD_FIELDS[source].items()
        if name not in _LEARNED and name != COMPLETED_BY[source]
    }
    if source == "part_time_course":
        own |= {"class": maybe(CLASS), "same_program": maybe(FLAG)}
    return own


class Item(NamedTuple):
    """Something to take. Days are ordinals.

    ``record``: the record of the case format that it becomes, with its id. ``won``: None where the cost is
    not known. ``hours``: of study; ``estimated``: by a reading of ours. ``after``: groups of subjects; of
    each one must be completed before it begins. ``needs_credits``: recognised by the day of application.
    ``expected``: its dates are not announced yet.
    """

    id: str
    record: dict[str, Any]
    won: int | None
    hours: int
    estimated: bool
    begins: int
    ends: int
    apply_by: int
    mode: str
    region: str
    after: tuple[tuple[str, ...], ...] = ()
    needs_credits: int = 0
    expected: bool = False
    note_ko: str = ""
    note_en: str = ""

    @property
    def source(self) -> str:
        """The source of its record."""
        return str(self.record["source"])

    @property
    def title(self) -> str:
        """Subject or name."""
        return str(self.record.get("subject") or self.record["name"])

    @property
    def where(self) -> str:
        """The institution; "" for an examination."""
        return str(self.record.get("institution") or "")

    @property
    def remote(self) -> bool:
        """Whether one need not go anywhere: an examination is sat somewhere, but on a single day."""
        return self.mode in REMOTE or self.source in EXAMS


def record_of(row: dict[str, Any], own: dict[str, Any], name: str, ends: int) -> dict[str, Any]:
    """The record that a row becomes; ``own``: its fields as read, ``name``: its id in the case."""
    source = row["source"]
    record = {"id": name, "source": source, **PASSED[source]}
    record |= {key: value for key, value in own.items() if value is not None}
    if source == "part_time_course":
        record.setdefault("class", "general_elective")
        record.setdefault("same_program", False)
    record[COMPLETED_BY[source]] = date.fromordinal(ends).isoformat()
    return record


__all__ = ["COMMON", "COMPLETED_BY", "CREDITS", "EXAMS", "MODES", "Item", "fields_of", "record_of"]
