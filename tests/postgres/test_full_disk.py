"""A disk that is full: told, nothing lost, and on it goes once there is room."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.installations import Installation
from baeum.postgres.names import OWNER

Disk = Callable[[str], Path]


@pytest.fixture
def disk(folder: Path) -> Iterator[Disk]:
    """Puts a disk of a size, such as 20m, in the place of the folder; again to change its size."""
    mounted = False

    def put(size: str) -> Path:
        nonlocal mounted
        folder.mkdir(exist_ok=True)
        words = f"remount,size={size}" if mounted else f"size={size}"
        command = ["mount", "-t", "tmpfs", "-o", f"{words},mode=0755", "tmpfs", str(folder)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("no right to mount a small disk here")
        mounted = True
        return folder

    yield put
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def on(path: Path, installation: Installation) -> Cluster:
    """A cluster on that disk."""
    environment = {"BAEUM_POSTGRES_BIN": str(installation.bin)}
    return Cluster(path / "database", environment=environment, tell=lambda _: None)


def test_no_room_to_make_it(disk: Disk, installation: Installation) -> None:
    cluster = on(disk("20m"), installation)
    with pytest.raises(DatabaseFault) as told:
        cluster.start()
    assert told.value.code == "disk_full", str(told.value)
    assert "MB" in str(told.value)
    assert not list(cluster.folder.path.glob("cluster*"))
    disk("200m")
    cluster.start()
    assert cluster.status().ready
    cluster.stop()


def test_no_room_to_go_on(disk: Disk, installation: Installation) -> None:
    cluster = on(disk("110m"), installation)
    cluster.start()
    with connect(cluster.address(OWNER)) as owner:
        owner.execute("CREATE TABLE word (text text)")
    acknowledged = 0
    with pytest.raises(psycopg.OperationalError), connect(cluster.address()) as app:
        while True:
            app.execute("INSERT INTO word SELECT repeat('x', 1000) FROM generate_series(1, 1000)")
            acknowledged += 1
    cluster.stop()
    with pytest.raises(DatabaseFault) as told:
        cluster.start()
    assert told.value.code == "disk_full"
    disk("300m")
    cluster.start()
    with connect(cluster.address()) as app:
        assert app.execute("SELECT count(*) FROM word").fetchone() == (acknowledged * 1000,)
    cluster.stop()
