"""Rows of synthetic tables as case documents, one a learner: what `baeum audit` reads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

COMPLETED = {"certificate": "acquired_on", "bdes_exam": "passed_on", "heritage": "selected_on"}
GOAL = ("degree", "route", "major", "conferral", "conferring_university")


def documents(learners: pa.Table, records: pa.Table) -> Iterator[dict[str, Any]]:
    """The case document of every learner, in the order of the table."""
    own: dict[str, list[dict[str, Any]]] = defaultdict(list)
    choices: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"take": [], "leave": []})
    for row in records.to_pylist():
        learner, choice, day = row.pop("learner"), row.pop("choice"), row.pop("completed_on")
        if choice:
            choices[learner][choice].append(row["id"])
        record = {name: _plain(value) for name, value in row.items() if value is not None}
        own[learner].append(record | {COMPLETED.get(row["source"], "ended_on"): _plain(day)})
    for row in learners.to_pylist():
        curriculum = json.loads(row["curriculum"]) if row["curriculum"] else None
        degrees = [{k: _plain(v) for k, v in held.items()} for held in row["previous_degrees"] or []]
        yield {
            "version": 1,
            "as_of": _plain(row["as_of"]),
            "goal": {name: row[name] for name in GOAL} | {"curriculum": curriculum},
            "learner": {
                "high_school_completed_on": _plain(row["high_school_completed_on"]),
                "bdes_degree_on": _plain(row["bdes_degree_on"]),
                "previous_degrees": degrees,
            },
            "records": own[row["learner"]],
            "choices": choices[row["learner"]],
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def is_contested(answer: dict[str, Any]) -> bool:
    """Whether something eligible was left out or cut."""
    return any(record["verdict"] in ("not_chosen", "reduced") for record in answer["records"])
