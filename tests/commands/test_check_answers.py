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


def test_answers_that_are_missing_are_told(folder: Path, capsys: Capture) -> None:
    answers = pq.read_table(folder / "o.parquet")
    pq.write_table(answers.slice(0, 25), folder / "short.parquet")
    assert check(folder, "short.parquet", "--every", "5") == 1
    said = capsys.readouterr().out
    assert "5 learners checked: 0 answers wrong, 15 missing, 0 learners without one" in said
    assert "L25: no answer, and no fault either; run audit-batch again" in said
    assert check(folder, "short.parquet", "--every", "40") == 1


def test_learners_with_faults_have_no_answer_and_none_is_missing(tmp_path: Path, capsys: Capture) -> None:
    learners, records = tables(CASES[:4])
    degrees = ["doctor" if name == "L1" else "bachelor" for name in learners["learner"].to_pylist()]
    at = learners.column_names.index("degree")
    pq.write_table(learners.set_column(at, "degree", [degrees]), tmp_path / "l.parquet")
    pq.write_table(records, tmp_path / "r.parquet")
    assert main(["audit-batch", *_words(tmp_path), "--out", str(tmp_path / "o.parquet")]) == 2
    assert check(tmp_path, "o.parquet") == 0
    assert "0 missing, 1 learners without one because of faults" in capsys.readouterr().out
    assert check(tmp_path, "o.parquet", "--every", "5") == 2
    assert "there are only 4 learners, so that nobody would be checked" in capsys.readouterr().err


def test_a_sample_that_checks_nobody_is_refused(tmp_path: Path, capsys: Capture) -> None:
    learners, records = tables(CASES[:2])
    at = learners.column_names.index("degree")
    pq.write_table(learners.set_column(at, "degree", [["bachelor", "doctor"]]), tmp_path / "l.parquet")
    pq.write_table(records, tmp_path / "r.parquet")
    assert main(["audit-batch", *_words(tmp_path), "--out", str(tmp_path / "o.parquet")]) == 2
    assert check(tmp_path, "o.parquet", "--every", "2") == 2
    assert "--every 2: nothing was checked" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["text.parquet", "text.arrow", "text.csv"])
def test_a_file_that_holds_no_answers_is_not_called_missing(folder: Path, capsys: Capture, name: str) -> None:
    (folder / name).write_text("learner,remaining\nL1,0\n")
    assert check(folder, name) == 2
    said = capsys.readouterr().err
    assert "There is no such file" not in said and "It cannot be read as answers" in said
    assert "that audit-batch wrote" in said


def test_answers_that_are_broken_inside_are_told(folder: Path, capsys: Capture) -> None:
    whole = bytearray((folder / "o.parquet").read_bytes())
    whole[4:2000] = b"\xff" * 1996
    (folder / "torn.parquet").write_bytes(whole)
    assert check(folder, "torn.parquet") == 2
    assert "torn.parquet: It cannot be read as parquet" in capsys.readouterr().err
