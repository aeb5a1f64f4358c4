"""Learners of far more records than most have: decided by the compiled choice as by the audit of one case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.batch_nation import cases, nested, setup
from tests.batch.expected import answered_as_one_by_one
from tests.batch.flattening import nested as as_columns
from tests.batch.test_answers import answered_as_one_case

from baeum_rules.batch.columns import HANDED
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.kernel.choosing import Chooser
from baeum_rules.batch.kernel.places import MOST_LABELS, MOST_RECORDS, PLACES_OF_KEYS
from baeum_rules.certificates import load_certificates

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


COURSE = {
    "source": "university_course",
    "credits": 1,
    "ended_on": "2012-06-20",
    "institution": "가대학교",
    "school_kind": "university",
    "leaving": "withdrawn",
    "same_program": False,
    "left_on": "2013-02-20",
    "score": 88,
    "class": "general_elective",
}


def of_records(records: list[dict[str, Any]]) -> dict[str, Any]:
    """A first bachelor's degree with these records alone."""
    return {
        "version": 1,
        "as_of": "2026-03-02",
        "learner": {"high_school_completed_on": "2005-02-10"},
        "goal": {
            "degree": "bachelor",
            "route": "first",
            "major": "시험 전공",
            "curriculum": {"name": "시험 전공", "elective": ["전공과목"]},
        },
        "choices": {"take": [], "leave": []},
        "records": records,
    }


def test_a_key_of_every_record_has_a_place_in_the_tables() -> None:
    """A table that were full would be searched for ever."""
    assert PLACES_OF_KEYS > MOST_RECORDS


def test_as_many_chains_as_records_come_to_an_end() -> None:
    """The table of chains once held 256: the 257th was looked for without end."""
    courses = [{**COURSE, "id": f"u{i:03d}", "subject": f"과목 {i}"} for i in range(MOST_RECORDS)]
    courses[1]["retake_of"] = "u000"
    assert answered_as_one_case([of_records(courses)], None).counts.learners == 1


def test_as_many_jobs_as_records_come_to_an_end() -> None:
    """So did the table of the jobs that certificates are of."""
    table = load_certificates()
    found = {}
    for name in table.names():
        met = table.resolve(name)
        if met.entry is not None and not met.excluded:
            found.setdefault(met.entry.job_key or met.entry.name, name)
    records = [
        {"id": f"c{i:03d}", "source": "certificate", "name": name, "acquired_on": "2020-06-20"}
        for i, name in enumerate(list(found.values())[:MOST_RECORDS])
    ]
    assert len(records) > 256
    assert answered_as_one_case([of_records(records)], None).counts.learners == 1


def test_more_than_can_be_linked_are_handed_over_though_most_are_refused() -> None:
    """Chains are found among all records of a learner: beyond the table of marks memory was written over."""
    courses = [{**COURSE, "id": f"u{i:07d}", "subject": "과목", "score": 10} for i in range(MOST_LABELS + 1)]
    courses[0]["score"] = courses[1]["score"] = 88
    courses[1]["retake_of"] = "u0000000"
    encoder = Encoder(load_certificates())
    decided = Chooser()(*encoder.encode(as_columns([of_records(courses)]))[:4])
    assert decided.state[0] == HANDED
