"""Learners of a batch as case documents: what ``baeum audit`` would be given for the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import types

from baeum_rules.recognition.case import VERSION, Fault
from baeum_rules.recognition.document import TextFault, parse
from baeum_rules.recognition.fields import COMPLETION_FIELDS, RECORD_FIELDS, Problem, read_text
from baeum_rules.recognition.reader import shown

from .arrow import records_of
from .cells import KINDS, PREVIOUS, previous_degrees, written
from .columns import CHOICES

GOAL = ("degree", "route", "major", "conferral", "conferring_university")
DAYS = ("high_school_completed_on", "bdes_degree_on")
NO_CURRICULUM = {"name": "-"}  # in the place of one that is no JSON, so that it is the only fault


class Document(NamedTuple):
    """A case as JSON would give it, and faults of the table that no case has."""

    case: dict[str, Any]
    faults: list[Fault]


def documents(nested: pa.RecordBatch) -> Iterator[Document]:
    """The case of each learner of a batch, in order."""
    start, rows = records_of(nested.column("records"))
    records, learners = _rows(rows), _rows(nested.drop_columns(["records"]))
    for place, learner in enumerate(learners):
        yield _document(learner, records[start[place] : start[place + 1]])


def _rows(table: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows of a table, each with the values that are there."""
    columns = []
    for name, array in zip(table.schema.names, table.columns, strict=True):
        if array.null_count < len(array):
            values = array.cast(pa.int32()) if types.is_date32(array.type) else array
            columns.append((name, [_value(name, value) for value in values.to_pylist()]))
    return [
        {name: values[row] for name, values in columns if values[row] is not None}
        for row in range(table.num_rows)
    ]


def _value(name: str, value: Any) -> Any:
    return previous_degrees(value) if name == PREVIOUS else written(KINDS[name], value)


def _document(learner: dict[str, Any], rows: list[dict[str, Any]]) -> Document:
    faults: list[Fault] = []
    goal = {name: learner[name] for name in GOAL if name in learner}
    if "curriculum" in learner:
        given = parse(learner["curriculum"])
        if isinstance(given, TextFault):
            faults.append(Fault(None, "goal.curriculum", given.code, given.figures))
            given = NO_CURRICULUM
        goal["curriculum"] = given
    choices: dict[str, list[str]] = {"take": [], "leave": []}
    records = []
    for place, row in enumerate(rows):
        records.append(_record(row))
        choice = row.get("choice")
        name = read_text(row.get("id"))
        if isinstance(name, Problem):
            name = f"#{place + 1}"
        elif choice in choices:
            choices[choice].append(name)
        if choice is not None and choice not in choices:
            expected = ", ".join(CHOICES[1:])
            faults.append(Fault(name, "choice", "choice", {"expected": expected, "value": shown(choice)}))
    case = {
        "version": VERSION,
        "goal": goal,
        "learner": {name: learner[name] for name in (*DAYS, PREVIOUS) if name in learner},
        "records": records,
        "choices": choices,
    }
    if "as_of" in learner:
        case["as_of"] = learner["as_of"]
    return Document(case, faults)


def _record(row: dict[str, Any]) -> dict[str, Any]:
    """A record of the case format: the day under the name that its source gives it."""
    known = RECORD_FIELDS.get(row.get("source", ""), {})
    day = next((name for name in COMPLETION_FIELDS if name in known), COMPLETION_FIELDS[0])
    return {
        (day if name == "completed_on" else name): value for name, value in row.items() if name != "choice"
    }
