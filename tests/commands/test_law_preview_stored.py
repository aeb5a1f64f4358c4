"""``baeum law preview`` over the decisions that the site stores: a small crowd, in a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from baeum.postgres.names import APP, OWNER
from baeum_rules.changes import Change
from baeum_rules.parameters import load_law
from baeum_rules.recognition import audit
from baeum_rules.recognition.differences import compared

COMMAND = [sys.executable, "-m", "baeum.cli", "law", "preview"]
MAKE = """
import json
from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
from baeum.config.database import owner_address
with database():
    set_up_django()
    bring_up_to_date()
    from baeum.claims.stored import stored_decisions
    from baeum.crowd.decisions import decide_for_crowd
    from baeum.crowd.loading import Wish, load
    from baeum.postgres.connecting import connect
    with connect(owner_address()) as owner:
        load(owner, Wish(12, 30), lambda _: None)
        decide_for_crowd(owner, 24, lambda _: None)
        for one in stored_decisions(owner):
            print(json.dumps([str(one.decision_id), one.case], default=str))
"""


@pytest.fixture(scope="module")
def decided(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """The environment of a database with 24 decisions, and their cases by id."""
    request.getfixturevalue("django_db_setup")
    from run_database import renew

    cluster = request.getfixturevalue("database_server")
    name = f"{request.getfixturevalue('database_name')}_preview"
    renew(cluster, name)
    environment = {
        **os.environ,
        "BAEUM_MASTER_KEY_FILE": str(tmp_path_factory.mktemp("site") / "master.key"),
        "DJANGO_SETTINGS_MODULE": "baeum.config.settings",
    }
    for setting, user in (("DATABASE_URL", APP), ("DATABASE_OWNER_URL", OWNER)):
        address = cluster.address(user, name)
        host = quote(address["host"], safe="")
        environment[setting] = f"postgresql://{address['user']}@/{name}?host={host}"
    command = [sys.executable, "-c", MAKE]
    made = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    yield environment, dict(json.loads(line) for line in made.stdout.splitlines())


def preview(path: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, str(path), "--json", "--lang", "en"]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)


def written(folder: Path, name: str, value: object, since: str) -> Path:
    clause = load_law().parameter(name).versions[-1].clause
    path = folder / f"{name}.toml"
    path.write_text(
        f'[[{name}.versions]]\nsince = {since}\nvalue = {value}\nclause = "{clause}"\n', encoding="utf-8"
    )
    return path


def test_exactly_the_stored_decisions_that_differ(
    decided: tuple[dict[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    """Those whose case, answered under both laws, differs; named by their ids, nothing of a person."""
    environment, cases = decided
    assert len(cases) == 24
    changes = {"accredited.minimum_score": 70, "window.semester.limit": 12, "heritage.credits.holder": 1}
    counts = {}
    for name, value in changes.items():
        version = load_law().parameter(name).versions[-1]
        since = max(version.since, version.since.replace(year=2006))
        law = load_law().changed([Change(name, since, value, version.clause)])
        differing = [key for key, case in cases.items() if compared(audit(case), audit(case, law))]
        found = preview(written(tmp_path, name, value, str(since)), environment)
        assert found.returncode == 0, found.stderr
        answer = json.loads(found.stdout)
        assert answer["decisions"] == 24 and answer["unread"] == []
        assert [one["id"] for one in answer["list"]] == differing
        counts[name] = len(differing)
        named = {
            record.get("subject") or record.get("name")
            for case in cases.values()
            for record in case["records"]
        }
        assert not [title for title in named if title and title in found.stdout]
    assert counts["accredited.minimum_score"] > 0 and counts["window.semester.limit"] > 0
    assert counts["heritage.credits.holder"] == 0


def test_a_future_day_affects_no_stored_decision(
    decided: tuple[dict[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    environment, _ = decided
    found = preview(written(tmp_path, "accredited.minimum_score", 100, "2090-01-01"), environment)
    answer = json.loads(found.stdout)
    assert (answer["decisions"], answer["affected"], answer["unreached"]) == (24, 0, 24)


def test_without_an_owner_or_a_database_it_says_what_is_needed(
    decided: tuple[dict[str, str], dict[str, Any]], tmp_path: Path
) -> None:
    environment, _ = decided
    path = written(tmp_path, "accredited.minimum_score", 65, "2027-03-01")
    alone = {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}
    found = preview(path, alone)
    assert found.returncode == 2 and "DATABASE_OWNER_URL is needed too" in found.stderr
    nowhere = environment | {"DATABASE_OWNER_URL": "postgresql://baeum_owner@/nothing?host=%2Fnowhere"}
    found = preview(path, nowhere)
    assert found.returncode == 2 and found.stderr and "Traceback" not in found.stderr
