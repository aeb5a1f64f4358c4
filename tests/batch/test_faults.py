"""Learners with faults are found by their columns, and their faults are those of the audit of one case."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from tests.batch.flattening import loose, nested

from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.finding_faults import find_faults
from baeum_rules.batch.schema import LEARNERS, NESTED, PREVIOUS_DEGREE, RECORD
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law
from baeum_rules.recognition import read
from baeum_rules.recognition.answer import errors_of
from baeum_rules.recognition.fields import RECORD_FIELDS
from baeum_rules.recognition.thresholds import thresholds_of

Row = dict[str, Any]
DAY = date(2024, 6, 20)
GOOD: dict[str, Row] = {
    "accredited_course": {"institution": "가원", "subject": "자료구조", "credits": 3, "score": 80.0}
    | {"attendance": 90.0},
    "university_course": {"institution": "가대학교", "school_kind": "university", "leaving": "withdrawn"}
    | {"left_on": DAY, "subject": "자료구조", "credits": 3, "score": 80.0, "class": "major_required"}
    | {"same_program": True},
    "part_time_course": {"institution": "가대학교", "basis": "higher_education_act", "subject": "운영체제"}
    | {"credits": 3, "letter": "B+", "class": "major_required", "same_program": False},
    "certificate": {"name": "정보처리기사"},
    "bdes_exam": {"stage": 1, "subject": "국어"},
    "bdes_exemption_course": {
        "stage": 2,
        "institution": "가원",
        "subject": "국사",
        "score": 70.0,
        "absence": 1.0,
    },
    "heritage": {"item": "농악", "role": "holder", "level": "national", "same_major": True},
}
LEARNER: Row = {"as_of": DAY, "degree": "bachelor", "route": "first", "major": "computer-science"}
COMPLETED = {"certificate": "acquired_on", "bdes_exam": "passed_on", "heritage": "selected_on"}
TEXTS = (
    None,
    "",
    " ",
    "나" * 500,
    "나" * 501,
    "a\x01b",
    "\u1100\u1161",
    " 가원 ",
    "F",
    "major_required",
    "F ",
)
WORDS = (
    "university",
    "graduated",
    "enrolled",
    "lifelong_education_act",
    "trainee",
    "provincial",
    "r1",
    "r2",
    "x",
)
WHOLE = (None, -1, 0, 1, 2, 4, 5, 1000, 1001, 1200, 1201, 2**31 - 1, -(2**31))
SHARES = (None, -0.0, -0.001, 0.0, 100.0, 100.00000000000001, float("nan"), float("inf"), 59.9995)
DAYS = (None, date.min, date.max, DAY)
FLAGS = (None, True, False)
KINDS = {pa.string(): (*TEXTS, *WORDS), pa.int32(): WHOLE, pa.float64(): SHARES, pa.date32(): DAYS}
KINDS |= {pa.bool_(): FLAGS}
JSON = (
    "null",
    "{}",
    "[]",
    "{",
    "",
    '{"name": "x"}',
    '{"name": "x", "core_count": 3}',
    '{"name": "x", "y": 1}',
)


def record(source: str, name: str = "r1") -> Row:
    return {"id": name, "source": source, "completed_on": DAY} | GOOD[source]


def document(row: Row) -> Row:
    """The case of a row: the test's own way to it."""
    records, choices = [], {"take": [], "leave": []}
    for given in row["records"]:
        there = {key: plain(value) for key, value in given.items() if value is not None}
        choice = there.pop("choice", None)
        if choice:
            choices[choice].append(there["id"])
        if "completed_on" in there:
            known = COMPLETED.get(there.get("source", ""), "ended_on")
            there[known] = there.pop("completed_on")
        records.append(there)
    learner = {key: plain(row.get(key)) for key in ("high_school_completed_on", "bdes_degree_on")}
    if row.get("previous_degrees") is not None:
        learner["previous_degrees"] = [
            {key: plain(value) for key, value in degree.items() if value is not None}
            for degree in row["previous_degrees"]
        ]
    goal = {key: row.get(key) for key in ("conferral", "conferring_university")}
    goal |= {key: row[key] for key in ("degree", "route", "major") if row[key] is not None}
    case = {"version": 1, "goal": goal, "learner": learner, "records": records, "choices": choices}
    return case | ({"as_of": plain(row["as_of"])} if row["as_of"] is not None else {})


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def mutated() -> Iterator[Row]:
    """Rows of one or two records with one value changed, in every column, of every source."""
    for source in RECORD_FIELDS:
        for field in RECORD:
            for value in ("take", "leave", None) if field.name == "choice" else KINDS[field.type]:
                yield LEARNER | {
                    "records": [record(source) | {field.name: value}, record("certificate", "r2")]
                }
    for field in LEARNERS:
        if field.name in ("learner", "curriculum", "previous_degrees", "region", "birth_year"):
            continue
        more = ("2026-02", "2026-03", "0000-02", "computer-science ", "second", "associate_3y")
        for value in (*KINDS[field.type], *(more if field.type == pa.string() else ())):
            yield LEARNER | {"records": [record("certificate")], field.name: value}
    degree = {"degree": "bachelor", "major": "경영학", "conferred_on": DAY}
    for name in degree:
        for value in KINDS[PREVIOUS_DEGREE.field(name).type]:
            yield LEARNER | {"records": [], "previous_degrees": [degree, degree | {name: value}]}


