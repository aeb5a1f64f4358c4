"""Table files: their kinds, what is wrong with them, and how two of them are joined."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv, parquet
from tests.batch.flattening import nested, tables
from tests.oracle.cases import tiny_case

from baeum_rules.batch.joining import chunks_of
from baeum_rules.batch.running import open_tables
from baeum_rules.batch.surveying import survey
from baeum_rules.batch.table_faults import TableError

CASES = [tiny_case(random.Random(seed)) for seed in range(60)]
NAMES = [f"N{seed * 7919 % 100:02d}-{seed}" for seed in range(60)]  # in no order


def write(folder: Path, kind: str, learners: pa.Table, records: pa.Table) -> tuple[str, str]:
    paths = []
    for name, table in (("learners", learners), ("records", records)):
        path = folder / f"{name}.{kind}"
        paths.append(str(path))
        if kind == "parquet":
            parquet.write_table(table, path, row_group_size=37)
        elif kind == "arrow":
            with pa.ipc.new_file(path, table.schema) as writer:
                writer.write_table(table, max_chunksize=41)
        else:
            csv.write_csv(as_texts(table), path)
    return paths[0], paths[1]


def as_texts(table: pa.Table) -> pa.Table:
    place = table.schema.get_field_index("previous_degrees")
    if place < 0:
        return table
    texts = [
        None if value is None else json.dumps(value, default=str, ensure_ascii=False)
        for value in table.column(place).to_pylist()
    ]
    return table.set_column(place, "previous_degrees", pa.array(texts, pa.string()))


def joined(learners: str, records: str | None, size: int = 7) -> list[dict[str, Any]]:
    first, second = open_tables(learners, records)
    survey(first)
    rows, at, record = [], 0, 0
    for chunk in chunks_of(first, second, size):
        assert (chunk.learner, chunk.record) == (at, record)
        found = chunk.nested.to_pylist()
        at, record = at + len(found), record + sum(len(row["records"]) for row in found)
        assert chunk.next_record == record
        rows += found
    return rows


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(one) for key, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_tables_are_joined_as_the_nested_form_has_them(tmp_path: Path, kind: str, size: int) -> None:
    paths = write(tmp_path, kind, *tables(CASES, NAMES))
    assert without_nulls(joined(*paths, size)) == without_nulls(nested(CASES, NAMES).to_pylist())


def test_an_id_may_begin_another_and_a_learner_have_no_records(tmp_path: Path) -> None:
    names = ["L10", "L1", "L", "M1", "1"]
    cases = [case | {"records": case["records"] if place % 3 else []} for place, case in enumerate(CASES[:5])]
    assert [bool(case["records"]) for case in cases] == [False, True, True, False, True]
    paths = write(tmp_path, "parquet", *tables(cases, names))
    for size in (1, 2, 5):
        assert without_nulls(joined(*paths, size)) == without_nulls(nested(cases, names).to_pylist())


def test_the_nested_form_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "nested.parquet"
    batch = nested(CASES, NAMES)
    parquet.write_table(pa.Table.from_batches([batch]), path, row_group_size=11, dictionary_pagesize_limit=64)
    assert without_nulls(joined(str(path), None)) == without_nulls(batch.to_pylist())


def test_reading_goes_on_from_any_row(tmp_path: Path) -> None:
    paths = write(tmp_path, "parquet", *tables(CASES, NAMES))
    learners, records = open_tables(*paths)
    whole = list(chunks_of(learners, records, 7))
    for place in (1, 4, len(whole) - 1):
        rest = list(chunks_of(learners, records, 7, place * 7, whole[place - 1].next_record))
        assert [c[1:] for c in rest] == [c[1:] for c in whole[place:]]
        assert rest[0].nested.to_pylist() == whole[place].nested.to_pylist()


def codes(error: pytest.ExceptionInfo[TableError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


@pytest.mark.parametrize("size", [3, 100])
@pytest.mark.parametrize(
    ("order", "code", "row"),
    [
        ([0, 0, 1, 2, 2, 1], "order", 6),
        ([1, 0], "order", 2),
        ([0, 5, 9, 5], "order", 4),
        ([0, None, 1], "no_learner", 2),
        ([0, 1, "nobody", 2], "learner_unknown", 3),
        (["nobody"], "learner_unknown", 1),
        ([0, 9, "nobody"], "learner_unknown", 3),
        ([4, 5, 3], "order", 3),
        ([9, 0], "order", 2),
    ],
)
def test_records_that_do_not_fit(tmp_path: Path, order: list[Any], code: str, row: int, size: int) -> None:
    learners, _ = tables(CASES[:10], NAMES[:10])
    names = [NAMES[place] if isinstance(place, int) else place for place in order]
    rows = [{"learner": name, "id": str(i), "source": "heritage"} for i, name in enumerate(names)]
    days = pa.array([0] * len(rows), pa.int32()).view(pa.date32())
    records = pa.Table.from_pylist(rows).append_column("completed_on", days)
    paths = write(tmp_path, "parquet", learners, records)
    with pytest.raises(TableError) as error:
        joined(*paths, size)
    assert codes(error) == [code] and str(row) in error.value.faults[0].en
    assert f"{row}행" in error.value.faults[0].ko


def test_records_of_late_learners_only(tmp_path: Path) -> None:
    learners, records = tables(CASES, NAMES)
    late = records.filter(pa.compute.is_in(records["learner"], value_set=pa.array(NAMES[40:])))
    rows = joined(*write(tmp_path, "arrow", learners, late), 6)
    assert [len(row["records"]) for row in rows[:40]] == [0] * 40
    assert [len(row["records"]) for row in rows[40:]] == [len(case["records"]) for case in CASES[40:]]


@pytest.mark.parametrize(("names", "code"), [(["b", "a", "b"], "learner_twice"), (["a", None], "no_learner")])
def test_learners_are_there_once(tmp_path: Path, names: list[Any], code: str) -> None:
    learners, records = tables(CASES[: len(names)])
    learners = learners.set_column(0, "learner", pa.array(names))
    first, _ = open_tables(*write(tmp_path, "parquet", learners, records))
    with pytest.raises(TableError) as error:
        survey(first)
    assert codes(error) == [code]


def test_all_learners_that_stand_twice_or_nowhere_are_told_at_once(tmp_path: Path) -> None:
    learners, records = tables(CASES)
    names = ["b", None, "a", "b", "a", None, *[f"n{place}" for place in range(54)]]
    first, _ = open_tables(*write(tmp_path, "parquet", learners.set_column(0, "learner", [names]), records))
    with pytest.raises(TableError) as error:
        survey(first)
    assert codes(error) == ["no_learner"] * 2 + ["learner_twice"] * 2
    told = [fault.en for fault in error.value.faults]
    assert [text.split(".")[0] for text in told] == [
        "Row 2 has no learner",
        "Row 6 has no learner",
        "The learner “b” of row 1 stands in row 4 too",
        "The learner “a” of row 3 stands in row 5 too",
    ]


@pytest.mark.parametrize("size", [3, 100])
def test_all_records_of_nobody_are_told_at_once_the_first_twenty_by_name(tmp_path: Path, size: int) -> None:
    learners, _ = tables(CASES[:10], NAMES[:10])
    names = [NAMES[0], "x", "x", None, NAMES[1], *[f"nobody {place}" for place in range(30)], NAMES[2]]
    rows = [{"learner": name, "id": str(i), "source": "heritage"} for i, name in enumerate(names)]
    days = pa.array([0] * len(rows), pa.int32()).view(pa.date32())
    paths = write(
        tmp_path, "parquet", learners, pa.Table.from_pylist(rows).append_column("completed_on", days)
    )
    with pytest.raises(TableError) as error:
        joined(*paths, size)
    assert codes(error) == ["learner_unknown", "no_learner", *["learner_unknown"] * 18, "more"]
    told = [fault.en for fault in error.value.faults]
    assert "“x” of row 2 " in told[0] and "Row 4 " in told[1] and "“nobody 0” of row 6 " in told[2]
    assert told[-1] == "And 12 more mistakes of this kind."


def test_every_mistake_of_the_columns_is_named_at_once(tmp_path: Path) -> None:
    learners, records = tables(CASES[:3])
    learners = learners.drop_columns(["as_of"]).append_column("degre", pa.array(["x"] * 3))
    score = records.schema.get_field_index("score")
    records = records.set_column(score, "score", records["score"].cast(pa.float32()))
    twice = records.append_column("subject", records["subject"])
    with pytest.raises(TableError) as error:
        open_tables(*write(tmp_path, "arrow", learners, twice))
    assert codes(error) == ["column_missing", "column_unknown", "column_twice"]
    assert "Did you mean degree?" in error.value.faults[1].en
    assert "혹시 degree 입니까?" in error.value.faults[1].ko
    with pytest.raises(TableError) as error:
        open_tables(*write(tmp_path, "arrow", learners, records))
    assert codes(error) == ["column_missing", "column_unknown", "column_type"]
    assert "float" in error.value.faults[2].en and "float64" in error.value.faults[2].en


def test_files_that_are_none(tmp_path: Path) -> None:
    learners, records = write(tmp_path, "parquet", *tables(CASES[:3]))
    (tmp_path / "empty.parquet").touch()
    (tmp_path / "broken.arrow").write_bytes(b"x" * 100)
    (tmp_path / "learners.txt").touch()
    (tmp_path / "wide.csv").write_text("learner,id\n1\n")
    (tmp_path / "long.csv").write_text("learner,id,source,completed_on\n" + "x" * (3 << 24) + ",b,c,d\n")
    wanted = {
        "learner.parquet": "missing",
        "empty.parquet": "broken",
        "broken.arrow": "broken",
        "learners.txt": "suffix",
        "wide.csv": "csv_row",
        "long.csv": "long_row",
        "": "folder",
    }
    for name, code in wanted.items():
        with pytest.raises(TableError) as error:
            joined(learners, str(tmp_path / name))
        assert codes(error) == [code], name
    with pytest.raises(TableError) as error:
        open_tables(learners, None)
    assert codes(error) == ["no_records"]
    with pytest.raises(TableError) as error:
        open_tables(str(tmp_path / "learner.parquet"), records)
    assert "learners.parquet" in error.value.faults[0].en


HEAD, ROW = "learner,as_of,degree,route,major\n", "L{},2026-01-01,bachelor,first,컴퓨터공학\n"
SAVE = "CSV UTF-8, separated by commas."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            (HEAD + ROW + "\nL2,2026-01-01\n" + ROW + "L4,2026-01-01,bachelor,first,a,b\n").encode(),
            ["Row 2 has 2 cells; 5 are expected.", "Row 4 has 6 cells; 5 are expected."],
        ),
        ((HEAD + 'L1,2026-01-01,bachelor,first,"a\nb, c"\nL2\n').encode(), ["Row 2 has 1 cells"]),
        ((HEAD + ROW).encode("cp949"), ["not UTF-8 but CP949, the plain CSV of Korean Excel."]),
        ((HEAD.replace("major", "전공") + ROW).encode("cp949"), ["not UTF-8 but CP949"]),
        ((HEAD + ROW).encode("utf-16"), ["not UTF-8 but UTF-16."]),
        (b"learner,\xff\n1,\xff\n", ["not UTF-8. Save"]),
        ((HEAD + ROW).replace(",", ";").encode("utf-8-sig"), ["separated by semicolons."]),
        (b"learner;score\n1;79,5\n", ["separated by semicolons."]),
        ((HEAD + ROW).replace(",", "\t").encode(), ["separated by tabs."]),
    ],
)
def test_csv_files_of_spreadsheets_are_told_with_the_remedy(
    tmp_path: Path, data: bytes, told: list[str]
) -> None:
    _, records = write(tmp_path, "parquet", *tables(CASES[:3]))
    path = tmp_path / "l.csv"
    path.write_bytes(data)
    with pytest.raises(TableError) as error:
        joined(str(path), records)
    assert len(error.value.faults) == len(told)
    for fault, part in zip(error.value.faults, told, strict=True):
        assert part in fault.en and SAVE in fault.en
        assert "쉼표로 나눈 ‘CSV UTF-8’로 저장하십시오." in fault.ko


def test_a_table_without_anybody(tmp_path: Path) -> None:
    learners, records = tables(CASES[:1])
    first, _ = open_tables(*write(tmp_path, "parquet", learners.slice(0, 0), records.slice(0, 0)))
    with pytest.raises(TableError) as error:
        survey(first)
    assert codes(error) == ["empty"]
