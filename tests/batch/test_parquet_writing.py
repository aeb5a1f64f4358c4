"""Answers that are written here are those that pyarrow reads, and files joined are all their rows."""

from __future__ import annotations

import io
import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.batch.flattening import nested
from tests.oracle.cases import tiny_case

from baeum_rules.batch import packing, parquet_writing
from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.parquet_writing import join_files, write_file
from baeum_rules.batch.schema import ANSWER


@pytest.fixture(scope="module")
def answers() -> pa.RecordBatch:
    """Answers of learners with and without records, some of whom have a clash and so no records told."""
    cases = [tiny_case(random.Random(seed)) for seed in range(250)]
    cases[3]["records"], cases[3]["choices"] = [], {}
    found = Auditor().audit(nested(cases)).answers
    assert found.column("take_clash").true_count and found.column("records").null_count
    return found


def read(batch: pa.RecordBatch) -> pa.Table:
    file = io.BytesIO()
    write_file(batch, ANSWER.with_metadata(batch.schema.metadata), file)
    found = parquet.read_table(pa.BufferReader(file.getvalue()))
    found.validate(full=True)
    return found


def must_be(found: pa.Table, expected: pa.RecordBatch) -> None:
    """Equal rows; others are not shown, there are too many."""
    if not found.equals(pa.Table.from_batches([expected])):
        raise AssertionError("other rows were read than written")


def test_what_is_written_is_read_again(answers: pa.RecordBatch) -> None:
    found = read(answers)
    must_be(found, answers)
    beside = io.BytesIO()
    parquet.write_table(pa.Table.from_batches([answers]), beside)
    same = parquet.read_schema(pa.BufferReader(beside.getvalue()))
    assert found.schema.equals(same, check_metadata=True)
    assert found.schema.metadata[b"baeum.law"]


def test_parts_of_a_batch_and_several_row_groups(
    answers: pa.RecordBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = answers.slice(5, 100)
    must_be(read(part), part)
    monkeypatch.setattr(parquet_writing, "ROWS", 7)
    must_be(read(part), part)


def test_nobody_answered(answers: pa.RecordBatch) -> None:
    assert read(answers.slice(0, 0)).num_rows == 0


def test_ids_may_stand_in_a_dictionary(answers: pa.RecordBatch) -> None:
    lists = answers.column("records")
    rows = lists.values
    columns = [rows.field(place) for place in range(rows.type.num_fields)]
    names = [rows.type.field(place).name for place in range(rows.type.num_fields)]
    given = pa.StructArray.from_arrays([columns[0].dictionary_encode(), *columns[1:]], names=names)
    lists = pa.ListArray.from_arrays(lists.offsets, given, mask=lists.is_null())
    batch = pa.RecordBatch.from_arrays([*answers.columns[:-1], lists], answers.schema.names)
    batch = batch.replace_schema_metadata(answers.schema.metadata)
    must_be(read(batch), answers)


def test_numbers_that_fit_no_dictionary(answers: pa.RecordBatch) -> None:
    draws = np.random.default_rng(1)
    numbers = pa.array(draws.integers(-(2**31), 2**31 - 1, answers.num_rows), pa.int32())
    place = ANSWER.get_field_index("recognised")
    many = pa.concat_batches([answers.set_column(place, ANSWER.field("recognised"), numbers)] * 10)
    lists = many.column("records")
    rows = lists.values
    assert len(rows) > packing.MOST_DISTINCT
    rules = pa.array(draws.integers(0, 2**64, len(rows), np.uint64))
    columns = [*(rows.field(place) for place in range(4)), rules]
    given = pa.StructArray.from_arrays(columns, fields=list(rows.type))
    lists = pa.ListArray.from_arrays(lists.offsets, given, mask=lists.is_null())
    many = many.set_column(many.num_columns - 1, ANSWER.field("records"), lists)
    must_be(read(many), many)


def test_files_are_joined_as_they_are(answers: pa.RecordBatch, tmp_path: Path) -> None:
    parts = [answers.slice(0, 100), answers.slice(0, 0), answers.slice(100)]
    schema = ANSWER.with_metadata(answers.schema.metadata)
    paths = [tmp_path / f"{place}.parquet" for place in range(3)]
    for part, path in zip(parts, paths, strict=True):
        with path.open("wb") as file:
            write_file(part, schema, file)
    with (tmp_path / "whole.parquet").open("wb") as file:
        join_files(paths, schema, file)
    found = parquet.read_table(tmp_path / "whole.parquet")
    found.validate(full=True)
    must_be(found, answers)
    told = parquet.read_metadata(tmp_path / "whole.parquet")
    assert (told.num_row_groups, told.num_rows) == (2, answers.num_rows)
    least = told.row_group(1).column(0).statistics
    assert least.min == min(answers.column("learner")[100:].to_pylist())
