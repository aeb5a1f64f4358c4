"""``baeum audit-batch``: tables in, answers and errors out; mistakes answered; runs gone on from."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.batch.expected import row_of, told
from tests.batch.flattening import nested, tables
from tests.oracle.cases import tiny_case

from baeum.cli import main
from baeum.commands.audit_batch import DEFAULT_CHUNK
from baeum_rules.batch.answering import Auditor, Counts
from baeum_rules.batch.consulted_columns import consulted_schema
from baeum_rules.batch.joining import CHUNK
from baeum_rules.batch.parts import Done, Manifest, Parts
from baeum_rules.parameters import load_law
from baeum_rules.recognition import recognise

CASES = [tiny_case(random.Random(seed)) | {"choices": {}} for seed in range(40)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables of forty learners."""
    for name, table in zip(("l", "r"), tables(CASES), strict=True):
        parquet.write_table(table, tmp_path / f"{name}.parquet", row_group_size=50)
    return tmp_path


def words(folder: Path, out: str, *more: str) -> list[str]:
    given = ["--learners", f"{folder}/l.parquet", "--records", f"{folder}/r.parquet"]
    return ["audit-batch", *given, "--out", f"{folder}/{out}", "--lang", "en", *more]


def started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "baeum.cli", *arguments], stdout=subprocess.DEVNULL)


def test_answers_and_a_summary(folder: Path, capfd: Any) -> None:
    assert main(words(folder, "o.parquet", "--chunk", "15")) == 0
    out, err = capfd.readouterr()
    assert not err and "40 learners in" in out and "3 chunks" in out and "decided one by one: 3" in out
    rows = parquet.read_table(folder / "o.parquet").to_pylist()
    assert [told(row) for row in rows] == [row_of(recognise(case)) for case in CASES]
    errors = (folder / "o.parquet.errors.csv").read_text("utf-8")
    assert errors == "\ufefflearner,record,field,code,ko,en,row\n"  # by the mark spreadsheets show Korean
    assert not (folder / "o.parquet.parts").exists()
    assert DEFAULT_CHUNK == CHUNK


def test_a_folder_of_parts_and_an_arrow_file(folder: Path) -> None:
    assert main(words(folder, "answers", "--chunk", "15")) == 0
    assert main(words(folder, "o.arrow", "--chunk", "15", "--errors", f"{folder}/e.csv")) == 0
    parts = sorted((folder / "answers").iterdir())
    assert [part.name for part in parts] == [f"part-{n:06d}.parquet" for n in range(3)]
    whole = pa.ipc.open_file(folder / "o.arrow").read_all().to_pylist()
    assert [row for part in parts for row in parquet.read_table(part).to_pylist()] == whole
    assert (folder / "e.csv").exists()


def test_learners_with_faults_are_left_out_and_named(folder: Path, capfd: Any) -> None:
    learners, records = tables(CASES)
    credits = records.schema.get_field_index("credits")
    values = records["credits"].to_pylist()
    place = next(i for i, value in enumerate(values) if value and records["learner"][i].as_py() == "L2")
    values[place] = 2000
    changed = records.set_column(credits, "credits", pa.array(values, pa.int32()))
    parquet.write_table(changed, folder / "r.parquet")
    assert main(words(folder, "o.parquet", "--chunk", "9")) == 2
    out, err = capfd.readouterr()
    assert "1 learners could not be answered, because of 1 errors" in err and "40 learners" in out
    with (folder / "o.parquet.errors.csv").open(encoding="utf-8-sig") as file:
        (line,) = csv.DictReader(file)
    assert (line["learner"], line["field"], line["code"]) == ("L2", "credits", "number.range")
    assert line["row"] == str(place + 1) and "2000" in line["ko"] and "2000" in line["en"]
    found = parquet.read_table(folder / "o.parquet")["learner"].to_pylist()
    assert found == [name for name in learners["learner"].to_pylist() if name != "L2"]


