"""A batch is encoded alike whatever form its columns have: plain, in dictionaries, a part of another."""

from __future__ import annotations

import gc
import random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import types
from tests.batch.flattening import nested
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.arrow import nested_of, records_of
from baeum_rules.batch.encoding import Encoded, Encoder
from baeum_rules.batch.room import Shelf
from baeum_rules.certificates import load_certificates
from baeum_rules.recognition import read


def some_cases() -> list[dict[str, Any]]:
    """Cases, some with mistakes of every kind in one field or another."""
    cases = [tiny_case(random.Random(seed)) for seed in range(150)]
    cases += [large_case(random.Random(seed), "ordinary") for seed in range(30)]
    draws = random.Random(1)
    for case in cases[::3]:
        if not case["records"]:
            continue
        record, other = draws.choice(case["records"]), draws.choice(case["records"])
        name = draws.choice(list(record))
        record[name] = draws.choice([other.get(name), None, record[name]])
        if draws.random() < 0.3:
            record["retake_of"] = other["id"]
        if draws.random() < 0.2:
            record["id"] = other["id"]
        if draws.random() < 0.2:
            record["credits"] = 5000
    return cases


def in_dictionaries(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same with every text of the records in a dictionary."""
    start, rows = records_of(batch.column("records"))
    columns = [c.dictionary_encode() if types.is_string(c.type) else c for c in rows.columns]
    rows = pa.RecordBatch.from_arrays(columns, rows.schema.names)
    return nested_of(batch.drop_columns(["records"]), start, rows)


def encoded(batch: pa.RecordBatch) -> Encoded:
    return Encoder(load_certificates()).encode(batch)


CODES = ("institution", "key", "item", "certificate", "university", "curriculum")


def in_order(name: str, values: Any) -> list[int]:
    """The values; codes, which are counted as texts are met, by where each stood first."""
    if name not in CODES:
        return list(values.tolist())
    met: dict[int, int] = {-1: -1}
    return [met.setdefault(value, len(met)) for value in values.tolist()]


def same(one: Encoded, other: Encoded) -> None:
    """Equal columns of the learners without faults, and the same ones with."""
    assert np.array_equal(one.bad, other.bad)
    rows = np.repeat(one.bad == 0, np.diff(one.records.start))
    for name in one.records._fields[1:]:
        a, b = (in_order(name, getattr(found.records, name)[rows]) for found in (one, other))
        assert a == b, name
    for name in one.learners._fields:
        a, b = (in_order(name, getattr(found.learners, name)[one.bad == 0]) for found in (one, other))
        assert a == b, name
    assert one.ids.cast(pa.string()).filter(pa.array(rows)) == other.ids.cast(pa.string()).filter(
        pa.array(rows)
    )


def test_texts_in_dictionaries() -> None:
    batch = nested(some_cases())
    plain, coded = encoded(batch), encoded(in_dictionaries(batch))
    assert 10 < plain.bad.sum() < len(plain.bad) / 2
    assert (plain.records.retake_of >= 0).any()
    same(plain, coded)


@pytest.mark.parametrize("first", [1, 2, 3, 5, 7, 8, 11])
def test_a_part_of_a_batch(first: int) -> None:
    batch = in_dictionaries(nested(some_cases()))
    part = batch.slice(first, 120)
    alone = pa.RecordBatch.from_pylist(part.to_pylist(), schema=part.schema)
    same(encoded(part), encoded(alone))


def test_one_learner_after_the_other_in_dictionaries() -> None:
    """So that no mistake of one hides from the ids of another."""
    table, bad = load_certificates(), 0
    for case in some_cases():
        batch = nested([case] * 3)  # a dictionary of ids is looked at where each stands often
        one, other = (Encoder(table).encode(form) for form in (batch, in_dictionaries(batch)))
        same(one, other)
        bad += int(one.bad[0])
    assert bad > 10


def retake(institutions: tuple[str, str], sources: tuple[str, str]) -> dict[str, Any]:
    """A case whose second record is a retake of the first."""
    case = tiny_case(random.Random(1)) | {"choices": {}}
    common = {"subject": "심리학개론", "credits": 3, "ended_on": "2020-06-20"}
    kinds: dict[str, dict[str, Any]] = {
        "university_course": {
            "school_kind": "university",
            "leaving": "withdrawn",
            "left_on": "2021-02-01",
            "class": "major_required",
            "same_program": True,
            "score": 80,
        },
        "accredited_course": {"score": 80, "attendance": 90},
    }
    records = [
        {"id": f"r{place}", "source": kind, "institution": institution} | common | kinds[kind]
        for place, (kind, institution) in enumerate(zip(sources, institutions, strict=True))
    ]
    records[1]["retake_of"] = "r0"
    return case | {"records": records}


COURSE, OTHER = "university_course", "accredited_course"


@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        (retake(("가", "가"), (COURSE, COURSE)), False),
        (retake(("가", "나"), (COURSE, COURSE)), True),
        (retake(("가", "가"), (OTHER, COURSE)), True),
        (retake(("가", "가"), (COURSE, OTHER)), True),
    ],
    ids=["same school", "other school", "of another source", "by another source"],
)
def test_what_may_be_retaken(case: dict[str, Any], wrong: bool) -> None:
    batch = nested([case] * 3)
    one, other = encoded(batch), encoded(in_dictionaries(batch))
    assert one.bad.tolist() == other.bad.tolist() == [wrong] * 3
    same(one, other)
    assert isinstance(read(case), list) == wrong


@pytest.mark.parametrize(
    ("more", "wrong"),
    [(["a", "a"], True), (["b", "a", "c", "a"], True), ([" b", "a"], False), (["나", "a", "가"], False)],
)
def test_ids_in_a_dictionary(more: list[str], wrong: bool) -> None:
    """Ids that stand twice, in no order, with spaces around them, not of ASCII."""
    cases = [tiny_case(random.Random(seed)) for seed in range(40)]
    case = next(case for case in cases if len(case["records"]) >= len(more))
    for record, name in zip(case["records"], more, strict=False):
        record["id"] = name
    for record in case["records"]:
        record.pop("retake_of", None)
    case["choices"] = {}
    batch = nested([case] * 3)
    found = encoded(in_dictionaries(batch))
    assert bool(found.bad.all()) == bool(found.bad.any()) == wrong
    same(encoded(batch), found)


@pytest.mark.parametrize(
    "kept", [lambda array: array[10:20], pa.array, pa.py_buffer], ids=["part", "Arrow", "bytes"]
)
def test_memory_is_used_again_only_when_nobody_holds_it(kept: Any) -> None:
    shelf = Shelf()
    first = shelf.of(1000, np.int32)
    place, held = first.ctypes.data, kept(first)
    del first
    gc.collect()
    second = shelf.of(1000, np.int32)
    assert second.ctypes.data != place
    del held
    gc.collect()
    assert shelf.of(900, np.int32).ctypes.data == place
