"""Reads a case of the examination for self-education; every fault at once, each with its record and field."""

from __future__ import annotations

from datetime import date
from typing import Any

from baeum_rules.certificates import name_key
from baeum_rules.parameters import Law
from baeum_rules.recognition.case import VERSION, Fault
from baeum_rules.recognition.fields import (
    CREDITS,
    DATE,
    FLAG,
    RECORD_FIELDS,
    SHARE,
    STAGE,
    TEXT,
    Field,
    maybe,
    one_of,
    whole,
)
from baeum_rules.recognition.reader import FaultCollector, shown
from baeum_rules.recognition.record_ids import read_name_and_source

from .case import CREDIT_KINDS, SCHOOLING_KINDS, BdesCase, Certificate, Credits, Sat, Schooling
from .majors import majors

DEGREE = "bdes_bachelor"
MOST_YEARS = 40
RECORDS: dict[str, dict[str, Field]] = {
    "bdes_result": {"stage": STAGE, "subject": TEXT, "score": SHARE, "taken_on": DATE},
    **{name: RECORD_FIELDS[name] for name in ("bdes_exam", "bdes_exemption_course", "certificate")},
}
DAYS = ("taken_on", "passed_on", "ended_on", "acquired_on")
GOAL = {"degree": Field(one_of(DEGREE)), "major": TEXT}
LEARNER = {"high_school_completed_on": maybe(DATE), "bdes_degree_on": maybe(DATE)}
CREDIT_FIELDS = {"kind": Field(one_of(*CREDIT_KINDS)), "credits": CREDITS, "same_major": FLAG}
SCHOOLING_FIELDS = {
    "kind": Field(one_of(*SCHOOLING_KINDS)),
    "years": Field(whole(1, MOST_YEARS)),
    "same_major": FLAG,
}
TOP = ("version", "as_of", "goal", "learner", "records", "choices")


def read_case(document: dict[str, Any], law: Law) -> BdesCase | list[Fault]:
    """The case of a parsed document, or all its faults."""
    reader = FaultCollector()
    version = document.get("version")
    if isinstance(version, bool) or version != VERSION:
        reader.fault(None, "version", "version", value=shown(version))
    for name in document:
        if name not in TOP:
            reader.fault(None, str(name), "field.unknown", known=", ".join(TOP))
    as_of = reader.value(None, "", DATE, document, "as_of")
    first = law.parameter("bdes_stage.open_to").versions[0].since
    if as_of is not None and as_of < first.toordinal():
        reader.fault(None, "as_of", "bdes.early", first=first.isoformat(), value=date.fromordinal(as_of))
    goal = reader.table(None, "goal.", GOAL, document["goal"], ("same_field",))
    same_field = reader.texts(None, "goal.", document["goal"], "same_field")
    known = majors(law)
    if goal["major"] is not None and goal["major"] not in known:
        reader.fault(None, "goal.major", "bdes.major", value=shown(goal["major"]), known=", ".join(known))
    learner = reader.object(None, "", document, "learner") or {}
    lists = ("credits", "schooling")
    days = reader.table(None, "learner.", LEARNER, learner, lists)
    credits = _objects(reader, learner, "credits", CREDIT_FIELDS)
    schooling = _objects(reader, learner, "schooling", SCHOOLING_FIELDS)
    sat, certificates, order = _records(reader, document)
    if reader.faults:
        return reader.faults
    return BdesCase(
        as_of,
        known[goal["major"]],
        frozenset(map(name_key, same_field)),
        days["high_school_completed_on"],
        days["bdes_degree_on"],
        tuple(Credits(**one) for one in credits),
        tuple(Schooling(**one) for one in schooling),
        sat,
        certificates,
        order,
    )


def _objects(
    reader: FaultCollector, holder: dict[str, Any], name: str, fields: dict[str, Field]
) -> list[dict[str, Any]]:
    read = []
    for place, given in enumerate(reader.list(None, "learner.", holder, name)):
        path = f"learner.{name}[{place}]"
        if isinstance(given, dict):
            read.append(reader.table(None, path + ".", fields, given, ()))
        else:
            reader.fault(None, path, "type.object", value=shown(given))
    return read


def _records(
    reader: FaultCollector, document: dict[str, Any]
) -> tuple[tuple[Sat, ...], tuple[Certificate, ...], tuple[str, ...]]:
    sat, certificates, order = [], [], []
    for name, source, given in read_name_and_source(reader, document, tuple(RECORDS)):
        order.append(name)
        if not source:
            continue
        read = reader.table(name, "", RECORDS[source], given, ("id", "source"))
        day = next((read[field] for field in DAYS if read.get(field) is not None), 0)
        if source == "certificate":
            certificates.append(Certificate(name, read["name"] or "", day))
        else:
            sat.append(
                Sat(
                    name,
                    read["stage"] or 0,
                    read["subject"] or "",
                    day,
                    read.get("score"),
                    read.get("absence"),
                )
            )
    return tuple(sat), tuple(certificates), tuple(order)
