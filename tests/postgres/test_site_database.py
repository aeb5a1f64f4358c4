"""``baeum site`` brings its database with it; commands that need none start none."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.installations import Installation
from baeum.postgres.names import OWNER
from migrated_folder import MigratedFolder

from .conftest import Made, without_names
from .started import LONG_S, as_json, baeum, gone, kill, until


class Site:
    """A running ``baeum site``."""

    def __init__(self, environment: dict[str, str], words: Path) -> None:
        command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0"]
        self.words = words
        with words.open("w") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=file, env=environment)

    @property
    def said(self) -> str:
        return self.words.read_text(encoding="utf-8")

    def ready(self) -> Site:
        until(lambda: "Ctrl+C" in self.said or self.process.poll() is not None)
        assert self.process.poll() is None, self.said
        return self

    def answers(self) -> int:
        address = re.search(r"http://[\d.]+:\d+/", self.said)
        assert address
        with urllib.request.urlopen(address.group(), timeout=LONG_S) as page:
            return int(page.status)


@pytest.fixture
def environment(folder: Path, any_installation: Installation) -> dict[str, str]:
    """A site whose files and database lie in the folder."""
    return {
        **without_names(),
        "BAEUM_VAR": os.environ.get("BAEUM_VAR") or str(folder.parent / "var"),
        "BAEUM_DATABASE_FOLDER": str(folder),
        "BAEUM_POSTGRES_BIN": str(any_installation.bin),
    }


@pytest.fixture
def open_site(environment: dict[str, str], folder: Path) -> Iterator[Callable[..., Site]]:
    """Opens sites on the one folder; ``var``: where their static files are, if gathered before."""
    begun: list[Site] = []

    def begin(var: Path | None = None) -> Site:
        files = {"BAEUM_VAR": str(var)} if var else {}
        begun.append(Site({**environment, **files}, folder.with_name(f"site-{len(begun)}")))
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.wait()


def test_from_nothing_to_a_page_with_a_migrated_database(
    folder: Path, environment: dict[str, str], open_site: Callable[..., Site]
) -> None:
    site = open_site().ready()
    assert site.answers() == 200
    status = as_json("database", "status", "--json", environment=environment)
    assert status["running"] and status["pending"] == [] and status["faults"] == []
    assert str(site.process.pid) in status["holder"] and "baeum" in status["holder"]
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(LONG_S) == 0 and gone(folder)
    assert "Traceback" not in site.said


def test_a_killed_database_comes_back_and_the_page_never_left(
    folder: Path, migrated: MigratedFolder, open_site: Callable[..., Site]
) -> None:
    migrated.copy(folder)
    site = open_site(migrated.var).ready()
    cluster = Cluster(folder)
    server = cluster.status().server
    kill(server)
    assert site.answers() == 200
    until(lambda: cluster.status().ready and cluster.status().server != server)
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(LONG_S) == 0 and gone(folder)


def test_a_second_site_joins_and_goes_on_alone(
    folder: Path, migrated: MigratedFolder, open_site: Callable[..., Site]
) -> None:
    migrated.copy(folder)
    first = open_site(migrated.var).ready()
    second = open_site(migrated.var).ready()
    assert str(first.process.pid) in second.said
    first.process.send_signal(signal.SIGTERM)
    assert first.process.wait(LONG_S) == 0
    until(lambda: Cluster(folder).status().ready)
    with connect(Cluster(folder).address(OWNER)) as owner:
        assert owner.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
    assert second.answers() == 200
    assert baeum("database", "stop", "--folder", str(folder)).returncode == 0
    assert second.process.wait(LONG_S) == 0 and gone(folder)


def test_a_site_that_may_not_migrate_says_what_to_do(
    folder: Path, made: Made, any_installation: Installation, environment: dict[str, str]
) -> None:
    made(any_installation.bin, folder)
    cluster = Cluster(folder, environment=environment, tell=lambda _: None)
    cluster.start()
    url = f"postgresql://baeum_app@/baeum?host={cluster.folder.socket}"
    answer = baeum("site", "--port", "0", environment={**environment, "DATABASE_URL": url})
    cluster.stop()
    assert answer.returncode == 2 and "baeum database migrate" in answer.stderr


def test_a_site_without_a_database_says_so_and_ends(environment: dict[str, str]) -> None:
    url = "postgresql://baeum_app:x@127.0.0.1:1/baeum"
    answer = baeum("site", "--port", "0", environment={**environment, "DATABASE_URL": url})
    assert answer.returncode == 2 and "127.0.0.1:1" in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "words",
    [["law"], ["curriculum", "list"], ["template", "--out", "-"], ["lookup", "-h"], ["audit", "-h"]],
)
def test_other_commands_start_nothing(words: list[str], environment: dict[str, str], folder: Path) -> None:
    code = (
        "import sys; from baeum.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = ('psycopg', 'baeum.postgres', 'baeum.config', 'django')\n"
        "loaded = [name for name in sys.modules if name.startswith(heavy)]\n"
        "print('LOADED', loaded, file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, env=environment, timeout=LONG_S, check=True
    )
    assert b"LOADED []" in answer.stderr and not folder.exists()


def test_settings_and_pages_start_nothing(environment: dict[str, str], folder: Path) -> None:
    """Nor do they load the solver, which would be a third of a start."""
    code = (
        "import django, sys; django.setup(); import baeum.config.urls; from django.db import connection\n"
        "print(connection.vendor, 'ortools' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "DJANGO_SETTINGS_MODULE": "baeum.config.settings"},
        capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    assert answer.stdout.strip() == "postgresql False" and not folder.exists()
