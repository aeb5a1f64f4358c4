"""Who runs the server: ourselves, or whom root lends it to; and what that account can reach."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import baeum
from baeum.postgres.account import Account, blocked, own_account, server_account
from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder, default_folder
from baeum.postgres.installations import WHEEL, Installation

from .conftest import of_origin, without_names
from .started import LONG_S, Started, gone, until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
Start = Callable[..., Started]


@pytest.fixture
def nobody() -> Account:
    """An account without rights."""
    found = pwd.getpwnam("nobody")
    return Account(found.pw_name, found.pw_uid, found.pw_gid)


def test_an_ordinary_user_runs_it_as_oneself(monkeypatch: pytest.MonkeyPatch) -> None:
    user = pwd.getpwnam("nobody")
    monkeypatch.setattr(os, "geteuid", lambda: user.pw_uid)
    assert server_account(None, {}).name == "nobody"
    assert server_account(0, {"BAEUM_POSTGRES_ACCOUNT": "nobody"}).name == "nobody"
    with pytest.raises(DatabaseFault) as told:
        server_account(None, {"BAEUM_POSTGRES_ACCOUNT": "daemon"})
    assert told.value.code == "account_not_root"


@as_root
def test_root_lends_it_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert server_account(None, {}).name in ("postgres", "nobody")
    assert server_account(pwd.getpwnam("daemon").pw_uid, {}).name == "daemon"  # whose the data is
    assert server_account(None, {"BAEUM_POSTGRES_ACCOUNT": "daemon"}).name == "daemon"
    assert (
        server_account(None, {"BAEUM_POSTGRES_ACCOUNT": str(pwd.getpwnam("daemon").pw_uid)}).name == "daemon"
    )
    monkeypatch.setattr("baeum.postgres.account.LENT", ("no-such-account",))
    with pytest.raises(DatabaseFault) as told:
        server_account(None, {})
    assert told.value.code == "account_missing"


@as_root
@pytest.mark.parametrize(
    ("named", "code"),
    [("no-such", "account_unknown"), ("999999", "account_unknown"), ("9" * 30, "account_unknown"),
     ("root", "account_is_root"), ("0", "account_is_root")],
)  # fmt: skip
def test_accounts_that_will_not_do(named: str, code: str) -> None:
    with pytest.raises(DatabaseFault) as told:
        server_account(None, {"BAEUM_POSTGRES_ACCOUNT": named})
    assert told.value.code == code and named in str(told.value)


@as_root
def test_a_user_without_a_name_is_told(folder: Path) -> None:
    folder.parent.chmod(0o777)
    answer = run_as(4_000_123, "database", "start", "--folder", str(folder))
    assert answer.returncode == 2 and "4000123" in answer.stderr and "/etc/passwd" in answer.stderr


@as_root
def test_what_an_account_cannot_reach(tmp_path: Path, nobody: Account) -> None:
    assert blocked(own_account(), tmp_path) is None
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert blocked(nobody, closed / "within") is not None
    assert blocked(nobody, Path("/usr/bin")) is None
    os.chown(closed, nobody.uid, nobody.gid)
    assert blocked(nobody, closed) != closed


@as_root
def test_the_server_runs_under_the_account_that_was_chosen(
    folder: Path, installation: Installation, nobody: Account
) -> None:
    environment = {"BAEUM_POSTGRES_BIN": str(installation.bin), "BAEUM_POSTGRES_ACCOUNT": "nobody"}
    cluster = Cluster(folder, environment=environment, tell=lambda _: None)
    cluster.start()
    server = cluster.status().server
    assert Path(f"/proc/{server}").stat().st_uid == nobody.uid
    groups = next(
        x for x in Path(f"/proc/{server}/status").read_text().splitlines() if x.startswith("Groups:")
    )
    assert groups.split()[1:] == []
    cluster.stop()
    # the choice is remembered by whom the data belongs to
    again = Cluster(folder, environment={"BAEUM_POSTGRES_BIN": str(installation.bin)}, tell=lambda _: None)
    assert again.folder.account({}).name == "nobody"


@as_root
def test_data_that_root_copied_is_given_back(cluster: Cluster, told: list[object]) -> None:
    for path in (cluster.folder.cluster, *cluster.folder.cluster.rglob("*")):
        os.chown(path, 0, 0)
    cluster.start()
    assert cluster.folder.cluster.stat().st_uid == server_account(None, {}).uid
    assert told


@as_root
def test_a_database_in_roots_own_folder_goes_where_the_server_can_reach_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder.parent / "root"
    closed.mkdir(mode=0o700)
    wanted = closed / "checkout" / "var" / "postgres"
    monkeypatch.setattr("baeum.postgres.folder.FOR_ROOT", folder.parent / "lib")
    found = default_folder(wanted, {})
    assert found.parent == folder.parent / "lib" and found.name.startswith("checkout-")
    assert default_folder(wanted, {}) == found
    assert default_folder(wanted, {"BAEUM_DATABASE_FOLDER": "/srv/here"}) == Path("/srv/here")
    (wanted / "cluster").mkdir(parents=True)
    assert default_folder(wanted, {}) == wanted  # never a second one where there is one already


@as_root
def test_a_named_folder_out_of_reach_is_told_not_opened(folder: Path, any_installation: Installation) -> None:
    closed = folder.parent / "closed"
    closed.mkdir(mode=0o700)
    environment = {"BAEUM_POSTGRES_BIN": str(any_installation.bin)}
    with pytest.raises(DatabaseFault) as told:
        Cluster(closed / "database", environment=environment, tell=lambda _: None).start()
    assert told.value.code == "folder_out_of_reach" and str(closed) in str(told.value)
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def hidden_wheel(folder: Path) -> Iterator[Path]:
    """The wheel's server in a folder that only root may enter."""
    wheel = of_origin("wheel")
    closed = folder.parent / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(wheel.bin.parent, closed / WHEEL / wheel.bin.parent.name, symlinks=True)
    shutil.copytree(wheel.bin.parents[2] / f"{WHEEL}.libs", closed / f"{WHEEL}.libs")
    yield closed / WHEEL / wheel.bin.parent.name / "bin"
    assert closed.stat().st_mode & 0o777 == 0o700  # no parent was opened


