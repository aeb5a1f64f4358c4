"""``baeum check decisions`` in a process of its own: all the same; then another answer, a broken hash."""

from __future__ import annotations

import json
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
from migrated_folder import MigratedFolder

FILL = """
from baeum.config.bringing_up import database, set_up_django
from baeum.config.database import owner_address
from baeum.postgres.connecting import connect
with database():
    set_up_django()
    from baeum.crowd.decisions import decide_for_crowd
    from baeum.crowd.loading import Wish, load
    with connect(owner_address()) as owner:
        load(owner, Wish(3, 26), lambda _: None)
        print(decide_for_crowd(owner, 6, lambda _: None), decide_for_crowd(owner, 6, lambda _: None))
"""
SPOIL = """
import json
from baeum.config.bringing_up import database, set_up_django
from baeum.config.database import owner_address
from baeum.postgres.connecting import connect
with database():
    set_up_django()
    from baeum.claims.decided import proposal_place
    from baeum.people.keys import unwrapped
    from baeum.shared.sealed import sealed, unsealed
    with connect(owner_address()) as owner:
        claim, number, answer, person, wrapped = owner.execute(
            "SELECT p.claim_id, p.number, p.answer, a.person_id, k.wrapped FROM claims_proposal p"
            " JOIN claims_claim c ON c.id = p.claim_id JOIN ledger_account a ON a.id = c.account_id"
            " JOIN people_personkey k ON k.person_id = a.person_id LIMIT 1").fetchone()
        key, place = unwrapped(person, bytes(wrapped)), proposal_place(claim, number, "answer")
        other = unsealed(key, place, answer)
        other["remaining"] += 1
        owner.execute("ALTER TABLE claims_proposal DISABLE TRIGGER only_ever_added")
        owner.execute("UPDATE claims_proposal SET answer = %s WHERE claim_id = %s AND number = %s",
                      [sealed(key, place, other), claim, number])
"""


@pytest.fixture(scope="module")
def cluster(migrated: MigratedFolder) -> Iterator[Cluster]:
    """A database that stays up between the commands; not in pytest's folder, which root keeps closed."""
    folder = Path(tempfile.gettempdir()) / f"baeum-check-{secrets.token_hex(6)}"
    migrated.copy(folder)
    kept = Cluster(folder, durable=False, tell=lambda _: None)
    kept.start()
    yield kept
    kept.stop()
    shutil.rmtree(folder)


def run(cluster: Cluster, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "BAEUM_DATABASE_FOLDER": str(cluster.folder.path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_all_the_same_then_one_that_is_not(cluster: Cluster) -> None:
    check = ("-m", "baeum.cli", "check", "decisions", "--lang", "en")
    filled = run(cluster, "-c", FILL)
    assert filled.stdout.split()[-2:] == ["6", "0"], filled.stderr
    same = run(cluster, *check)
    assert same.returncode == 0, same.stderr
    assert "6 decisions: 6 the same, 0 different" in same.stdout and "decisions: 6 / 6" in same.stderr
    spoiled = run(cluster, "-c", SPOIL)
    assert spoiled.returncode == 0, spoiled.stderr
    other = run(cluster, *check, "--json")
    assert other.returncode == 1
    told = json.loads(other.stdout)
    assert (told["total"], told["same"], len(told["differing"]), len(told["broken"])) == (6, 5, 1, 1)
    assert told["differing"][0]["outcome"] and "remaining" in told["differing"][0]["what"][0]
    with connect(cluster.address(OWNER)) as owner:
        owner.execute("UPDATE people_personkey SET wrapped = NULL, destroyed_at = now()")
    erased = run(cluster, *check, "--json")
    assert json.loads(erased.stdout)["unreadable"] == 6
