"""``baeum audit-batch``: no output destroys an input or another output, by whatever name it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from baeum.cli import main

Capture = pytest.CaptureFixture[str]
GIVEN = {"l.parquet": "learners", "r.parquet": "records", "o.parquet.errors.csv": "records too"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files that no reader would get to, with other names for one of them."""
    for name, text in GIVEN.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "sub").mkdir()
    (tmp_path / "also.parquet").symlink_to("l.parquet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("--out o.parquet --errors o.parquet", "--errors o.parquet: --out o.parquet would be written over"),
        ("--out o.parquet --errors c.arrow --consulted c.arrow", "--consulted c.arrow: --errors c.arrow"),
        ("--out o.parquet --errors l.parquet", "--errors l.parquet: --learners l.parquet"),
        ("--out o.parquet --records o.parquet.errors.csv", "--errors o.parquet.errors.csv: --records"),
        ("--out sub/../l.parquet", "--out sub/../l.parquet: --learners l.parquet"),
        ("--out also.parquet", "--out also.parquet: --learners l.parquet"),
        ("--out o.parquet --consulted sub/../r.parquet", "--consulted sub/../r.parquet: --records r.parquet"),
        ("--out sub --errors sub/e.csv", "--errors sub/e.csv: --out sub"),
        ("--out sub --consulted sub/c.parquet", "--consulted sub/c.parquet: --out sub"),
        ("--out sub --learners sub/l.parquet", "--out sub: --learners sub/l.parquet"),
        ("--out o.parquet --records o.parquet.parts/r.csv", "--out o.parquet.parts: --records"),
    ],
)
def test_nothing_is_written_over_what_is_read_or_written(
    folder: Path, capsys: Capture, given: str, told: str
) -> None:
    before = ["audit-batch", "--learners", "l.parquet", "--records", "r.parquet"]
    assert main([*before, *given.split(), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    option = told.partition(" ")[0]
    assert told in said and f"Give another name as {option}." in said
    assert main([*before, *given.split(), "--lang", "ko"]) == 2
    assert f"{option}에 다른 이름을 주십시오." in capsys.readouterr().err
    assert {name: (folder / name).read_text() for name in GIVEN} == GIVEN


def test_names_that_are_taken_by_a_folder_or_a_file_are_told_before_hours_of_work(
    folder: Path, capsys: Capture
) -> None:
    (folder / "answers").touch()
    given = ["audit-batch", "--learners", "l.parquet", "--records", "r.parquet", "--lang", "en"]
    assert main([*given, "--out", "answers", "--errors", "sub"]) == 2
    said = capsys.readouterr().err
    assert "--out answers: a file of that name is there" in said
    assert "--errors sub: it is a folder" in said
