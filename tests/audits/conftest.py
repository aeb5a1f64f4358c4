"""A database with people who have goals: examples of the calculator deposited, a life, and others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from tests.ledger.conftest import opened
from tests.ledger.test_facts import EXAMPLES, learner_of, learning_of

from baeum.audits.pace import Pace
from baeum.audits.services.refresh import refresh
from baeum.demo.cast import done
from baeum.demo.life import live
from baeum.learner.services.choose_goal import choose_goal, chosen_goal
from baeum.ledger.services.deposit import deposit
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.postgres.address import Address
from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.names import ADMINISTRATOR, OWNER
from baeum.postgres.roles import copy_database
from baeum.recognition.services.audit_account import audit_account
from baeum_rules.parameters import load_law
from cast import Cast, assemble_with_password

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

ON = date(2026, 11, 26)
LAW = load_law()
LEARNERS = ("dowon", "boram", "sora", "taeo")  # who live an example each
FAULTY, OTHER = "mina", "haneul"  # a goal without a major; one of another kind
AT_ONCE = Pace(a_second=0, busy=0, chunk=3)


@dataclass
class People:
    """Whose account is which. ``reader``: an address that sees every row."""

    cast: Cast
    reader: Address
    account: dict[str, int] = field(default_factory=dict)

    def single(self, key: str) -> dict[str, Any]:
        """What the audit of the one account says, as the person asks for it."""
        by, account = self.cast.as_self(key), self.account[key]
        with acting(by):
            held = key_of(self.cast.person[key].id)
            assert held is not None
            goal = chosen_goal(account, key=held)
            assert goal is not None
            return audit_account(account, goal=goal, on=ON)

    def choose(self, key: str, goal: dict[str, Any]) -> None:
        """Choose a goal."""
        with acting(self.cast.as_self(key)):
            held = key_of(self.cast.person[key].id)
            assert held is not None
            choose_goal(self.account[key], goal, key=held)

    def refresh(self, law: Any = LAW, on: date = ON, **more: Any) -> Any:
        """Refresh all, or until told."""
        given = {"pace": AT_ONCE, "until": lambda: False, "tell": lambda _: None, **more}
        return refresh(self.reader, law, on=on, **given)


def _example(people: People, key: str, path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))["case"]
    people.account[key] = account = opened(people.cast, key).account_id
    by, ids = people.cast.as_self(key), {}
    for record in case["records"]:
        written = done(deposit(account, learning_of(record, ids), key=record["id"], by=by, on=ON))
        ids[record["id"]] = str(written.number)
    for number, learning in enumerate(learner_of(case["learner"])):
        done(deposit(account, learning, key=f"l{number}", by=by, on=ON))
    people.choose(key, case["goal"])


def _everybody(cast: Cast, reader: Address) -> People:
    made = People(cast, reader)
    made.account["nari"], _ = live(cast)
    for key, path in zip(LEARNERS, EXAMPLES, strict=True):
        _example(made, key, path)
    for key in (FAULTY, OTHER):
        made.account[key] = opened(cast, key).account_id
    made.choose(FAULTY, {"degree": "bachelor", "route": "first"})
    made.choose(OTHER, {"degree": "bdes_bachelor", "major": "psychology"})
    return made


@pytest.fixture(scope="package")
def kept_people(
    database_server: Cluster,
    database_name: str,
    django_db_setup: None,  # noqa: ARG001  it makes the database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[People]:
    """Everybody of this folder, entered once, in a database to copy: readers are other connections."""
    from run_database import renew

    kept = f"{database_name}_people"
    with django_db_blocker.unblock():
        renew(database_server, database_name)
        made = _everybody(assemble_with_password(), database_server.address(OWNER, database_name))
        _copy(database_server, database_name, kept)
    yield made
    with django_db_blocker.unblock(), connect(database_server.address(ADMINISTRATOR, "postgres")) as admin:
        connections.close_all()
        admin.execute(f"DROP DATABASE {kept}")
        renew(database_server, database_name)


@pytest.fixture
def people(
    kept_people: People,
    database_server: Cluster,
    database_name: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[People]:
    """The same, for a test that does with them what it likes."""
    with django_db_blocker.unblock():
        _copy(database_server, f"{database_name}_people", database_name)
        yield kept_people
        connections.close_all()


def _copy(server: Cluster, origin: str, copy: str) -> None:
    connections.close_all()
    with connect(server.address(ADMINISTRATOR, "postgres")) as admin:
        copy_database(admin, origin, copy)
