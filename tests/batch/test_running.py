"""What a run of a batch leaves behind in its output."""

from __future__ import annotations

import random
from pathlib import Path

from pyarrow import parquet
from tests.batch.flattening import tables
from tests.oracle.cases import tiny_case

from baeum_rules.batch.running import Job, run_job
from baeum_rules.parameters import load_law


def test_answers_are_compressed_as_is_said(tmp_path: Path) -> None:
    learners, records = tables([tiny_case(random.Random(seed)) for seed in range(30)])
    paths = [str(tmp_path / name) for name in ("l.parquet", "r.parquet", "o.parquet", "e.csv")]
    parquet.write_table(learners, paths[0])
    parquet.write_table(records, paths[1])
    run_job(Job(*paths, load_law(), 20, 1, False), lambda *_: None)
    found = parquet.read_metadata(paths[2])
    assert found.num_row_groups == 2
    for number in range(2):
        group = found.row_group(number)
        assert {group.column(place).compression for place in range(group.num_columns)} == {"SNAPPY"}
    assert parquet.read_table(paths[2]).num_rows == 30
