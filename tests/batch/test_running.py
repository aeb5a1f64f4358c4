"""What a run of a batch leaves behind in its process and in its output."""

from __future__ import annotations

import gc
import random
from pathlib import Path

from pyarrow import parquet
from tests.batch.flattening import tables
from tests.oracle.cases import tiny_case

from baeum_rules.batch.running import Job, run_job
from baeum_rules.parameters import load_law


def a_run(folder: Path) -> tuple[str, list[int]]:
    """The output of a run over a few learners, and how many objects were kept from collections meanwhile."""
    learners, records = tables([tiny_case(random.Random(seed)) for seed in range(30)])
    paths = [str(folder / name) for name in ("l.parquet", "r.parquet", "o.parquet", "e.csv")]
    parquet.write_table(learners, paths[0])
    parquet.write_table(records, paths[1])
    kept: list[int] = []
    run_job(Job(*paths, load_law(), 20, 1, False), lambda *_: kept.append(gc.get_freeze_count()))
    return paths[2], kept


def test_objects_are_kept_from_collections_while_it_runs(tmp_path: Path) -> None:
    assert gc.get_freeze_count() == 0
    _, kept = a_run(tmp_path)
    assert len(kept) == 2 and min(kept) > 1000
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_keeps_stays(tmp_path: Path) -> None:
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        _, kept = a_run(tmp_path)
        assert 0 < max(kept) <= before
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_answers_are_compressed_as_is_said(tmp_path: Path) -> None:
    out, _ = a_run(tmp_path)
    found = parquet.read_metadata(out)
    assert found.num_row_groups == 2
    for number in range(2):
        group = found.row_group(number)
        assert {group.column(place).compression for place in range(group.num_columns)} == {"SNAPPY"}
    assert parquet.read_table(out).num_rows == 30
