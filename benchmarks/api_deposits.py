"""Deposits a second by the API, beside the bare call of the database function that writes them."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from baeum.postgres.cluster import Cluster
from baeum.postgres.names import APP, OWNER

FORM = "application/x-www-form-urlencoded"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
APPEND = (
    "SELECT id FROM ledger_append(%s, %s, 'deposit', NULL, 'special_note', 'training',"
    " 'institution_confirmed', NULL, '2026-06-19', NULL, 45, %s, %s, NULL)"
)
LEARNERS = 20


@contextmanager
def database() -> Iterator[None]:
    """A durable database of its own, migrated; Django is set up on it, as the app."""
    folder = Path(tempfile.mkdtemp(prefix="baeum-"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "database", tell=lambda _: None)
    cluster.use()
    try:
        for name, role in (("DATABASE_URL", APP), ("DATABASE_OWNER_URL", OWNER)):
            address = cluster.address(role)
            host = quote(address["host"], safe="")
            os.environ[name] = f"postgresql://{role}@/{address['dbname']}?host={host}"
        os.environ |= {
            "BAEUM_MASTER_KEY_FILE": str(folder / "master.key"),
            "BAEUM_API_REQUESTS": "100000000",
        }
        from baeum.config.bringing_up import bring_up_to_date, set_up_django

        set_up_django()
        bring_up_to_date()
        yield
    finally:
        cluster.stop()
        shutil.rmtree(folder)


@contextmanager
def site() -> Iterator[tuple[str, int]]:
    """A running ``baeum site``: host and port."""
    command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            found = next(one for line in server.stdout if (one := re.search(r"http://([\d.]+):(\d+)", line)))
            yield found[1], int(found[2])
        finally:
            server.terminate()


class Caller:
    """A client of an institution over one kept connection."""

    def __init__(self, place: tuple[str, int], token: str = "") -> None:
        self.connection = http.client.HTTPConnection(*place)
        self.token = token

    def post(self, path: str, body: bytes, content_type: str = "application/json") -> Any:
        """The JSON of an answer that is a success."""
        headers = {"Content-Type": content_type, "Authorization": f"Bearer {self.token}"}
        headers["Idempotency-Key"] = str(uuid.uuid4())
        self.connection.request("POST", f"/api/v1{path}", body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status in (200, 201), text
        return json.loads(text)


class Institution:
    """An institution with learners and a client: what both ways deposit for."""

    def __init__(self) -> None:
        from tests.api.signing import KeyPair
        from tests.cast import assemble

        from baeum.api.models import SCOPES
        from baeum.api.services.register_client import ClientRegistered, register_client
        from baeum.ledger.services.open_account import Opened, open_account
        from baeum.people.acting import Actor
        from baeum.people.models import Person
        from baeum.people.personal import Personal
        from baeum.people.services.register_person import register_person
        from baeum.shared.clock import today

        cast, on, self.key = assemble(), today(), KeyPair()
        self.learners: list[tuple[str, str, int]] = []
        for place in range(LEARNERS):
            name = f"학습자 {place}"
            person = register_person(Personal(name, on), on=on)
            assert isinstance(person, Person)
            purposes = ("record", "institution_deposit")
            opened = open_account(person.pk, purposes=purposes, by=Actor(person.pk), on=on)
            assert isinstance(opened, Opened)
            self.learners.append((opened.learner_number, name, opened.account_id))
        done = register_client(
            cast.office["hangang"],
            name="학사 시스템",
            key_set=self.key.key_set,
            scopes=SCOPES,
            begins=on,
            ends=on + timedelta(days=1),
            by=cast.as_("sora"),
            on=on,
        )
        assert isinstance(done, ClientRegistered)
        self.actor = Actor(done.client.pk, done.client.appointment_id)

    def token(self, place: tuple[str, int]) -> str:
        """An access token of the running site."""
        audience = f"http://{place[0]}:{place[1]}/api/v1/token"
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": self.key.assertion(str(self.actor.person_id), aud=audience),
        }
        return str(Caller(place).post("/token", urlencode(form).encode(), FORM)["access_token"])

    def deposit(self, place: int) -> dict[str, Any]:
        """A deposit that was not sent before."""
        number, name, _ = self.learners[place % LEARNERS]
        return {
            "learner_number": number,
            "name": name,
            "kind": "training",
            "title": f"돌봄 {uuid.uuid4()}",
            "where": "한강평생교육원",
            "happened_on": "2026-06-19",
            "hours": 45,
        }


def bare(institution: Institution, count: int) -> None:
    """The function of the database alone: a line each, committed each, content sealed beforehand."""
    from django.db import connection

    from baeum.people.acting import acting

    with acting(institution.actor), connection.cursor() as cursor:
        for place in range(count):
            account = institution.learners[place % LEARNERS][2]
            cursor.execute("SELECT head_number FROM ledger_lock(%s)", [account])
            (head,) = cursor.fetchone()
            cursor.execute(APPEND, [account, head + 1, uuid.uuid4().bytes, os.urandom(180)])


def one_by_one(callers: list[Caller], institution: Institution, count: int) -> None:
    """A request each, from as many threads as there are callers."""

    def run(caller: Caller) -> None:
        for place in range(count // len(callers)):
            caller.post("/deposits", json.dumps(institution.deposit(place)).encode())

    threads = [threading.Thread(target=run, args=(caller,)) for caller in callers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def batch(caller: Caller, institution: Institution, count: int) -> None:
    """One request for all."""
    items = [{**institution.deposit(place), "key": str(uuid.uuid4())} for place in range(count)]
    answer = caller.post("/deposits/batch", json.dumps({"items": items}).encode())
    assert answer["deposited"] == count


def rate(act: Callable[[], None], count: int) -> float:
    """Deposits a second."""
    began = time.perf_counter()
    act()
    return count / (time.perf_counter() - began)


def main(words: list[str] | None = None) -> int:
    """Print medians of deposits a second; the ways take turns."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api_deposits", description=main.__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--count", type=int, default=400, help="deposits of a run, at most 500 (400)")
    arguments = parser.parse_args(words)
    count = arguments.count
    with database():
        institution = Institution()
        with site() as place:
            token = institution.token(place)
            callers = [Caller(place, token) for _ in range(4)]
            ways: dict[str, Callable[[], None]] = {
                "bare SQL call": lambda: bare(institution, count),
                "API, one by one": lambda: one_by_one(callers[:1], institution, count),
                "API, 4 at once": lambda: one_by_one(callers, institution, count),
                "API, one batch": lambda: batch(callers[0], institution, count),
            }
            one_by_one(callers, institution, 40)  # the first requests load what is loaded once
            rates: dict[str, list[float]] = {name: [] for name in ways}
            for _ in range(arguments.runs):
                for name, act in ways.items():
                    rates[name].append(rate(act, count))
    report(rates, arguments.runs, count)
    return 0


def report(rates: dict[str, list[float]], runs: int, count: int) -> None:
    """A row for each way: deposits a second, and how many times slower than the bare call."""
    print(f"api_deposits: deposits a second, median of {runs} runs of {count}, taking turns")
    beside = statistics.median(rates["bare SQL call"])
    for name, found in rates.items():
        middle = statistics.median(found)
        print(f"{name:<18}{middle:>8.0f}{beside / middle:>8.1f} times the time of the bare call")


if __name__ == "__main__":
    sys.exit(main())
