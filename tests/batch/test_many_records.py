"""Learners of far more records than most have: decided by the compiled choice as by the audit of one case."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from benchmarks.batch_nation import cases, nested, setup
from tests.batch.expected import answered_as_one_by_one
from tests.batch.test_answers import answered_as_one_case

from baeum_rules.batch.kernel.places import MOST_RECORDS

MANY = 180  # the tables once held 160


def of_many_records(count: int) -> pa.RecordBatch:
    """Contested learners with many records, the first of a seed."""
    drawn = next(nested(10_000, setup(1.0, records=60)))
    sizes = np.diff(drawn.column("records").offsets.to_numpy())
    return drawn.take(pa.array(np.flatnonzero(sizes >= MANY)[:count]))


def test_they_are_decided_as_one_by_one() -> None:
    answered = answered_as_one_by_one(of_many_records(12))
    assert answered.counts.handed == 0 and answered.counts.contested == 12


def test_more_than_there_is_room_for_are_handed_over() -> None:
    one, other = cases(of_many_records(2))
    for record in other["records"]:
        names = {name: f"other-{record[name]}" for name in ("id", "retake_of") if name in record}
        one["records"].append(record | names)
    assert len(one["records"]) > MOST_RECORDS
    answered = answered_as_one_case([one], None)
    assert answered.counts.handed == 1
    (row,) = answered.answers.to_pylist()
    assert sum(record["verdict"] != "refused" for record in row["records"]) > MOST_RECORDS
