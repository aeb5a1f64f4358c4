"""The same answers under Spark, on two local cores; skipped where Spark or Java is missing."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from tests.batch.flattening import nested
from tests.oracle.cases import tiny_case

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.spark import ANSWERED, answer_batch, audited
from baeum_rules.batch.table_faults import TableError

COUNT = 120


@pytest.fixture(scope="module")
def learners() -> pa.RecordBatch:
    """Learners, one of them with a fault, some whose records to take cannot be had."""
    cases = [tiny_case(random.Random(seed)) for seed in range(COUNT)]
    cases[7]["goal"]["degree"] = "doctor"
    return nested(cases)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pip install '.[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or later")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").appName("baeum")
    options = {"spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "50"}
    options |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    for name, value in options.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    yield found
    found.stop()


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["learner"])


def test_one_row_a_learner_with_answers_or_errors(learners: pa.RecordBatch) -> None:
    rows = answer_batch(Auditor(), learners)
    assert rows.schema.equals(ANSWERED) and rows.num_rows == COUNT
    expected = Auditor().audit(learners)
    answers = {row["learner"]: row for row in expected.answers.to_pylist()}
    told_of = {error.learner for error in expected.errors}
    assert len(told_of) > 2
    for row in rows.to_pylist():
        errors = row.pop("errors")
        assert bool(errors) == (row["learner"] in told_of)
        if row["learner"] in answers:
            assert row == answers[row["learner"]]
        else:
            assert errors and row["as_of"] is None and row["records"] is None


def test_every_integer_is_signed() -> None:
    kinds = [*ANSWERED.types, *(ANSWERED.field("records").type.value_type.field(i).type for i in range(5))]
    assert not any(pa.types.is_unsigned_integer(kind) or pa.types.is_dictionary(kind) for kind in kinds)


def test_spark_answers_as_one_process(session: Any, learners: pa.RecordBatch) -> None:
    table = pa.Table.from_batches([learners])
    frame = session.createDataFrame(table).repartition(3, "learner")
    found = audited(frame).toArrow().to_pylist()
    alone = answer_batch(Auditor(), learners).to_pylist()
    assert told(found) == told(alone) and len(found) == COUNT


def test_an_absent_column_is_all_null_and_an_unknown_one_refused(
    session: Any, learners: pa.RecordBatch
) -> None:
    table = pa.Table.from_batches([learners]).drop_columns(["region", "birth_year"])
    frame = session.createDataFrame(table)
    assert audited(frame).count() == COUNT
    with pytest.raises(TableError) as refused:
        audited(frame.withColumnRenamed("major", "mayor"))
    assert {fault.en for fault in refused.value.faults} and len(refused.value.faults) == 2
