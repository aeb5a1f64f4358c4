"""A run that was stopped goes on from its parts, and from those of no other run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyarrow import parquet
from tests.batch.flattening import tables
from tests.batch.test_running import CASES

from baeum_rules.batch.origins import sum_of_code
from baeum_rules.batch.running import Job, Summary, run_job
from baeum_rules.batch.table_faults import TableError
from baeum_rules.curricula import ENVIRONMENT, CurriculumError
from baeum_rules.parameters import law_folder, load_law


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables of thirty learners."""
    write(tmp_path)
    return tmp_path


def write(folder: Path, more: dict[str, str] | None = None) -> None:
    """The tables; ``more``: learners to be called otherwise in the table of records."""
    learners, records = tables(CASES)
    names = [(more or {}).get(name, name) for name in records["learner"].to_pylist()]
    parquet.write_table(learners, folder / "l.parquet")
    parquet.write_table(records.set_column(0, "learner", [names]), folder / "r.parquet")


def run(folder: Path, *, stop: bool = False) -> Summary:
    """A run; ``stop``: interrupted after its first chunk."""

    def told(done: int, _: int) -> None:
        if stop and done >= 7:
            raise KeyboardInterrupt

    paths = [str(folder / name) for name in ("l.parquet", "r.parquet", "o.parquet", "e.csv")]
    return run_job(Job(*paths, load_law(), 7, 1, True), told)


def stopped(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(folder, stop=True)


def differing(folder: Path) -> str:
    """What a run says that differs from what its parts were made of."""
    with pytest.raises(TableError) as error:
        run(folder)
    (fault,) = error.value.faults
    assert fault.code == "other_run"
    return fault.en.partition("(what differs: ")[2].partition(")")[0]


def test_parts_by_other_curricula_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = folder / "curricula"
    own.mkdir()
    shipped = Path(law_folder(), "curricula", "computer-science.toml")
    (own / shipped.name).write_bytes(shipped.read_bytes())
    stopped(folder)
    monkeypatch.setenv(ENVIRONMENT, str(own))
    assert differing(folder) == "curricula"
    monkeypatch.delenv(ENVIRONMENT)
    assert run(folder).resumed == 1
    monkeypatch.setenv(ENVIRONMENT, str(own))
    stopped(folder)
    with (own / shipped.name).open("a") as file:
        file.write("\n# another edition\n")
    assert differing(folder) == "curricula"


def test_a_folder_of_curricula_that_is_not_there_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(folder / "nowhere"))
    with pytest.raises(CurriculumError, match="see BAEUM_CURRICULA"):
        run(folder)


def test_parts_of_other_code_are_refused(folder: Path) -> None:
    stopped(folder)
    manifest = folder / "o.parquet.parts" / "manifest.json"
    told = json.loads(manifest.read_text())
    assert told["engine"] == sum_of_code()
    manifest.write_text(json.dumps(told | {"engine": "of another version"}))
    assert differing(folder) == "engine"
    manifest.unlink()
    assert "engine" in differing(folder)


def test_a_change_of_any_source_is_another_engine(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    source = tmp_path / "deep" / "rule.py"
    source.write_text("LIMIT = 1\n")
    before = sum_of_code(tmp_path)
    (tmp_path / "notes.md").touch()
    assert sum_of_code(tmp_path) == before
    source.write_text("LIMIT = 2\n")
    assert sum_of_code(tmp_path) != before


def test_after_mistakes_of_the_tables_the_same_command_begins_anew(folder: Path) -> None:
    write(folder, {"L3": "nobody"})
    with pytest.raises(TableError, match="nobody"):
        run(folder)
    assert not (folder / "o.parquet.parts").exists()
    write(folder)
    assert run(folder).resumed == 0


def test_a_run_that_was_killed_before_its_first_chunk_is_begun_anew(folder: Path) -> None:
    stopped(folder)
    parts = folder / "o.parquet.parts"
    (parts / "000000.json").unlink()  # as where it was killed before it could say so
    write(folder)
    assert run(folder).resumed == 0
    assert parquet.read_table(folder / "o.parquet").num_rows == len(CASES) and not parts.exists()


def test_what_was_finished_before_is_not_counted_into_the_speed(folder: Path) -> None:
    stopped(folder)
    summary = run(folder)
    assert (summary.counts.learners, summary.resumed, summary.answered) == (30, 1, 23)


def test_what_no_run_put_beside_the_parts_is_never_lost(folder: Path) -> None:
    parts = folder / "o.parquet.parts"
    parts.mkdir()
    (parts / "notes.txt").write_text("mine")
    run(folder)
    assert [path.name for path in parts.iterdir()] == ["notes.txt"]
