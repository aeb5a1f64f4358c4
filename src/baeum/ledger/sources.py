"""Kinds of learning that are sources of credit: a line of such a kind is a record of a case."""

from __future__ import annotations

from typing import Any

from baeum.ledger.learning import Learning, LearningFault
from baeum_rules.recognition import read
from baeum_rules.recognition.fields import COMPLETION_FIELDS, RECORD_FIELDS

TITLE_FIELDS = ("subject", "name", "item")  # what the title of a line is called in a record
SOURCES = frozenset(RECORD_FIELDS)
ANY_CASE: dict[str, Any] = {  # a case around one record, to have it checked
    "version": 1,
    "goal": {"degree": "bachelor", "route": "first", "major": "any", "curriculum": {"name": "any"}},
    "learner": {},
    "choices": {},
}


def record_of(learning: Learning, name: str) -> dict[str, Any]:
    """The record of a case, as the calculator would have it typed. The kind is a source of credit."""
    fields = RECORD_FIELDS[learning.kind]
    record: dict[str, Any] = {"id": name, "source": learning.kind}
    own = {
        **dict.fromkeys(TITLE_FIELDS, learning.title),
        **{day: learning.happened_on.isoformat() for day in COMPLETION_FIELDS},
        "institution": learning.where,
        "credits": learning.credits,
    }
    record |= {field: own[field] for field in fields if field in own}
    record |= {field: value for field, value in learning.details.items() if field not in record}
    return record


def faults_of_source(learning: Learning) -> list[LearningFault]:
    """What a source of credit lacks to be counted, as the calculator would say; nothing for other kinds."""
    if learning.kind not in SOURCES:
        return []
    record = record_of(learning, "line")
    record.pop("retake_of", None)  # another line: looked for when the case is made
    found = read({**ANY_CASE, "as_of": learning.happened_on.isoformat(), "records": [record]})
    if not isinstance(found, list):
        return []
    return [
        LearningFault(fault.field, fault.code, {k: v for k, v in fault.figures.items() if k != "value"})
        for fault in found
    ]
