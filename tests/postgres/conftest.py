"""Servers of these tests' own: real processes in folders that are thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from baeum.postgres import processes
from baeum.postgres.cluster import Cluster
from baeum.postgres.folder import Folder
from baeum.postgres.installations import Installation, installations
from baeum.postgres.sentences import Sentence

from .started import Started


@pytest.fixture(params=["machine", "wheel"])
def installation(request: pytest.FixtureRequest) -> Installation:
    """A server found on the machine, and the one of the wheel."""
    return of_origin(request.param)


@pytest.fixture(scope="session")
def any_installation() -> Installation:
    """The server that would be chosen here."""
    return next(installations(without_names()))


def of_origin(origin: str) -> Installation:
    """The first server of an origin; skips where there is none."""
    found = next((one for one in installations(without_names()) if one.origin == origin), None)
    if found is None:
        pytest.skip(f"no PostgreSQL of origin {origin!r} here")
    return found


def without_names() -> dict[str, str]:
    """The environment without what would choose a database."""
    kept = ("DATABASE_", "BAEUM_")
    return {name: value for name, value in os.environ.items() if not name.startswith(kept)}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place for a database folder."""
    with thrown_away() as here:
        yield here


@contextmanager
def thrown_away() -> Iterator[Path]:
    """A place for a database folder. Whatever runs in it at the end is ended."""
    path = Path(tempfile.mkdtemp(prefix="baeum-"))
    path.chmod(0o755)
    here = path / "database"
    try:
        yield here
    finally:
        processes.end(here / "cluster", lambda _: None)
        shutil.rmtree(Folder(here).socket, ignore_errors=True)
        shutil.rmtree(path)


Made = Callable[[Path, Path], None]


@pytest.fixture(scope="session")
def made() -> Iterator[Made]:
    """Puts a database folder that was started once before in a place: faster than making each anew."""
    origins: dict[Path, Path] = {}
    begun = Path(tempfile.mkdtemp(prefix="baeum-made-"))
    begun.chmod(0o755)

    def put(binaries: Path, there: Path) -> None:
        if binaries not in origins:
            origins[binaries] = begun / str(len(origins))
            environment = {"BAEUM_POSTGRES_BIN": str(binaries)}
            cluster = Cluster(origins[binaries], environment=environment, tell=lambda _: None)
            cluster.start()
            cluster.stop()
        subprocess.run(["cp", "-a", origins[binaries], there], check=True)

    yield put
    shutil.rmtree(begun)


@pytest.fixture
def told() -> list[Sentence]:
    """What the cluster of a test says."""
    return []


@pytest.fixture
def cluster(
    folder: Path, any_installation: Installation, told: list[Sentence], made: Made
) -> Iterator[Cluster]:
    """A cluster over a folder that was used before, not started; safe on disk like a real one."""
    environment = {"BAEUM_POSTGRES_BIN": str(any_installation.bin)}
    made(any_installation.bin, folder)
    found = Cluster(folder, environment=environment, tell=told.append)
    yield found
    found.stop()


@pytest.fixture
def start(folder: Path, any_installation: Installation, made: Made) -> Iterator[Callable[..., Started]]:
    """Starts supervisors in processes of their own; ``new``: from nothing."""
    begun: list[Started] = []

    def begin(binaries: Path = any_installation.bin, *, new: bool = False, **options: Any) -> Started:
        environment = {**without_names(), "BAEUM_POSTGRES_BIN": str(binaries)}
        if not folder.exists() and not new:
            made(binaries, folder)
        begun.append(Started(folder, {**environment, **options.pop("environment", {})}, **options))
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.wait()
