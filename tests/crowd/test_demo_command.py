"""``baeum demo`` in a process of its own: loads whole chains, goes on later, refuses clearly."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.names import OWNER


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A database that stays up between the commands; not in pytest's folder, which root keeps closed."""
    folder = Path(tempfile.gettempdir()) / f"baeum-demo-{secrets.token_hex(6)}"
    kept = Cluster(folder, durable=False, tell=lambda _: None)
    kept.start()
    yield kept
    kept.stop()
    shutil.rmtree(folder)


def demo(cluster: Cluster, *words: str) -> subprocess.CompletedProcess[str]:
    return baeum(cluster, "demo", "--lang", "en", *words)


def baeum(cluster: Cluster, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "BAEUM_DATABASE_FOLDER": str(cluster.folder.path),
        "BAEUM_DEMO": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "baeum.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_loads_goes_on_and_refuses(cluster: Cluster) -> None:
    first = demo(cluster, "--learners", "7", "--entries", "26")
    assert first.returncode == 0, first.stderr
    assert "Loaded 7 learners, 182 lines" in first.stdout and "whole" in first.stdout
    samples = baeum(cluster, "site", "--samples", "--no-worker")
    assert samples.returncode == 2 and "Traceback" not in samples.stderr
    assert "Start without --samples" in samples.stderr and "BAEUM_DATABASE_FOLDER로" in samples.stderr
    again = demo(cluster, "--learners", "7", "--entries", "26")
    assert again.returncode == 0 and "Nothing is to be loaded" in again.stderr
    more = demo(cluster, "--learners", "300", "--entries", "26")
    assert (
        more.returncode == 0 and "Loaded 293 learners" in more.stdout and "learners: 300 / 300" in more.stderr
    )
    other = demo(cluster, "--learners", "300", "--entries", "5")
    assert other.returncode == 2 and "have 26 lines each" in other.stderr
    assert demo(cluster, "--learners", "0").returncode == 2
    with connect(cluster.address(OWNER)) as owner:
        acts = dict(owner.execute("SELECT act, count(*) FROM ledger_entry GROUP BY act").fetchall())
        assert acts.keys() == {"deposit", "reversal", "move"} and sum(acts.values()) == 300 * 26
        owner.execute(
            "UPDATE ledger_account SET head_hash = sha256('x') WHERE learner_number = 'L0000000018'"
        )
        broken = demo(cluster, "--learners", "300", "--entries", "26")
        assert broken.returncode == 2 and "1 accounts have a broken chain" in broken.stderr
        owner.execute("UPDATE ledger_account SET learner_number = 'L9999999999' WHERE id = 1")
    others = demo(cluster, "--learners", "300", "--entries", "26")
    assert others.returncode == 2 and "that are no samples" in others.stderr
