"""Reads a case of school level; every fault at once, each with its record and field."""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.case import VERSION, Fault
from baeum_rules.recognition.fields import DATE, FLAG, TEXT, Field, one_of, whole
from baeum_rules.recognition.reader import FaultCollector, shown
from baeum_rules.recognition.record_ids import read_name_and_source

from .case import LEVELS, MIDDLE, PRIMARY, Course, SchoolCase

LITERACY = {"literacy_primary": PRIMARY, "literacy_middle": MIDDLE}
EQUIVALENCY = "equivalency_exam"
MOST_HOURS = 10_000
MOST_STAGES = 9
_HOURS = Field(whole(1, MOST_HOURS))
_LITERACY_RECORD = {
    "level": Field(one_of(PRIMARY, MIDDLE)),
    "stage": Field(whole(1, MOST_STAGES)),
    "hours": _HOURS,
    "ended_on": DATE,
}
RECORDS: dict[str, dict[str, Field]] = {
    "literacy_program": _LITERACY_RECORD,
    "literacy_course": _LITERACY_RECORD,
    "account_course": {"subject": TEXT, "accredited": FLAG, "hours": _HOURS, "ended_on": DATE},
}
OF_GOAL = {
    **dict.fromkeys(LITERACY, ("literacy_program", "literacy_course")),
    EQUIVALENCY: ("account_course",),
}
TOP = ("version", "as_of", "goal", "learner", "records", "choices")


def read_case(document: dict[str, Any]) -> SchoolCase | list[Fault]:
    """The case of a parsed document, or all its faults."""
    reader = FaultCollector()
    version = document.get("version")
    if isinstance(version, bool) or version != VERSION:
        reader.fault(None, "version", "version", value=shown(version))
    for name in document:
        if name not in TOP:
            reader.fault(None, str(name), "field.unknown", known=", ".join(TOP))
    as_of = reader.value(None, "", DATE, document, "as_of")
    fields = {"degree": Field(one_of(*LITERACY, EQUIVALENCY))}
    if document["goal"]["degree"] == EQUIVALENCY:
        fields["level"] = Field(one_of(*LEVELS[1:]))
    goal = reader.table(None, "goal.", fields, document["goal"], ())
    learner = reader.object(None, "", document, "learner") or {}
    born = reader.table(None, "learner.", {"born_on": DATE}, learner, ("completed_levels",))
    completed = _levels(reader, learner)
    courses = _courses(reader, document, goal["degree"])
    if reader.faults:
        return reader.faults
    level = goal.get("level") or LITERACY[goal["degree"]]
    return SchoolCase(as_of, goal["degree"], level, born["born_on"], completed, courses)


def _levels(reader: FaultCollector, learner: dict[str, Any]) -> tuple[str, ...]:
    found = reader.texts(None, "learner.", learner, "completed_levels")
    for place, level in enumerate(found):
        if level not in LEVELS:
            path = f"learner.completed_levels[{place}]"
            reader.fault(None, path, "choice", expected=", ".join(LEVELS), value=shown(level))
    return found


def _courses(reader: FaultCollector, document: dict[str, Any], degree: str) -> tuple[Course, ...]:
    courses = []
    for name, source, given in read_name_and_source(reader, document, OF_GOAL[degree]):
        if not source:
            continue
        read = reader.table(name, "", RECORDS[source], given, ("id", "source", "title", "institution"))
        courses.append(
            Course(
                name,
                source,
                read["ended_on"] or 0,
                read["hours"] or 0,
                read.get("level") or "",
                read.get("stage") or 0,
                read.get("subject") or "",
                bool(read.get("accredited")),
            )
        )
    return tuple(courses)
