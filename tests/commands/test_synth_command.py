"""``baeum synth`` from the outside: what it writes, what it says, with which code it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet
import pytest

from baeum.cli import main
from baeum.commands import audit_progress

Said = pytest.CaptureFixture[str]


def synth(said: Said, *words: str) -> tuple[int, str, str]:
    code = main(["synth", *words])
    out, err = said.readouterr()
    return code, out, err


def test_it_writes_both_tables_and_says_so(capfd: Said, tmp_path: Path) -> None:
    out = tmp_path / "새" / "나라"
    code, said, _ = synth(capfd, "--learners", "120", "--seed", "5", "--out", str(out), "--lang", "ko")
    learners, records = (
        pyarrow.parquet.read_table(out / f"{name}.parquet") for name in ("learners", "records")
    )
    assert code == 0 and learners.num_rows == 120
    assert said.startswith(f"학습자 120명, 학습기록 {records.num_rows:,}건을 썼습니다: {out}")
    assert "지어낸" in said
    assert sorted(path.name for path in out.iterdir()) == ["learners.parquet", "records.parquet"]
    few = synth(
        capfd, "--learners", "120", "--records", "3", "--out", str(tmp_path / "few"), "--format", "csv"
    )
    assert few[0] == 0 and sorted(path.suffix for path in (tmp_path / "few").iterdir()) == [".csv", ".csv"]
    hard = synth(capfd, "--learners", "120", "--adversarial", "--out", str(tmp_path / "hard"))
    assert hard[0] == 0
    curricula = pyarrow.parquet.read_table(tmp_path / "hard" / "learners.parquet")["curriculum"]
    assert curricula.null_count == 0 and learners["curriculum"].null_count == 120


def test_everything_wrong_is_told_at_once(capfd: Said, tmp_path: Path) -> None:
    out = tmp_path / "file"
    out.write_text("kept", encoding="utf-8")
    wrong = ["--learners", "0", "--seed", "-1", "--records", "1000", "--contested", "34", "--adversarial"]
    for lang, words in (
        ("ko", ("1에서", "0 이상", "평균 기록 수", "0.34", "--adversarial", "폴더가 아니라")),
        ("en", ("from 1 to", "from 0", "mean number", "34 % is 0.34", "--adversarial", "not a folder")),
    ):
        code, _, err = synth(capfd, *wrong, "--out", str(out), "--lang", lang)
        lines = err.splitlines()
        assert code == 2 and len(lines) == 6
        assert all(word in line for word, line in zip(words, lines, strict=True)), lines
    assert out.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("number", ["nan", "inf"])
def test_a_share_is_a_number(capfd: Said, tmp_path: Path, number: str) -> None:
    words = ("--learners", "5", "--out", str(tmp_path / "x"), "--lang", "en")
    code, _, err = synth(capfd, *words, "--contested", number, "--records", number)
    assert code == 2 and len(err.splitlines()) == 2 and not (tmp_path / "x").exists()


def test_nothing_is_written_over_unless_asked(capfd: Said, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    words = ("--learners", "5", "--out", str(tmp_path), "--lang", "en")
    code, _, err = synth(capfd, *words)
    assert code == 2 and "is not empty" in err and "--force" in err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert synth(capfd, *words, "--force")[0] == 0
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_is_replaced_goes_in_whatever_format(capfd: Said, tmp_path: Path) -> None:
    words = ("--learners", "5", "--out", str(tmp_path), "--lang", "en")
    for form, more in (("parquet", ()), ("csv", ("--force",)), ("parquet", ("--force",))):
        assert synth(capfd, *words, "--format", form, *more)[0] == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == [f"learners.{form}", f"records.{form}"]


def test_a_killed_run_is_gone_over_and_a_running_one_is_not(capfd: Said, tmp_path: Path) -> None:
    words = ["synth", "--out", str(tmp_path), "--lang", "en", "--learners"]
    run = "import sys; from baeum.cli import main; main(sys.argv[1:])"
    killed = subprocess.Popen([sys.executable, "-c", run, *words, "10000000"])
    try:
        while not (tmp_path / ".records.parquet.making").exists():
            assert killed.poll() is None
            time.sleep(0.01)
        code, _, err = synth(capfd, *words[1:], "5")
        assert code == 2 and "another process is writing there" in err
    finally:
        killed.kill()
        killed.wait()
    assert {path.name for path in tmp_path.iterdir()} == {
        f".{name}.parquet.making" for name in ("learners", "records")
    }
    assert synth(capfd, *words[1:], "5", "--format", "csv")[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["learners.csv", "records.csv"]


def test_a_folder_that_cannot_be_written(capfd: Said, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = synth(capfd, "--learners", "5", "--out", str(tmp_path / "file" / "inside"), "--lang", "en")
    assert code == 2 and "cannot be written" in err and "Not a directory" in err


def test_a_slip_is_answered_with_what_was_meant(capfd: Said, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        synth(capfd, "--learners", "5", "--out", str(tmp_path), "--contestd", "0.3")
    assert ended.value.code == 2 and "--contested" in capfd.readouterr().err


def test_who_waits_sees_how_far_it_is(capfd: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_progress, "PATIENCE_S", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    words = ("--learners", "5", "--records", "2", "--lang", "ko")
    assert "학습자 만들기" in synth(capfd, *words, "--out", str(tmp_path / "a"))[2]
    assert not synth(capfd, *words, "--out", str(tmp_path / "b"), "--no-progress")[2]


def test_without_the_extra_it_says_what_to_install(
    capfd: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("baeum_rules.synth")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = synth(capfd, "--learners", "5", "--out", str(tmp_path / "x"), "--lang", "en")
    assert code == 2 and ".[batch]" in err and "pyarrow" in err
