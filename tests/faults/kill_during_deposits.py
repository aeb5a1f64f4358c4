"""kill -9 of the app and of PostgreSQL during deposits: nothing acknowledged is lost, nothing counted twice.

``python -m tests.faults.kill_during_deposits --rounds 50 --seed 1``; a seed repeats what is killed and when.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import quote

from psycopg import Connection
from tests.faults.client import App, Client

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.names import OWNER
from baeum.postgres.processes import processes_in
from baeum.postgres.supervision import Supervision

LEARNERS = 20
OURS = "FROM ledger_entry WHERE number > 1"  # the first line of each account came with the crowd
KILLS = ("app", "server", "app and server", "server with all its processes")


@dataclass
class Report:
    """What was found in the end; ``lost``, ``twice``, ``differing`` and ``broken`` must be 0."""

    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    missing: int = 0  # events that were answered but stand nowhere
    differing: int = 0
    broken: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    stored_without_answer: int = 0
    requests: int = 0
    again: int = 0
    unknown: int = 0
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.twice or self.missing or self.differing or self.broken)


def run(rounds: int, seed: int, folder: Path) -> Report:
    """Deposit and kill so many times, then look at what is there."""
    random, began = Random(seed), time.monotonic()
    report = Report()
    with database(folder) as cluster:
        client = Client(accounts(cluster), random)
        environment = {"DATABASE_URL": url(cluster), "BAEUM_MASTER_KEY_FILE": str(key_file(folder))}
        app = App(environment)
        try:
            for number in range(rounds):
                client.work(app, random.uniform(0.3, 2.0))
                what = KILLS[number % len(KILLS)]
                kill(what, app, cluster)
                report.kills[what] += 1
                until_back(cluster)
                report.stored_without_answer += stored(cluster, client.waiting())
                if app.process.poll() is not None:
                    app = App(environment)
            client.finish(app)
        finally:
            app.kill()
        inspect(cluster, client, report)
    report.seconds = time.monotonic() - began
    return report


def inspect(cluster: Cluster, client: Client, report: Report) -> None:
    """Compare what was acknowledged with what is stored, as the owner, who sees all."""
    report.requests, report.again, report.unknown = len(client.asked), client.again, client.unknown
    report.differing = client.differing
    deposits = client.deposits()
    report.acknowledged = len(deposits)
    said = {(client.asked[key]["account"], *client.answered[key][1]) for key in deposits}
    with connect(cluster.address(OWNER)) as owner:
        rows = owner.execute(f"SELECT account_id, id, number {OURS}").fetchall()
        there = {tuple(row) for row in rows}
        report.lost = len(said - there)
        report.twice = _one(
            owner,
            f"SELECT coalesce(sum(times - 1), 0) FROM (SELECT count(*) AS times {OURS}"
            " GROUP BY account_id, natural_key) same",
        )
        events = {(request["account"], request["title"]) for request in client.asked.values()}
        report.missing = len(events) - len(there)
        report.broken = owner.execute("SELECT * FROM ledger_broken_chains()").rowcount
        report.broken += _one(
            owner,
            "SELECT count(*) FROM ledger_account held WHERE (held.credits, held.hours) NOT IN"
            " (SELECT coalesce(sum(credits), 0), coalesce(sum(hours), 0) FROM ledger_entry line"
            "  WHERE line.account_id = held.id"
            "  AND NOT EXISTS (SELECT FROM ledger_entry later WHERE later.of_entry_id = line.id))",
        )


def kill(what: str, app: App, cluster: Cluster) -> None:
    """kill -9."""
    server = cluster.status().server
    if "server" in what and server is not None:
        pids = processes_in(cluster.folder.cluster) if "all" in what else [server]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    if "app" in what:
        app.kill()


def until_back(cluster: Cluster) -> None:
    """Wait until the supervisor has the server answering again."""
    from baeum.postgres.fault import DatabaseFault

    patience = time.monotonic() + 120
    while time.monotonic() < patience:
        with suppress(DatabaseFault), connect(cluster.address()):
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not come back")


def stored(cluster: Cluster, keys: list[str]) -> int:
    """How many of these deposits were stored although nobody heard of it."""
    with connect(cluster.address(OWNER)) as owner:
        return _one(owner, "SELECT count(*) FROM ledger_depositrequest WHERE key = ANY(%s)", keys)


def _one(owner: Connection, words: str, *values: object) -> int:
    found = owner.execute(words, values).fetchone()  # type: ignore[arg-type]
    assert found is not None
    return int(found[0])


@contextmanager
def database(folder: Path) -> Iterator[Cluster]:
    """A durable database under supervision, migrated, with a small crowd."""
    cluster = Cluster(folder, tell=lambda _: None)
    os.environ["BAEUM_DATABASE_FOLDER"] = str(folder)
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(key_file(folder))
    cluster.start()
    with Supervision(cluster):
        from baeum.config.bringing_up import set_up_django

        set_up_django()
        from baeum.config.migrating import migrate
        from baeum.crowd.loading import Wish, load

        migrate(cluster.address(OWNER), verbosity=0)
        with connect(cluster.address(OWNER)) as owner:
            load(owner, Wish(LEARNERS, 1), lambda _: None)
        yield cluster


def accounts(cluster: Cluster) -> dict[int, object]:  # type: ignore[type-arg]
    """The crowd's accounts, each with its person."""
    with connect(cluster.address(OWNER)) as owner:
        return dict(owner.execute("SELECT id, person_id FROM ledger_account").fetchall())


def url(cluster: Cluster) -> str:
    """The database as the app connects to it."""
    address = cluster.address()
    return f"postgresql://{address['user']}@/{address['dbname']}?host={quote(address['host'], safe='')}"


def key_file(folder: Path) -> Path:
    """The master key of this run, beside the database."""
    return folder.with_name(folder.name + "-keys") / "master.key"


def main(words: list[str]) -> int:
    """Run and print the figures; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--like", type=Path, help="a migrated database folder to begin with a copy of")
    arguments = parser.parse_args(words)
    folder = Path(tempfile.gettempdir()) / f"baeum-kill-{secrets.token_hex(6)}"
    try:
        if arguments.like:
            subprocess.run(["cp", "-a", arguments.like, folder], check=True)
        report = run(arguments.rounds, arguments.seed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(key_file(folder).parent, ignore_errors=True)
    print(f"{arguments.rounds} rounds, seed {arguments.seed}, {report.seconds:.0f} s")
    print("killed: " + ", ".join(f"{what} {times}" for what, times in report.kills.items()))
    print(f"requests {report.requests}, sent once more {report.again}, answered 'away' {report.unknown}")
    print(f"acknowledged deposits {report.acknowledged}: lost {report.lost}, counted twice {report.twice}")
    print(f"stored although the answer was lost: {report.stored_without_answer}")
    print(
        f"events missing {report.missing}, answers that differed {report.differing},"
        f" accounts broken {report.broken}"
    )
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