def pairs() -> Iterator[Row]:
    """Several records of one learner: equal ids, retakes of this and that."""
    school, other = record("university_course"), record("university_course") | {"institution": "나대학교"}
    for first in (school, other, record("accredited_course"), record("heritage")):
        for named in ("r1", "r2", "r3", " r1", "", None, "\u1100\u1161"):
            yield LEARNER | {"records": [first, school | {"id": "r2", "retake_of": named}]}
    for one, two in (
        ("r1", "r1"),
        (" r1", "r1"),
        ("가", "\u1100\u1161"),
        ("r1", None),
        (None, None),
        ("#2", None),
    ):
        rows = [record("certificate") | {"id": one}, record("bdes_exam") | {"id": two}]
        yield LEARNER | {"records": rows}
        if one and two:
            yield LEARNER | {"records": [rows[0] | {"choice": "take"}, rows[1] | {"choice": "leave"}]}
    rng = random.Random(1)
    for size in (10, 30, 60, 130, 200) * 8:
        names = [f"r{rng.randint(0, size * 10)}" for _ in range(size)]
        yield LEARNER | {"records": [record("certificate", name) for name in names]}
    together = {"leaving": ("enrolled",), "basis": ("lifelong_education_act",), "only_part_timers": (True,)}
    for source in ("university_course", "part_time_course"):
        for name, (value,) in together.items():
            if name in RECORD_FIELDS[source]:
                for more in ({}, {"left_on": None}, {"attendance": 90.0}, {"semester_standard": 12}):
                    yield LEARNER | {"records": [record(source) | {name: value} | more]}
    yield LEARNER | {"records": [record("heritage") | {"role": "trainee", "months": 12}]}


def batch_of(rows: list[Row], schema: pa.Schema = NESTED) -> pa.RecordBatch:
    named = [row | {"learner": f"L{place}"} for place, row in enumerate(rows)]
    return pa.RecordBatch.from_pylist(named, schema=loose(schema))


def compare(rows: list[Row], batch: pa.RecordBatch) -> int:
    """Faults of a batch against those of each case; how many learners have some."""
    found = Encoder(load_certificates()).encode(batch)
    errors: dict[str, list[Row]] = {}
    for error in find_faults(batch, found.bad, load_law()):
        told = {name: getattr(error, name) for name in ("record", "field", "code", "ko", "en")}
        errors.setdefault(error.learner, []).append(told)
    for place, row in enumerate(rows):
        case = read(document(row))
        wanted = errors_of(case, thresholds_of())["errors"] if isinstance(case, list) else []
        assert errors.get(f"L{place}", []) == wanted, row
    return len(errors)


