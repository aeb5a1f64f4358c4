"""Cases as the tables of a batch: the test's own way, beside the one that reads them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pyarrow as pa

from baeum_rules.batch.schema import LEARNERS, NESTED, RECORDS
from baeum_rules.recognition.fields import COMPLETION_FIELDS

Case = dict[str, Any]


def learner_row(case: Case, name: str) -> dict[str, Any]:
    """The row of a case in the table of learners."""
    goal, learner = case["goal"], case["learner"]
    row = {"learner": name, "as_of": day(case["as_of"])}
    row |= {key: value for key, value in goal.items() if key != "curriculum"}
    if goal.get("curriculum") is not None:
        row["curriculum"] = json.dumps(goal["curriculum"], ensure_ascii=False)
    row |= {key: day(learner.get(key)) for key in ("high_school_completed_on", "bdes_degree_on")}
    if learner.get("previous_degrees"):
        row["previous_degrees"] = [
            degree | {"conferred_on": day(degree["conferred_on"])} for degree in learner["previous_degrees"]
        ]
    return row


def record_rows(case: Case) -> list[dict[str, Any]]:
    """The rows of a case in the table of records, without the learner."""
    choices = case.get("choices", {})
    rows = []
    for record in case["records"]:
        row = {("completed_on" if key in COMPLETION_FIELDS else key): value for key, value in record.items()}
        row |= {key: day(row[key]) for key in ("completed_on", "left_on") if key in row}
        for choice in ("take", "leave"):
            if record["id"] in choices.get(choice, ()):
                row["choice"] = choice
        rows.append(row)
    return rows


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def nested(cases: list[Case], names: list[str] | None = None) -> pa.RecordBatch:
    """Cases in the nested form."""
    names = names or [f"L{place}" for place in range(len(cases))]
    rows = [
        learner_row(case, name) | {"records": record_rows(case)}
        for case, name in zip(cases, names, strict=True)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=loose(NESTED))


def tables(cases: list[Case], names: list[str] | None = None) -> tuple[pa.Table, pa.Table]:
    """Cases as the two tables."""
    names = names or [f"L{place}" for place in range(len(cases))]
    learners = [learner_row(case, name) for case, name in zip(cases, names, strict=True)]
    records = [
        {"learner": name} | row for case, name in zip(cases, names, strict=True) for row in record_rows(case)
    ]
    return (
        pa.Table.from_pylist(learners, schema=loose(LEARNERS)),
        pa.Table.from_pylist(records, schema=loose(RECORDS)),
    )


def loose(schema: pa.Schema) -> pa.Schema:
    """The schema with every column nullable, so that a test can leave out what must be there."""
    return pa.schema([field.with_nullable(True) for field in schema])
