"""From nothing to a server, and down again."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.installations import Installation
from baeum.postgres.names import ADMINISTRATOR, APP, DATABASE, OWNER

from .started import gone


def settings(cluster: Cluster, *names: str) -> list[str]:
    """The values of settings of a running server."""
    with connect(cluster.address()) as connection:
        return [connection.execute(f"SHOW {name}").fetchone()[0] for name in names]


@pytest.fixture
def started(folder: Path, installation: Installation) -> Cluster:
    """A cluster of each kind of server."""
    cluster = Cluster(folder, environment={"BAEUM_POSTGRES_BIN": str(installation.bin)}, tell=lambda _: None)
    cluster.start()
    return cluster


def test_what_is_made_is_safe_and_the_same_everywhere(started: Cluster, installation: Installation) -> None:
    assert settings(
        started, "data_checksums", "server_encoding", "fsync", "full_page_writes", "synchronous_commit",
        "listen_addresses", "unix_socket_permissions",
    ) == ["on", "UTF8", "on", "on", "on", "", "0700"]  # fmt: skip
    with connect(started.address()) as connection:
        version = connection.execute("SHOW server_version").fetchone()[0]
        assert version.startswith(installation.version)
        words = "unnest(ARRAY['나', 'a', '가', 'B', '각']) AS word"
        order = f"SELECT string_agg(word, ' ' ORDER BY word) FROM {words}"
        assert connection.execute(order).fetchone() == ("B a 가 각 나",)
        assert connection.execute("SELECT lower('ÀÉ'), upper('ß')").fetchone()[0] == "àé"
    started.stop()


def test_only_the_account_and_root_come_in(started: Cluster) -> None:
    folder = started.folder
    closed = [folder.cluster, folder.socket, folder.hba, folder.ident, folder.log, folder.lock]
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in closed} == dict.fromkeys(
        (path.name for path in closed), 0
    )
    assert not stat.S_IMODE(folder.path.stat().st_mode) & 0o007
    started.stop()


def test_what_was_stored_is_there_after_a_stop(started: Cluster) -> None:
    with connect(started.address(OWNER)) as owner:
        owner.execute("CREATE TABLE kept (word text)")
    with connect(started.address(APP)) as app:
        app.execute("INSERT INTO kept VALUES ('배움')")
    started.stop()
    assert gone(started.folder.path) and started.status() == (started.folder.major(), None, False, None)
    started.start()
    with connect(started.address(APP)) as app:
        assert app.execute("SELECT word FROM kept").fetchall() == [("배움",)]
    started.stop()


def test_a_failed_statement_leaves_no_words_in_the_log(cluster: Cluster) -> None:
    cluster.start()
    with connect(cluster.address(APP)) as app, pytest.raises(Exception, match="does not exist"):
        app.execute("SELECT * FROM missing WHERE name = '홍길동'")
    written = cluster.folder.log.read_text()
    assert "missing" in written and "홍길동" not in written


def test_the_servers_programs_see_none_of_our_environment(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"BAEUM_SECRET_KEY": "sesame", "PGPORT": "1", "PGDATA": "/nowhere", "PGCLIENTENCODING": "EUC_KR"}
    with monkeypatch.context() as patch:
        for name, value in ours.items():
            patch.setenv(name, value)
        cluster.start()
    seen = Path(f"/proc/{cluster.status().server}/environ").read_bytes().split(b"\0")
    assert {name.partition(b"=")[0] for name in seen} <= {
        b"PATH",
        b"LC_ALL",
        b"LD_LIBRARY_PATH",
        b"TMPDIR",
        b"PWD",
        b"",
    }
    assert settings(cluster, "port") == ["5432"]


@pytest.mark.parametrize(
    "name", ["한글 폴더, 'x' \"y\"", "deep/" * 30 + "deep"], ids=["hard letters", "too long for a socket"]
)
def test_any_path_will_do(folder: Path, any_installation: Installation, name: str) -> None:
    environment = {"BAEUM_POSTGRES_BIN": str(any_installation.bin)}
    cluster = Cluster(folder / name, environment=environment, tell=lambda _: None)
    (folder / name).mkdir(parents=True)
    folder.chmod(0o755)
    cluster.start()
    try:
        assert len(os.fsencode(f"{cluster.folder.socket}/.s.PGSQL.5432")) <= 103
        with connect(cluster.address()) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == (DATABASE,)
    finally:
        cluster.stop()
        if cluster.folder.socket.parent != cluster.folder.path:
            cluster.folder.socket.rmdir()


def test_a_socket_folder_of_another_user_is_refused(folder: Path, any_installation: Installation) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of another user")
    from baeum.postgres.fault import DatabaseFault

    environment = {"BAEUM_POSTGRES_BIN": str(any_installation.bin)}
    cluster = Cluster(folder / ("deep/" * 30), environment=environment, tell=lambda _: None)
    cluster.folder.socket.mkdir()
    os.chown(cluster.folder.socket, 1, 1)
    try:
        with pytest.raises(DatabaseFault) as told:
            cluster.start()
        assert told.value.code == "other_owner_socket"
    finally:
        cluster.folder.socket.rmdir()


def test_the_administrator_is_not_the_app(cluster: Cluster) -> None:
    cluster.start()
    with connect(cluster.address(ADMINISTRATOR, "postgres")) as admin:
        assert admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", (APP,)).fetchone() == (
            False,
        )
