"""Cases as tables and back are the same cases; what the tables cannot hold is told as the audit tells it."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from tests.batch.flattening import nested
from tests.oracle.cases import tiny_case

from baeum_rules.batch.documents import documents
from baeum_rules.batch.flattening import flatten
from baeum_rules.batch.schema import LEARNERS, RECORDS
from baeum_rules.recognition import audit

CASES = [json.loads(json.dumps(tiny_case(random.Random(seed)))) for seed in range(120)]


def test_the_tables_are_those_of_the_cases() -> None:
    flat = flatten((f"L{place}", case, {}) for place, case in enumerate(CASES))
    assert flat.misfits == [] and flat.learners.num_rows == len(CASES)
    assert flat.learners.schema == LEARNERS and flat.named_records().schema.names == RECORDS.names
    found, expected = ([one.case for one in documents(table)] for table in (flat.nested(), nested(CASES)))
    for case in expected:
        case["learner"].setdefault("previous_degrees", [])
    assert found == expected
    names = [f"L{place}" for place, case in enumerate(CASES) for _ in case["records"]]
    assert flat.named_records().column("learner").to_pylist() == names


def _changed(**values: Any) -> dict[str, Any]:
    """A case whose first record has other values."""
    case = json.loads(json.dumps(next(case for case in CASES if case["records"])))
    case["records"][0] |= values
    return case


@pytest.mark.parametrize(
    "values",
    [
        {"credits": 3.0},
        {"credits": 2**40},
        {"credits": True},
        {"note": "x"},
        {"source": None},
        {"id": 7},
        {"institution": "\ud800"},
        {"institution": "x" * 501},
        {"score": "88"},
        {"score": 10**400},
        {"same_major": "yes"},
    ],
    ids=str,
)
def test_a_case_that_does_not_fit_is_left_out_with_its_faults(values: dict[str, Any]) -> None:
    case = _changed(**values)
    flat = flatten([("one", CASES[0], {}), ("odd", case, {}), ("two", CASES[1], {"birth_year": 1969})])
    faults = audit(case)["errors"]
    assert faults and [one._asdict() for one in flat.misfits] == [
        {"learner": "odd", **{name: fault[name] for name in ("record", "field", "code", "ko", "en")}}
        for fault in faults
    ]
    assert flat.learners.column("learner").to_pylist() == ["one", "two"]
    assert flat.learners.column("birth_year").to_pylist() == [None, 1969]


@pytest.mark.parametrize(("part", "field"), [("goal", "minor"), ("learner", "age")])
def test_a_field_without_a_column_does_not_fit_either(part: str, field: str) -> None:
    case = _changed()
    case[part][field] = "x"
    flat = flatten([("odd", case, {})])
    assert [one.code for one in flat.misfits] == ["field.unknown"] and flat.learners.num_rows == 0