def wait_for_parts(folder: Path, out: str, count: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and running.poll() is None:
        if len(list((folder / f"{out}.parts").glob("0*.json"))) >= count:
            return
        time.sleep(0.02)
    raise AssertionError("the run was over before it could be killed")


def killed(folder: Path, out: str, *more: str) -> None:
    """A run that is killed when it has finished some chunks, but not all."""
    running = started(*words(folder, out, "--chunk", "2", *more))
    wait_for_parts(folder, out, 3, running)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not (folder / out).exists() and (folder / f"{out}.parts").exists()


def goes_on(folder: Path, out: str, capfd: Any) -> None:
    """The same command goes on, to the bytes of a run that nobody stopped."""
    assert main(words(folder, "whole.parquet", "--chunk", "2")) == 0
    capfd.readouterr()
    assert main(words(folder, out, "--chunk", "2")) == 0
    assert "chunks were finished before" in capfd.readouterr()[0]
    assert (folder / out).read_bytes() == (folder / "whole.parquet").read_bytes()
    assert not (folder / f"{out}.parts").exists()


def test_a_killed_run_of_two_processes_goes_on_to_the_same_bytes(folder: Path, capfd: Any) -> None:
    killed(folder, "o.parquet", "--processes", "2")
    goes_on(folder, "o.parquet", capfd)
    ours = f"{folder}/o.parquet"
    assert not [p for p in Path("/proc").glob("[0-9]*/cmdline") if ours in _read(p)]


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def test_parts_of_another_run_are_refused_and_of_the_same_gone_on_from(folder: Path, capfd: Any) -> None:
    killed(folder, "o.parquet")
    assert main(words(folder, "o.parquet", "--chunk", "3")) == 2
    err = capfd.readouterr()[1]
    assert "parts of another run (what differs: chunk)" in err and "--no-resume" in err
    written = (folder / "r.parquet").stat()
    os.utime(folder / "r.parquet")
    assert main(words(folder, "o.parquet", "--chunk", "2", "--law-of", "2026-01-01")) == 2
    assert "what differs: records, law" in capfd.readouterr()[1]
    os.utime(folder / "r.parquet", ns=(written.st_atime_ns, written.st_mtime_ns))
    goes_on(folder, "o.parquet", capfd)


def test_a_run_begins_anew_where_asked(folder: Path) -> None:
    parts = folder / "o.parquet.parts"
    parts.mkdir()
    (parts / "manifest.json").write_text("{}")
    (parts / "000000.parquet").write_text("x")
    (parts / "000000.json").write_text("{}")
    assert main(words(folder, "o.parquet", "--chunk", "20")) == 2
    assert main(words(folder, "o.parquet", "--chunk", "20", "--no-resume")) == 0
    assert len(parquet.read_table(folder / "o.parquet")) == len(CASES)


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (("--chunk", "0"), "--chunk 0: a number from 1"),
        (("--processes", "0"), "--processes 0: a number from 1"),
        (("--out", "o.parqet"), "--out o.parqet: end it with one of .parquet, .arrow"),
        (("--out", "nowhere/o.parquet"), "there is no folder"),
        (("--law-of", "yesterday"), "--law-of: 'yesterday'"),
        (("--learners", "ll.parquet"), "There is no such file."),
        (("--learners", "l.parqet"), "There is no such file. Did you mean l.parquet?"),
        (("--learners", "n.parquet"), "has a column “records” already; leave out --records"),
        (("--records", "l.parquet"), "These columns are missing and must be there: id, source, completed_on"),
    ],
)
def test_mistakes_are_answered_with_help(
    folder: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch, more: tuple[str, str], wanted: str
) -> None:
    monkeypatch.chdir(folder)
    parquet.write_table(pa.Table.from_batches([nested(CASES[:2])]), "n.parquet")
    assert main(words(folder, "o.parquet", *more)) == 2
    assert wanted in capfd.readouterr()[1]
    assert not list(folder.glob("o.*")) and not (folder / "o.parquet.parts").exists()


def test_korean_and_options_that_are_misspelt(folder: Path, capfd: Any) -> None:
    assert main(words(folder, "o.parquet", "--lang", "ko", "--chunk", "99")) == 0
    assert "학습자 40명" in capfd.readouterr()[0]
    with pytest.raises(SystemExit) as ended:
        main(words(folder, "o.parquet", "--chnk", "3"))
    assert ended.value.code == 2 and "--chunk" in capfd.readouterr()[1]


def test_what_was_consulted_is_written_beside_the_answers(folder: Path, capfd: Any) -> None:
    more = ("--chunk", "9", "--consulted")
    assert main(words(folder, "o.parquet", *more, f"{folder}/c.parquet")) == 0
    assert main(words(folder, "again.parquet", *more, f"{folder}/c")) == 0
    found = parquet.read_table(folder / "c.parquet")
    answers = parquet.read_table(folder / "o.parquet")
    assert found["learner"] == answers["learner"] and found["take_clash"] == answers["take_clash"]
    schema = consulted_schema(load_law())
    assert found.schema.equals(schema) and found.schema.metadata == schema.metadata
    parts = [parquet.read_table(part) for part in sorted((folder / "c").iterdir())]
    assert len(parts) == 5 and pa.concat_tables(parts) == found
    whole = Auditor(consulted=True).audit(nested(CASES)).consulted
    assert pa.Table.from_batches([whole]).equals(found.combine_chunks())
    capfd.readouterr()
    assert main(words(folder, "o.parquet", *more, f"{folder}/o.parquet")) == 2
    assert "--consulted" in capfd.readouterr()[1]


def test_parts_without_what_was_consulted_are_of_another_run(tmp_path: Path) -> None:
    parts, without = Parts(f"{tmp_path}/o.parquet"), Manifest("l", "r", "law", 9, 40, False, "majors", "code")
    assert parts.begin(without, resume=True) is None
    parts.finish(Done(0, 9, 0.1, Counts(*[0] * 7)))
    assert parts.begin(without, resume=True) is None
    assert parts.begin(without._replace(consulted=True), resume=True) == ["consulted"]


def test_two_runs_do_not_write_one_output(folder: Path, capfd: Any) -> None:
    other = Parts(f"{folder}/o.parquet")
    assert other.lock()
    assert main(words(folder, "o.parquet")) == 2
    err = capfd.readouterr()[1]
    assert "Another run is writing this output just now" in err and "--out" in err
    assert not (folder / "o.parquet").exists()
    other.remove()
    assert main(words(folder, "o.parquet")) == 0
