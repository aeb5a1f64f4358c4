"""Columns say of each record what the audit of one case reads in it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.batch.flattening import nested
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.columns import BASES, CHOICES, LEAVINGS, ROLES, SCHOOL_KINDS, SOURCES
from baeum_rules.batch.encoding import Encoded, Encoder
from baeum_rules.batch.filling import two_thousandths
from baeum_rules.certificates import load_certificates
from baeum_rules.curricula import DEGREES
from baeum_rules.recognition import read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import CLASS_BITS, CurriculumKeys
from baeum_rules.recognition.eligibility import LETTER_RANK
from baeum_rules.recognition.fields import ROUTES, read_share
from baeum_rules.recognition.names import same_text

TABLE = load_certificates()


def some_cases() -> list[dict[str, Any]]:
    found = [tiny_case(random.Random(seed)) for seed in range(400)]
    return found + [large_case(random.Random(seed), "ordinary") for seed in range(10)]


@pytest.fixture(scope="module")
def encoded() -> tuple[list[Case], Encoded]:
    """Cases as read, and their columns from the last of several batches of one encoder."""
    documents = some_cases()
    cases = [read(json.dumps(document, ensure_ascii=False)) for document in documents]
    assert all(isinstance(case, Case) for case in cases)
    encoder = Encoder(TABLE, reuse=True)
    encoder.encode(nested(documents[::-1]))
    found = encoder.encode(nested(documents))
    assert not found.bad.any()
    return cases, found  # type: ignore[return-value]


def places(cases: list[Case], encoded: Encoded) -> Iterator[tuple[int, Case, int, Any]]:
    start = encoded.records.start
    for learner, case in enumerate(cases):
        assert start[learner + 1] - start[learner] == len(case.records)
        for row, record in enumerate(case.records, start[learner]):
            yield learner, case, row, record


def test_learners_are_those_of_the_cases(encoded: tuple[list[Case], Encoded]) -> None:
    cases, found = encoded
    for place, case in enumerate(cases):
        at = {name: int(column[place]) for name, column in found.learners._asdict().items()}
        goal = case.goal
        assert at["as_of"] == case.as_of
        assert (DEGREES[at["degree"]], ROUTES[at["route"]]) == (goal.degree, goal.route)
        assert at["conferral"] == (int(goal.conferral.replace("-", "")) if goal.conferral else 0)
        assert at["high_school"] == (case.high_school_completed_on or 0)
        assert at["bdes_degree"] == (-1 if case.bdes_degree_on is None else case.bdes_degree_on)
        opening = [d for d in case.previous_degrees if goal.degree != "bachelor" or d.degree == "bachelor"]
        assert at["latest_degree"] == max((d.conferred_on for d in opening), default=-1)
        assert at["same_major"] == any(same_text(d.major) == same_text(goal.major) for d in opening)
        assert (at["university"] == -1) == (goal.conferring_university is None)


def test_numbers_and_words_are_those_of_the_records(encoded: tuple[list[Case], Encoded]) -> None:
    cases, found = encoded
    words = {"school_kind": SCHOOL_KINDS, "leaving": LEAVINGS, "basis": BASES, "role": ROLES}
    numbers = ("score", "attendance", "absence", "left_on", "semester_standard", "months")
    flags = {"listed": "trainee_listed", **{n: n for n in ("remote_institution", "only_part_timers")}}
    flags |= {name: name for name in ("same_program", "same_major")}
    for _, case, row, record in places(cases, found):
        at = {name: int(column[row]) for name, column in found.records._asdict().items() if name != "start"}
        f = record.fields
        assert SOURCES[at["source"]] == record.source and at["completed_on"] == record.completed_on
        for name in numbers:
            assert at[name] == (-1 if f.get(name) is None else f[name]), name
        for name in ("credits", "remote_share", "stage"):
            assert at[name] == (f.get(name) or 0), name
        for name, known in words.items():
            assert at[name] == (known.index(f[name]) if f.get(name) else -1), name
        for name, column in flags.items():
            assert at[column] == bool(f.get(name)), name
        assert at["letter"] == (LETTER_RANK[f["letter"]] if f.get("letter") else -1)
        assert at["given"] == CLASS_BITS.get(f.get("class"), 0)
        assert at["committee"] == CLASS_BITS.get(f.get("committee_class"), 0)
        assert at["national"] == (f.get("level") == "national")
        choice = "take" if record.id in case.take else "leave" if record.id in case.leave else ""
        assert CHOICES[at["choice"]] == choice


def test_what_the_curriculum_says_of_a_record(encoded: tuple[list[Case], Encoded]) -> None:
    cases, found = encoded
    known = [CurriculumKeys(case.goal.curriculum) for case in cases]
    r, linked_somewhere, several = found.records, 0, 0
    for learner, _, row, record in places(cases, found):
        keys, f = known[learner], record.fields
        if "subject" in f:
            key = keys.keys.of(f["subject"])
            required = {name: place for place, name in enumerate(keys.required)}
            assert (r.listed[row], r.compatible[row]) == (keys.class_of(key), keys.is_compatible(key))
            assert r.required[row] == required.get(key, -1)
            groups = [number for number, group in enumerate(keys.substitutes) if key in group]
            assert r.substitutes[row] == (-1 if not groups else groups[0] if len(groups) == 1 else -2)
            several += len(groups)
        else:
            assert r.key[row] == -1 and r.listed[row] == 0
        if record.source == "certificate":
            meaning = TABLE.resolve(f["name"])
            name = meaning.entry.name if meaning.entry else f["name"]
            assert r.linked[row] == keys.is_linked(name, TABLE)
            assert r.excluded[row] == (meaning.excluded is not None)
            linked_somewhere += int(r.linked[row])
            assert (r.certificate[row] < 0) == (meaning.entry is None)
            if meaning.entry:
                entry = {name: c[r.certificate[row]] for name, c in found.certificates._asdict().items()}
                assert entry["credits"] == meaning.entry.credits
                assert entry["credits_before"] == meaning.entry.credits_before
                until = meaning.entry.valid_until
                assert entry["valid_until"] == (until.toordinal() if until else -1)
        else:
            assert (r.certificate[row], r.linked[row], r.excluded[row]) == (-1, 0, 0)
    assert linked_somewhere and several  # the cases hold both


def test_a_subject_in_several_groups_of_substitutes() -> None:
    case = tiny_case(random.Random(1)) | {"choices": {}}
    names = ("자료구조", "운영체제", "회계 입문", "국어학개론")
    groups = [["운영체제", "회계입문"], ["회계 입문", "컴퓨터구조"]]
    case["goal"]["curriculum"] = {"name": "x", "required": list(names), "substitutes": groups}
    record = {"source": "bdes_exam", "stage": 1, "passed_on": "2024-06-20"}
    case["records"] = [record | {"id": f"r{i}", "subject": name} for i, name in enumerate(names)]
    found = Encoder(TABLE).encode(nested([case]))
    assert not found.bad.any() and list(found.records.substitutes) == [-1, 0, -2, -1]


def test_codes_are_equal_where_texts_are(encoded: tuple[list[Case], Encoded]) -> None:
    cases, found = encoded
    known = [CurriculumKeys(case.goal.curriculum) for case in cases]
    seen: dict[tuple[str, Any], int] = {}
    for learner, case, row, record in places(cases, found):
        f = record.fields
        texts = {"institution": f.get("institution"), "item": f.get("item")}
        for name, text in texts.items():
            code = int(getattr(found.records, name)[row])
            assert (code == -1) == (text is None)
            if text is not None:
                assert seen.setdefault((name, same_text(text)), code) == code
        if "subject" in f:
            code = int(found.records.key[row])
            assert seen.setdefault(("key", known[learner].keys.of(f["subject"])), code) == code
        university = case.goal.conferring_university
        if university and f.get("institution"):
            same = same_text(university) == same_text(f["institution"])
            assert same == (found.learners.university[learner] == found.records.institution[row])
    for name in ("institution", "item", "key"):
        codes = [code for (kind, _), code in seen.items() if kind == name]
        assert len(codes) == len(set(codes)) > 1


def test_jobs_and_needs(encoded: tuple[list[Case], Encoded]) -> None:
    cases, found = encoded
    jobs: dict[Any, int] = {}
    for _, _, row, record in places(cases, found):
        entry = TABLE.resolve(record.fields["name"]).entry if record.source == "certificate" else None
        if entry:
            job = int(found.certificates.job[found.records.certificate[row]])
            assert jobs.setdefault(entry.job_key or entry.name, job) == job
    assert len(set(jobs.values())) == len(jobs) > 3
    for place, case in enumerate(cases):
        needs = {
            name: int(c[found.learners.curriculum[place]]) for name, c in found.curricula._asdict().items()
        }
        given, count = case.goal.curriculum, len(CurriculumKeys(case.goal.curriculum).required)
        assert needs["required_credits"] == (-1 if given.required_credits is None else given.required_credits)
        assert needs["subject_count"] == count
        assert needs["subjects"] == (count if given.core_count is None else min(count, given.core_count))


def test_ids_are_ranked_and_retakes_found(encoded: tuple[list[Case], Encoded]) -> None:
    cases, found = encoded
    retakes = 0
    for place, case in enumerate(cases):
        first = found.records.start[place]
        names = [record.id for record in case.records]
        ranks = found.records.rank[first : first + len(names)]
        assert [names[i] for i in np.argsort(ranks)] == sorted(names)
        for row, record in enumerate(case.records, first):
            earlier = record.fields.get("retake_of")
            assert found.records.retake_of[row] == (-1 if earlier is None else names.index(earlier))
            retakes += earlier is not None
    assert retakes > 20


def test_ids_of_every_kind_are_ranked_by_code_points() -> None:
    rng = random.Random(7)
    record = {"source": "certificate", "name": "정보처리기사", "acquired_on": "2024-01-02"}
    letters = ("a", "b", "0", "한", "글", "𐐷", "é", "-")
    cases = []
    for size in (1, 2, 40, 127, 128, 129, 500):
        shared = rng.choice(("", "2024-0000-", "기록"))
        names = {shared + "".join(rng.choices(letters, k=rng.randint(1, 14))) for _ in range(size)}
        case = tiny_case(rng)
        case |= {"records": [record | {"id": name} for name in rng.sample(sorted(names), len(names))]}
        cases.append(case | {"choices": {}})
    found = Encoder(TABLE).encode(nested(cases))
    assert not found.bad.any()
    for place, case in enumerate(cases):
        first, end = found.records.start[place : place + 2]
        names = [line["id"] for line in case["records"]]
        assert [sorted(names)[rank] for rank in found.records.rank[first:end]] == names


def test_shares_are_read_as_the_number_written() -> None:
    rng = random.Random(3)
    values = [0.0, -0.0, 100.0, 59.9995, 59.99949999999999, 5e-324, 0.0005, 0.00049999, 99.99999999999999]
    values += [thousandths / 1000 for thousandths in range(0, 100_001, 7)]
    values += [rng.uniform(0, 100) for _ in range(20_000)]
    values += [round(rng.uniform(0, 100), digits) for digits in range(1, 8) for _ in range(2_000)]
    around = [np.nextafter(v, d) for v in values[:4000] for d in (0.0, 101.0)]
    values += [float(v) for v in around if 0 <= v <= 100]
    assert len(values) > 50_000
    assert [two_thousandths(value) for value in values] == [read_share(value) for value in values]


@pytest.mark.parametrize(
    "kind",
    [pa.int8(), pa.uint8(), pa.int64(), pa.decimal128(9, 4), pa.decimal128(5, 2), pa.decimal256(40, 5)],
)
def test_shares_of_other_types_are_exact(kind: pa.DataType) -> None:
    values: list[Any] = [60, 0, 100, 59]
    if pa.types.is_decimal(kind):
        digits = min(kind.scale, 4)
        values += [Decimal("59.9999").quantize(Decimal(10) ** -digits), Decimal("79.5")]
    record = {"id": "", "source": "accredited_course", "institution": "가원", "subject": "자료구조"}
    record |= {"credits": 3, "attendance": 90, "ended_on": "2024-06-20"}
    case = tiny_case(random.Random(1)) | {"choices": {}}
    case["records"] = [record | {"id": f"r{i}", "score": 1} for i in range(len(values))]
    batch = nested([case])
    lists = batch.column("records")
    rows = lists.values
    columns = [rows.field(i) for i in range(rows.type.num_fields)]
    names = [rows.type.field(i).name for i in range(rows.type.num_fields)]
    columns[names.index("score")] = pa.array(values, kind)
    changed = pa.ListArray.from_arrays(lists.offsets, pa.StructArray.from_arrays(columns, names))
    batch = pa.RecordBatch.from_arrays([*batch.columns[:-1], changed], batch.schema.names)
    found = Encoder(TABLE).encode(batch)
    assert not found.bad.any()
    assert list(found.records.score) == [read_share(value) for value in values]
