"""The newest 50 lines of a learner at random, as the site reads them, beside a bare query of the same rows.

As the site: as the app, as the person (row-level security), with the states of the lines and their content
unsealed. It measures the database of DATABASE_URL or BAEUM_DATABASE_FOLDER, filled by ``baeum demo --big``;
where there is none, one of its own with a small crowd.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SMALL = (300, 30)
NEWEST = 50
BARE = (
    "SELECT number, act, of_number, part, kind, standing, office_id, happened_on, recorded_at, credits,"
    " hours, content FROM ledger_entry WHERE account_id = %s ORDER BY number DESC LIMIT 50"
)
STEPS: tuple[tuple[str, str], ...] = (
    ("bare", "bare SQL, as the owner, without row-level security"),
    ("secured", "the same SQL as the app, as the person"),
    ("newest", "queries.newest as the site: states, content unsealed"),
    ("statement", "queries.statement: all lines, sums, content unsealed"),
)


def main(words: list[str]) -> int:
    """Print p50 and p95 of each way, and the ratio to the bare one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000, help="learners asked about, at random (1000)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(words)
    with database():
        learners, lines = _size()
        found = measure(arguments.times, random.Random(arguments.seed))
    print(
        f"newest {NEWEST} lines of a learner, {learners:,} learners, {lines:,} lines, {arguments.times} times"
    )
    base = found["bare"]
    for name, words_ in STEPS:
        p50, p95 = found[name]
        print(f"  p50 {p50:6.2f} ms  p95 {p95:6.2f} ms  x{p95 / base[1]:5.1f}  {words_}")
    return 0


def measure(times: int, chance: random.Random) -> dict[str, tuple[float, float]]:
    """p50 and p95 in milliseconds of each step. Each asks about learners of its own: no cache is warm."""
    from django.db import connection

    from baeum.config.database import owner_address
    from baeum.ledger.queries import newest, statement
    from baeum.people.acting import Actor, acting
    from baeum.postgres.connecting import connect

    owner = owner_address()
    assert owner is not None
    with connect(owner) as bare, connection.cursor() as cursor:
        accounts = bare.execute("SELECT id, person_id FROM ledger_account").fetchall()

        def secured(account: int) -> object:
            cursor.execute(BARE, [account])
            return cursor.fetchall()

        ways: dict[str, Callable[[int], object]] = {
            "bare": lambda account: bare.execute(BARE, [account]).fetchall(),
            "secured": secured,
            "newest": lambda account: newest(account, count=NEWEST),
            "statement": statement,
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(times + 20):  # the first are not counted: plans, caches of the process
            for name, way in ways.items():
                account, person = chance.choice(accounts)
                with acting(Actor(person)):
                    began = time.perf_counter()
                    assert way(account)
                    spent = time.perf_counter() - began
                if number >= 20:
                    taken[name].append(spent * 1000)
    return {name: (_share(spent, 0.50), _share(spent, 0.95)) for name, spent in taken.items()}


@contextmanager
def database(*, filled: bool = True) -> Iterator[None]:
    """The database named in the environment, else one made for the while; ``filled`` with a small crowd."""
    from baeum.config.bringing_up import bring_up_to_date, set_up_django
    from baeum.config.bringing_up import database as named

    own = None
    if not (os.environ.get("DATABASE_URL") or os.environ.get("BAEUM_DATABASE_FOLDER")):
        own = Path(tempfile.gettempdir()) / f"baeum-statement-{secrets.token_hex(6)}"
        os.environ["BAEUM_DATABASE_FOLDER"] = str(own / "postgres")
        os.environ["BAEUM_MASTER_KEY_FILE"] = str(own / "keys" / "master.key")
        own.mkdir(mode=0o755)
    try:
        with named():
            set_up_django()
            bring_up_to_date()
            if own is not None and filled:
                _fill()
            yield
    finally:
        if own is not None:
            shutil.rmtree(own)


def _fill() -> None:
    from baeum.config.database import owner_address
    from baeum.crowd.loading import Wish, finish, load
    from baeum.postgres.connecting import connect

    owner = owner_address()
    assert owner is not None
    with connect(owner) as connection:
        load(connection, Wish(*SMALL), lambda _: None)
        finish(connection)


def _size() -> tuple[int, int]:
    from baeum.config.database import owner_address
    from baeum.postgres.connecting import connect

    owner = owner_address()
    assert owner is not None
    with connect(owner) as connection:
        found = connection.execute("SELECT count(*), sum(head_number) FROM ledger_account").fetchone()
    assert found is not None
    return int(found[0]), int(found[1])


def _share(spent: list[float], share: float) -> float:
    return sorted(spent)[int(share * len(spent))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
