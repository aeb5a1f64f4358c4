"""What a run of a batch leaves behind in its output."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyarrow import parquet
from tests.batch.flattening import tables
from tests.oracle.cases import tiny_case

from baeum_rules.batch.running import Job, run_job
from baeum_rules.batch.table_faults import TableError
from baeum_rules.parameters import load_law

CASES = [tiny_case(random.Random(seed)) for seed in range(30)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables of thirty learners."""
    for name, table in zip(("l", "r"), tables(CASES), strict=True):
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    return tmp_path


def run(folder: Path, out: str, chunk: int, consulted: str | None = None) -> None:
    paths = [str(folder / name) for name in ("l.parquet", "r.parquet", out, "e.csv")]
    run_job(Job(*paths, load_law(), chunk, 1, False, consulted), lambda *_: None)


def test_answers_are_compressed_as_is_said(folder: Path) -> None:
    run(folder, "o.parquet", 20)
    found = parquet.read_metadata(folder / "o.parquet")
    assert found.num_row_groups == 2
    for number in range(2):
        group = found.row_group(number)
        assert {group.column(place).compression for place in range(group.num_columns)} == {"SNAPPY"}
    assert parquet.read_table(folder / "o.parquet").num_rows == 30


def test_a_folder_holds_no_parts_of_an_earlier_run_that_had_more(folder: Path) -> None:
    consulted = str(folder / "consulted")
    for chunk, count in ((7, 5), (20, 2)):
        run(folder, "answers", chunk, consulted)
        for name in ("answers", "consulted"):
            assert len(list((folder / name).iterdir())) == count
            parts = [parquet.read_table(part) for part in sorted((folder / name).iterdir())]
            assert [learner for part in parts for learner in part["learner"].to_pylist()] == [
                f"L{place}" for place in range(30)
            ]


@pytest.mark.parametrize("name", ["part-000000.parquet", "part-000009.parquet", "notes.txt"])
def test_what_no_batch_wrote_is_never_lost(folder: Path, name: str) -> None:
    (folder / "answers").mkdir()
    (folder / "answers" / "_SUCCESS").touch()
    theirs = folder / "answers" / name
    theirs.write_bytes((folder / "l.parquet").read_bytes())
    with pytest.raises(TableError) as error:
        run(folder, "answers", 20)
    (fault,) = error.value.faults
    assert fault.path == str(folder / "answers") and f"({name})" in fault.en and f"({name})" in fault.ko
    assert theirs.read_bytes() == (folder / "l.parquet").read_bytes()
    theirs.unlink()
    run(folder, "answers", 20)
    assert (folder / "answers" / "_SUCCESS").exists()


def test_answers_are_not_written_over_by_what_was_consulted(folder: Path) -> None:
    run(folder, "answers", 20)
    with pytest.raises(TableError):
        run(folder, "o.parquet", 20, str(folder / "answers"))
    assert parquet.read_table(folder / "answers").num_rows == 30