def test_every_fault_is_found_and_told_as_for_one_case() -> None:
    rows = [*mutated(), *pairs()]
    bad = compare(rows, batch_of(rows))
    assert 1000 < bad < len(rows) - 300


def test_faults_say_their_rows() -> None:
    good, twice = record("certificate"), record("bdes_exam") | {"stage": 9}
    rows = [LEARNER | {"records": [good]}, LEARNER | {"records": [good | {"id": "a"}, twice]}]
    rows.append(LEARNER | {"degree": "doctor", "records": [good]})
    batch = batch_of(rows)
    found = Encoder(load_certificates()).encode(batch)
    told = [(e.learner, e.record, e.field, e.row) for e in find_faults(batch, found.bad, load_law())]
    assert told == [("L1", "r1", "stage", 2), ("L2", None, "goal.degree", 2)]


@pytest.mark.parametrize("text", JSON)
def test_a_curriculum_that_is_no_good(text: str) -> None:
    batch = batch_of([LEARNER | {"records": [], "curriculum": text}])
    found = Encoder(load_certificates()).encode(batch)
    faults = list(find_faults(batch, found.bad, load_law()))
    assert bool(faults) == (text not in ("null", '{"name": "x"}'))
    assert all(fault.field.startswith("goal.curriculum") for fault in faults)


def test_a_choice_is_take_or_leave() -> None:
    batch = batch_of([LEARNER | {"records": [record("certificate") | {"choice": "tkae"}]}])
    found = Encoder(load_certificates()).encode(batch)
    (fault,) = find_faults(batch, found.bad, load_law())
    assert (fault.record, fault.field, fault.code) == ("r1", "choice", "choice")
    assert "take, leave" in fault.ko and "tkae" in fault.en


@pytest.mark.parametrize("days", [2**31 - 1, -(2**31), 2932897, -719163])
def test_days_that_no_calendar_has(days: int) -> None:
    batch = nested([])
    batch = batch_of([LEARNER | {"records": []}])
    place = batch.schema.get_field_index("as_of")
    batch = batch.set_column(place, "as_of", pa.array([days], pa.int32()).view(pa.date32()))
    found = Encoder(load_certificates()).encode(batch)
    (fault,) = find_faults(batch, found.bad, load_law())
    assert (fault.field, fault.code) == ("as_of", "date.format")


def test_texts_of_csv_are_read_as_what_they_say() -> None:
    """In a CSV file all is text: numbers, days and flags are read from it, and the rest is a fault."""
    cells = {
        "credits": ("3", " 3", "3.0", "x", "1001", "-1"),
        "score": ("80", "79.9", "1e1", "x", "101", "nan"),
    }
    cells |= {"completed_on": ("2024-06-20", "2024-6-20", "2024-02-30", "x"), "same_program": ("true", "x")}
    values: dict[str, Any] = {"3": 3, " 3": 3, "1001": 1001, "-1": -1, "80": 80, "79.9": 79.9, "1e1": 10.0}
    values |= {"101": 101, "true": True}
    rows, texts = [], []
    for name, given in cells.items():
        for text in given:
            base = record("university_course")
            rows.append(LEARNER | {"records": [base | {name: values.get(text, text)}]})
            written = {
                key: str(plain(value)).lower() if value is True else str(plain(value))
                for key, value in base.items()
            }
            texts.append(LEARNER | {"as_of": DAY.isoformat(), "records": [written | {name: text}]})
    fields = [pa.field(f.name, pa.string()) for f in RECORD]
    learner = [pa.field(f.name, f.type if pa.types.is_nested(f.type) else pa.string()) for f in LEARNERS]
    schema = pa.schema([*learner, pa.field("records", pa.list_(pa.struct(fields)))])
    assert compare(rows, batch_of(texts, schema)) == 11
