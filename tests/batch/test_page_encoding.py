"""Pages become the columns of integers that the same rows become from Arrow, faults and all."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import compute, parquet
from tests.batch.flattening import tables
from tests.batch.test_encoding_forms import same, some_cases
from tests.batch.test_faults import batch_of, mutated
from tests.batch.test_parquet_reading import LAYOUTS
from tests.oracle.cases import tiny_case

from baeum_rules.batch import encoding, ids, packing, page_levels, page_values, parquet_columns
from baeum_rules.batch.answering import Answered, Auditor
from baeum_rules.batch.arrow import records_of, text_of
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.held_rows import HeldRows, Joined, chosen
from baeum_rules.batch.joining import chunks_of
from baeum_rules.batch.page_sheet import Sheet
from baeum_rules.batch.schema import LEARNERS, RECORDS
from baeum_rules.batch.table_rows import rows_of
from baeum_rules.batch.tables import Table
from baeum_rules.certificates import load_certificates


def joined(folder: Path, given: tuple[pa.Table, pa.Table], size: int, **layout: Any) -> Any:
    """The chunks of two tables that were written so."""
    paths = [str(folder / name) for name in ("l.parquet", "r.parquet")]
    for table, path in zip(given, paths, strict=True):
        parquet.write_table(table, path, **layout)
    return chunks_of(Table(paths[0], LEARNERS), Table(paths[1], RECORDS), size)


def held(chunk: Any) -> HeldRows:
    assert isinstance(chunk.batch, Joined) and isinstance(chunk.batch.rows, HeldRows)
    return chunk.batch.rows


@pytest.mark.parametrize("size", [1, 23, 400])
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_columns_are_those_that_arrow_becomes(tmp_path: Path, layout: dict[str, Any], size: int) -> None:
    cases, table, bad = some_cases(), load_certificates(), 0
    one, other = Encoder(table, reuse=True), Encoder(table, reuse=True)
    chunks = joined(tmp_path, tables(cases), size, **layout)
    for chunk, again in zip(chunks, joined(tmp_path, tables(cases), size, **layout), strict=True):
        found = one.encode(chunk.batch)
        same(found, other.encode(again.nested))
        bad += int(found.bad.sum())
    assert 10 < bad < len(cases) / 2


@pytest.mark.parametrize("kept", [(0, 20), (10, 500_000), (10, 20), (500_000, 0), (500_000, 10)])
def test_columns_after_texts_were_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: tuple[int, int]
) -> None:
    """Also where a page began before, when its texts had other numbers."""
    monkeypatch.setattr(encoding, "MOST_KEPT", kept[0])
    monkeypatch.setattr(parquet_columns, "MOST_WORDS", kept[1])
    cases, table = [tiny_case(random.Random(seed)) for seed in range(200)], load_certificates()
    encoder = Encoder(table, reuse=True)
    layout = {"max_rows_per_page": 3, "write_batch_size": 1, "row_group_size": 500}
    chunks = joined(tmp_path, tables(cases), 11, **layout)
    for chunk, again in zip(chunks, joined(tmp_path, tables(cases), 11, **layout), strict=True):
        same(encoder.encode(chunk.batch), Encoder(table).encode(again.nested))


@pytest.fixture(scope="module")
def faulty() -> tuple[tuple[pa.RecordBatch, pa.Table], Answered]:
    """Learners and records with every fault, and what is answered where Arrow holds them."""
    rows = list(mutated())
    batch = batch_of(rows)
    start, records = records_of(batch.column("records"))
    learners = batch.column("learner").take(pa.array(np.repeat(np.arange(len(rows)), np.diff(start))))
    named = pa.RecordBatch.from_arrays([learners, *records.columns], ["learner", *records.schema.names])
    given = tuple(pa.Table.from_batches([one]) for one in (batch.drop_columns(["records"]), named))
    return given, Auditor().audit(batch)


@pytest.mark.parametrize("dictionaries", [True, False])
def test_faults_are_those_of_arrow(tmp_path: Path, dictionaries: bool, faulty: Any) -> None:
    """Values that cannot be read stand in a dictionary, or as they are."""
    given, wanted = faulty
    wanted_errors = sorted((error._replace(row=0) for error in wanted.errors), key=repr)
    for size in (7, 5000):
        errors, places = [], []
        auditor = Auditor(ids_as_given=True)
        for chunk in joined(tmp_path, given, size, use_dictionary=dictionaries):
            answered = auditor.audit(chunk.batch)
            errors += [error._replace(row=0) for error in answered.errors]
            places += answered.answers.column("learner").to_pylist()
        assert sorted(errors, key=repr) == wanted_errors
        assert places == wanted.answers.column("learner").to_pylist() and len(places) > 100


def test_arrow_is_not_made_where_nobody_asks(tmp_path: Path) -> None:
    cases = [tiny_case(random.Random(seed)) for seed in range(300)]
    given, encoder, row = tables(cases), Encoder(load_certificates()), 0
    for chunk in joined(tmp_path, given, 50, max_rows_per_page=40):
        rows = held(chunk)
        assert not encoder.encode(chunk.batch).bad.any()
        assert rows._arrays.keys() == {"id", "retake_of"}
        whole = rows.batch()  # the pages are still there
        whole.validate(full=True)
        wanted = given[1].slice(row, rows.num_rows)
        for name in ("completed_on", "subject", "score", "same_program", "credits"):
            assert whole.column(name).to_pylist() == wanted[name].to_pylist()
        row += rows.num_rows
    assert row == given[1].num_rows


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_some_learners_are_the_same_as_among_all(tmp_path: Path, layout: dict[str, Any]) -> None:
    cases, draws = [tiny_case(random.Random(seed)) for seed in range(400)], np.random.default_rng(3)
    chunks = joined(tmp_path, tables(cases), 70, **layout)
    for chunk, again in zip(chunks, joined(tmp_path, tables(cases), 70, **layout), strict=True):
        count = chunk.batch.learners.num_rows
        for wanted in (1, 2, 20, count):
            places = np.zeros(count, np.uint8)
            places[draws.permutation(count)[:wanted]] = 1
            found = chunk.batch.chosen(places)
            found.validate(full=True)
            assert found.to_pylist() == chosen(again.nested, places).to_pylist()
        assert "nested" not in vars(chunk.batch)  # not all rows became Arrow


def test_the_library_reads_on_where_a_dictionary_was_given_up(tmp_path: Path) -> None:
    """The first pages are in a dictionary; the others hold texts as they are, which is not read here."""
    cases = [tiny_case(random.Random(seed)) for seed in range(200)]
    learners, records = tables(cases)
    names = pa.array([f"과목 {row}" for row in range(records.num_rows)])
    place = records.schema.get_field_index("subject")
    names = compute.if_else(records["subject"].is_valid(), names, None)
    given = learners, records.set_column(place, "subject", names)
    layout = {"dictionary_pagesize_limit": 2048, "max_rows_per_page": 64, "write_batch_size": 16}
    one, other = (Encoder(load_certificates()) for _ in range(2))
    chunks = joined(tmp_path, given, 13, **layout)
    for chunk, again in zip(chunks, joined(tmp_path, given, 13, **layout), strict=True):
        same(one.encode(chunk.batch), other.encode(again.nested))
        assert chunk.nested.column("records").flatten().field("subject").to_pylist() == (
            names.slice(chunk.record, chunk.next_record - chunk.record).to_pylist()
        )


def test_rows_may_be_asked_for_late(tmp_path: Path) -> None:
    """What the library reads for earlier rows does not move those that come after."""
    names = [f"t{row}" for row in range(2000)]
    days = pa.array([1] * 2000, pa.int32()).view(pa.date32())
    given = pa.table([names, names, ["heritage"] * 2000, days, names], names=[*RECORDS.names[:4], "subject"])
    path = str(tmp_path / "r.parquet")
    parquet.write_table(given, path, dictionary_pagesize_limit=256, write_batch_size=16, max_rows_per_page=16)
    rows = rows_of(Table(path, RECORDS), 0)
    first, second = rows.hold(700), rows.hold(700)
    assert first.column("subject").to_pylist() == names[:700]
    assert rows.hold(300).column("subject").to_pylist() == names[1400:1700]
    assert second.column("subject").to_pylist() == names[700:1400]


def levels(draws: random.Random, count: int) -> tuple[bytes, list[int]]:
    """Levels in runs of every length, and which they are."""
    text, found = b"", []
    while len(found) < count:
        if draws.random() < 0.5:
            run, value = draws.choice((1, 7, 8, 31, 32, 63, 64, 65, 71, 200, 1000)), draws.randrange(2)
            text += _number(run << 1) + bytes([value])
            found += [value] * run
        else:
            groups = [draws.randrange(256) for _ in range(draws.choice((1, 2, 5, 63)))]
            text += _number(len(groups) << 1 | 1) + bytes(groups)
            found += [byte >> step & 1 for byte in groups for step in range(8)]
    return text, found[:count]


def _number(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + _number(value >> 7)


@pytest.mark.parametrize("kind", [np.int8, np.int32])
def test_levels_and_values_of_many_runs(kind: Any) -> None:
    draws = random.Random(5)
    for _ in range(200):
        first, count = draws.randrange(40), draws.choice((1, 9, 64, 300, 5000))
        text, wanted = levels(draws, count)
        bits, page = np.zeros((first + count >> 3) + 2, np.uint8), np.frombuffer(text, np.uint8)
        assert page_levels.fill_valid(page, 0, page.size, count, bits, first) == sum(wanted)
        flags = np.unpackbits(bits, bitorder="little").tolist()
        assert flags[first : first + count] == wanted
        assert sum(flags) == sum(wanted)
        dense = np.arange(99, 99 + sum(wanted) + 1).astype(kind)
        out = np.full(first + count + 9, 77, kind)
        page_values.spread_over(dense, bits, first, count, out)
        at = np.cumsum(wanted) * wanted
        assert out[first : first + count].tolist() == dense[at].tolist()
        assert set(out[:first].tolist()) <= {77} and set(out[first + count :].tolist()) == {77}
        rare = np.full(out.size, 77, kind)
        rare[first : first + count] = dense[0]
        page_values.spread_rare(dense, bits, first, count, rare)
        assert np.array_equal(rare, out)


@pytest.mark.parametrize("width", [1, 3, 7, 8, 9, 16, 20])
def test_numbers_put_on_a_sheet(width: int) -> None:
    draws = np.random.default_rng(width)
    sheet = Sheet()
    for count in (1, 8, 1001, 700_000):
        values = draws.integers(0, 1 << width, count).astype(np.int32)
        sheet._memory.fill(0)
        sheet.size = 0
        sheet.put(b"head")
        sheet.put_runs(values, width)
        text = np.frombuffer(sheet.text()[4:], np.uint8)
        found, table = np.zeros(count, np.int32), np.arange(1 << width, dtype=np.int32)
        assert page_values.fill_places(text, 0, text.size, count, width, table, table.size, found) == 0
        assert np.array_equal(found, values)
        before = sheet.text()  # whatever the memory held
        sheet._memory.fill(255)
        sheet.size = 0
        sheet.put(b"head")
        sheet.put_runs(values, width)
        assert sheet.text() == before


def test_the_first_entries_of_lists() -> None:
    bits = np.zeros(3, np.uint8)
    assert packing.mark_firsts(np.array([0, 1, 9, 20]), bits) == 1
    assert np.flatnonzero(np.unpackbits(bits, bitorder="little") == 0).tolist() == [0, 1, 9]
    assert packing.mark_firsts(np.array([0, 1, 1, 20]), bits) == 0


def test_the_least_and_the_greatest_of_texts() -> None:
    draws = random.Random(3)
    for _ in range(300):
        texts = ["".join(draws.choices("ab가", k=draws.randrange(4))) for _ in range(draws.randint(1, 9))]
        least, greatest = ids.ends_of(text_of(pa.array(["z", *texts]).slice(1)))
        assert (texts[least], texts[greatest]) == (min(texts), max(texts))
