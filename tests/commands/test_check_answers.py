"""``baeum check-answers``: right answers, an altered one, another law, files that are not there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.batch.flattening import tables
from tests.commands.test_audit_batch import CASES

from baeum.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables with their answers."""
    where = tmp_path_factory.mktemp("answers")
    learners, records = tables(CASES)
    pq.write_table(learners, where / "l.parquet")
    pq.write_table(records, where / "r.parquet")
    main(["audit-batch", *_words(where), "--out", str(where / "o.parquet")])
    return where


def _words(folder: Path) -> list[str]:
    return ["--learners", str(folder / "l.parquet"), "--records", str(folder / "r.parquet"), "--lang", "en"]


def check(folder: Path, answers: str, *more: str) -> int:
    return main(["check-answers", *_words(folder), "--answers", str(folder / answers), *more])


def test_right_answers(folder: Path, capsys: Capture) -> None:
    assert check(folder, "o.parquet") == 0
    said = capsys.readouterr().out
    assert " 0 answers wrong" in said and "by arithmetic" in said
    assert check(folder, "o.parquet", "--every", "5", "--no-prove") == 0


def test_an_altered_answer_is_told_by_its_learner(folder: Path, capsys: Capture) -> None:
    answers = pq.read_table(folder / "o.parquet")
    left = answers.column("remaining").to_pylist()
    place = next(place for place, value in enumerate(left) if value)
    left[place] -= 1
    at = answers.column_names.index("remaining")
    altered = answers.set_column(
        at, answers.schema.field("remaining"), pa.array(left, answers.schema.field(at).type)
    )
    pq.write_table(altered, folder / "altered.parquet")
    assert check(folder, "altered.parquet") == 1
    said = capsys.readouterr().out
    assert f"L{place}: remaining: {left[place]}, not {left[place] + 1}" in said and " 1 answers wrong" in said


def test_what_cannot_be_checked_is_said(folder: Path, capsys: Capture) -> None:
    assert check(folder, "nothing.parquet") == 2
    assert check(folder, "l.parquet") == 2
    assert check(folder, "o.parquet", "--every", "0") == 2
    assert check(folder, "o.parquet", "--law-of", "2012-01-01") == 2
    said = capsys.readouterr().err
    for part in ("There is no such file", "remaining", "--every 0", "answers by law data"):
        assert part in said
