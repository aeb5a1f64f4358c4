"""Learner n of a seed is the same however many are drawn, in whichever format."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from baeum_rules.synth.blocks import BLOCK, setup_of
from baeum_rules.synth.writing import plain, tables, write


def drawn(count: int, **how: object) -> tuple[pa.Table, pa.Table]:
    blocks = list(tables(count, setup_of(4, **how)))  # type: ignore[arg-type]
    learners, records = zip(*blocks, strict=True)
    return pa.concat_tables(learners).unify_dictionaries(), pa.concat_tables(records).unify_dictionaries()


@pytest.mark.parametrize("how", [{"records": 3}, {"records": 3, "hard": True}])
def test_a_learner_does_not_depend_on_how_many_there_are(how: dict[str, object]) -> None:
    few, many = drawn(7, **how), drawn(BLOCK + 7, **how)
    assert few[0].num_rows == 7 and many[0].num_rows == BLOCK + 7
    for small, large in zip(few, many, strict=True):
        assert small.to_pylist() == large.slice(0, small.num_rows).to_pylist()
    after = many[0].slice(BLOCK).drop_columns("learner").to_pylist()
    assert after != few[0].drop_columns("learner").to_pylist()  # another block, other people


@pytest.mark.parametrize(
    ("how", "digest"),
    [
        ({}, "e47092af237ebb93"),
        ({"contested": 1.0}, "f56d0683739367ae"),
        ({"hard": True}, "5131a0d52a3d5fbb"),
    ],
)
def test_the_nation_of_a_seed_is_the_same_everywhere(how: dict[str, object], digest: str) -> None:
    """Where this changes, every published measurement is of another nation: say so in the changelog."""
    texts = [json.dumps(table.to_pylist(), default=str, ensure_ascii=False) for table in drawn(40, **how)]
    assert sha256("\n".join(texts).encode()).hexdigest()[:16] == digest


def test_another_seed_draws_other_learners() -> None:
    one, other = (next(tables(50, setup_of(seed))) for seed in (1, 2))
    assert one[1].to_pylist() != other[1].to_pylist()


def test_records_stand_by_learner_in_the_order_of_learners() -> None:
    learners, records = drawn(500)
    names = records["learner"].to_pylist()
    order = [name for place, name in enumerate(names) if not place or name != names[place - 1]]
    assert order == [name for name in learners["learner"].to_pylist() if name in set(names)]
    assert len(set(learners["learner"].to_pylist())) == 500


def test_files_hold_what_was_drawn(tmp_path: Path) -> None:
    setup, behind = setup_of(4), list[int]()
    parquet, comma = tmp_path / "parquet", tmp_path / "csv"
    for folder, form in ((parquet, "parquet"), (comma, "csv")):
        folder.mkdir()
        records = write(folder, 300, setup, form, behind.append)
    assert behind == [300, 300]
    tables_drawn = next(tables(300, setup))
    for name, table in zip(("learners", "records"), tables_drawn, strict=True):
        read = pa.parquet.read_table(parquet / f"{name}.parquet")
        assert read.to_pylist() == table.to_pylist() and read.schema == table.schema
        types = {field.name: field.type for field in plain(table).schema}
        options = pa.csv.ConvertOptions(column_types=types, strings_can_be_null=True)
        assert pa.csv.read_csv(comma / f"{name}.csv", convert_options=options) == plain(table)
    assert records == tables_drawn[1].num_rows
    assert not [*tmp_path.rglob(".*")]


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "learners.parquet").write_text("kept", encoding="utf-8")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, 5, setup_of(1), "parquet", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["learners.parquet"]
    assert (tmp_path / "learners.parquet").read_text(encoding="utf-8") == "kept"