@as_root
def test_the_wheel_in_roots_own_folder_is_brought_within_reach(folder: Path, hidden_wheel: Path) -> None:
    environment = {"BAEUM_POSTGRES_BIN": str(hidden_wheel)}
    cluster = Cluster(folder, environment=environment, tell=lambda _: None)
    for _ in range(2):
        cluster.start()
        assert cluster.installation is not None and folder in cluster.installation.bin.parents
        with connect(cluster.address()) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
        cluster.stop()
    assert len(list(folder.glob("server-*"))) == 1


@as_root
def test_another_server_out_of_reach_is_told(folder: Path) -> None:
    machine = of_origin("machine")
    closed = folder.parent / "closed"
    closed.mkdir(mode=0o700)
    shutil.copytree(machine.bin, closed / "bin")
    environment = {"BAEUM_POSTGRES_BIN": str(closed / "bin")}
    with pytest.raises(DatabaseFault) as told:
        Cluster(folder, environment=environment, tell=lambda _: None).start()
    assert told.value.code == "server_out_of_reach"


def a_python_for(uid: int) -> list[str]:
    """A Python, with our packages, that a user can run; skips where there is none."""
    packages = [
        str(Path(baeum.__file__).parents[1]),
        *(path for path in sys.path if path.endswith("site-packages")),
    ]
    version = f"python3.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        words = [python, "-c", "import baeum, psycopg, django"]
        environment = {"PYTHONPATH": os.pathsep.join(packages)}
        try:
            if (
                subprocess.run(words, user=uid, env=environment, capture_output=True, check=False).returncode
                == 0
            ):
                return ["/usr/bin/env", f"PYTHONPATH={environment['PYTHONPATH']}", python]
        except OSError:
            continue
    pytest.skip("no Python with our packages that an ordinary user can run")


def run_as(uid: int, *words: str) -> subprocess.CompletedProcess[str]:
    """A command as another user."""
    return subprocess.run(
        [*a_python_for(uid), "-m", "baeum.cli", *words],
        user=uid, group=uid, extra_groups=[], env=without_names(), cwd="/",
        capture_output=True, text=True, timeout=LONG_S, check=False,
    )  # fmt: skip


@as_root
def test_an_ordinary_user_starts_uses_and_stops_one(
    folder: Path, installation: Installation, start: Start, nobody: Account
) -> None:
    os.chown(folder.parent, nobody.uid, nobody.gid)
    lower = {"user": nobody.uid, "group": nobody.gid, "extra_groups": [], "cwd": "/"}
    started = start(installation.bin, new=True, python=a_python_for(nobody.uid), **lower).ready()
    assert Path(f"/proc/{started.server}").stat().st_uid == nobody.uid
    assert folder.stat().st_uid == nobody.uid and folder.stat().st_mode & 0o777 == 0o700
    status = run_as(nobody.uid, "database", "status", "--folder", str(folder))
    assert status.returncode == 0 and installation.version in status.stdout
    with connect(Cluster(folder).address()) as app:  # root may look too
        assert app.execute("SELECT 1").fetchone() == (1,)
    stranger = run_as(pwd.getpwnam("daemon").pw_uid, "database", "status", "--folder", str(folder))
    assert stranger.returncode == 2 and str(folder) in stranger.stderr
    os.kill(started.server, 9)
    until(lambda: "starting it again" in started.said)
    until(lambda: Cluster(folder).status().ready)
    assert run_as(nobody.uid, "database", "stop", "--folder", str(folder)).returncode == 0
    assert started.ended() == 0 and gone(folder)


@as_root
def test_what_root_runs_is_closed_to_an_ordinary_user(folder: Path, start: Start, nobody: Account) -> None:
    start().ready()
    for action in ("start", "status", "stop"):
        answer = run_as(nobody.uid, "database", action, "--folder", str(folder))
        assert answer.returncode == 2 and str(folder) in answer.stderr and "Traceback" not in answer.stderr
    assert Folder(folder).socket.stat().st_mode & 0o077 == 0
