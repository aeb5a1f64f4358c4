"""kill -9 of the sequencer under load: no checkpoint contradicts another, no leaf is lost or comes twice.

``python -m tests.faults.kill_sequencer --rounds 50 --seed 1``; a seed repeats when it is killed.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.faults.kill_during_deposits import database, key_file, url

from baeum.credentials.checkpoint import Checkpoint, NoteKey, read_checkpoint
from baeum.credentials.log_proof import commitment_of, new_nonce
from baeum.credentials.merkle import Edge, consistency, grew, leaf_hash
from baeum.credentials.tiles import WIDTH, Tiles
from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.names import APP, OWNER

WRITERS = 3
AT_ONCE = 40  # leaves of one transaction, at most
ENTER = "SELECT transparency_enter(%s, %s::text[], %s::bytea[], %s::bytea[])"


@dataclass
class Report:
    """What was found; all of ``contradictions``, ``backwards``, ``lost``, ``twice``, ``gaps`` must be 0."""

    entered: int = 0
    checkpoints: int = 0  # different ones that were seen on the disk
    contradictions: int = 0
    backwards: int = 0
    lost: int = 0
    twice: int = 0
    gaps: int = 0
    files_differ: int = 0
    found_at: Counter[str] = field(default_factory=Counter)  # what a kill left behind
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        return not (
            self.contradictions or self.backwards or self.lost or self.twice or self.gaps or self.files_differ
        )


class Watcher(threading.Thread):
    """Sees every checkpoint that is ever on the disk, as anybody could who looks all the time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.file, self.seen, self.stop = folder / "checkpoint", list[str](), threading.Event()

    def run(self) -> None:
        while not self.stop.is_set():
            self.look()
            time.sleep(0.001)

    def look(self) -> None:
        """Once."""
        try:
            text = self.file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        if not self.seen or self.seen[-1] != text:
            self.seen.append(text)


class Writer(threading.Thread):
    """Enters without end, and remembers what was acknowledged."""

    def __init__(self, cluster: Cluster, number: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.cluster, self.name, self.random = cluster, f"w{number}", Random(f"{seed} {number}")
        self.entered, self.stop = dict[str, bytes](), threading.Event()

    def run(self) -> None:
        with connect(self.cluster.address(APP)) as app:
            while not self.stop.is_set():
                count, rows = self.random.randint(1, AT_ONCE), list[tuple[str, bytes, bytes]]()
                for place in range(len(self.entered), len(self.entered) + count):
                    subject, nonce = f"{self.name}-{place}", new_nonce()
                    rows.append((subject, nonce, commitment_of(nonce, subject.encode())))
                app.execute(ENTER, ["load", *map(list, zip(*rows, strict=True))])
                self.entered |= {subject: commitment for subject, _, commitment in rows}
                time.sleep(self.random.uniform(0.02, 0.1))


def run(rounds: int, seed: int, folder: Path) -> Report:
    """Enter, kill, and look; as often as that."""
    random, began, report = Random(seed), time.monotonic(), Report()
    place = folder.with_name(folder.name + "-log")
    with database(folder) as cluster:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(["", *sys.path]),
            "DATABASE_URL": url(cluster),
            "BAEUM_MASTER_KEY_FILE": str(key_file(folder)),
            "BAEUM_LOG": str(place),
            "BAEUM_LOG_KEY_FILE": str(key_file(folder).with_name("log.key")),
        }
        log = _begin(key_file(folder).with_name("log.key"))
        watcher = Watcher(place)
        writers = [Writer(cluster, number, seed) for number in range(WRITERS)]
        for thread in (watcher, *writers):
            thread.start()
        for _ in range(rounds):
            _sequence_and_kill(environment, random)
            watcher.look()
            report.found_at[_left_behind(cluster, place, log)] += 1
            _compare_with_files(watcher.seen, place, log, report)
        for writer in writers:
            writer.stop.set()
            writer.join()
        _run_to_the_end(environment)
        watcher.stop.set()
        watcher.join()
        watcher.look()
        _compare_with_files(watcher.seen, place, log, report)
        _inspect(cluster, writers, [read_checkpoint(text, log) for text in watcher.seen], place, report)
    report.seconds = time.monotonic() - began
    return report


def _begin(file: Path) -> NoteKey:
    from django.conf import settings

    from baeum.transparency.log_key import begin

    settings.LOG_KEY_FILE = file
    return begin("baeum.example/log")


COMMAND = [sys.executable, "-m", "baeum.cli", "log", "publish", "--lang", "en"]


def _sequence_and_kill(environment: dict[str, str], random: Random) -> None:
    """The real command, killed at some moment after it has begun to publish."""
    process = subprocess.Popen(
        [*COMMAND, "--every", "0.01"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"Published")
    threading.Thread(target=process.stdout.read, daemon=True).start()  # the pipe must not fill
    time.sleep(random.uniform(0.0, 0.6))
    process.kill()
    process.wait()


def _run_to_the_end(environment: dict[str, str]) -> None:
    subprocess.run(COMMAND, env=environment, check=True, stdout=subprocess.DEVNULL)


def _left_behind(cluster: Cluster, place: Path, log: NoteKey) -> str:
    head = read_checkpoint((place / "checkpoint").read_text(encoding="utf-8"), log)
    with connect(cluster.address(OWNER)) as owner:
        (signed,) = owner.execute("SELECT max(size) FROM transparency_checkpoint").fetchone() or (0,)
    if signed > head.size:
        return "signed, not published"
    if any(path.name.startswith(".") and path.name != ".lock" for path in place.rglob(".*")):
        return "a file half written"
    return "all that was signed is published"


def _compare_with_files(seen: list[str], place: Path, log: NoteKey, report: Report) -> None:
    """Every checkpoint that was ever seen against the newest, with the tiles that are there now."""
    heads = [read_checkpoint(text, log) for text in seen]
    last = heads[-1]
    tiles = Tiles(lambda name: (place / name).read_bytes(), last.size, kept=4096)
    for head in heads:
        if head.size > last.size or not grew(
            head.size, head.root, last.size, last.root, consistency(head.size, last.size, tiles.node)
        ):
            report.contradictions += 1
    report.backwards = sum(b.size < a.size for a, b in pairwise(heads))
    report.checkpoints = len({head.size for head in heads})


def _inspect(
    cluster: Cluster, writers: list[Writer], heads: list[Checkpoint], place: Path, report: Report
) -> None:
    """What was acknowledged against what is stored and published; each root anew, from the leaves."""
    acknowledged = {subject: value for writer in writers for subject, value in writer.entered.items()}
    with connect(cluster.address(OWNER)) as owner:
        rows = owner.execute(
            "SELECT index, subject, commitment FROM transparency_leaf ORDER BY index"
        ).fetchall()
    report.entered = len(acknowledged)
    there = Counter(subject for index, subject, _ in rows if index is not None)
    report.lost = sum(subject not in there for subject in acknowledged)
    report.twice = sum(times - 1 for times in there.values())
    report.gaps = sum(index != place for place, (index, _, _) in enumerate(rows))
    published = [
        leaf for number in range(-(-len(rows) // WIDTH)) for leaf in _bundle(place, number, len(rows))
    ]
    report.files_differ = sum(a != b[2] for a, b in zip(published, rows, strict=True))
    report.files_differ += sum(acknowledged.get(subject, held) != held for _, subject, held in rows)
    edge, behind = Edge(), 0
    for head in sorted(heads, key=lambda one: one.size):
        edge = edge.grown(leaf_hash(held) for _, _, held in rows[behind : head.size])
        behind = head.size
        report.contradictions += edge.root != head.root


def _bundle(place: Path, number: int, size: int) -> list[bytes]:
    return Tiles(lambda name: (place / name).read_bytes(), size).entries(number)


def main(words: list[str]) -> int:
    """Run and print the figures; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--like", type=Path, help="a migrated database folder to begin with a copy of")
    arguments = parser.parse_args(words)
    folder = Path(tempfile.gettempdir()) / f"baeum-kill-log-{secrets.token_hex(6)}"
    try:
        if arguments.like:
            subprocess.run(["cp", "-a", arguments.like, folder], check=True)
        report = run(arguments.rounds, arguments.seed, folder)
    finally:
        for one in (folder, folder.with_name(folder.name + "-log"), key_file(folder).parent):
            shutil.rmtree(one, ignore_errors=True)
    print(f"{arguments.rounds} kills, seed {arguments.seed}, {report.seconds:.0f} s")
    print("left behind: " + ", ".join(f"{what} {times}" for what, times in report.found_at.items()))
    print(f"entered {report.entered}: lost {report.lost}, twice {report.twice}, gaps {report.gaps}")
    print(
        f"checkpoints seen on the disk {report.checkpoints}: contradictions {report.contradictions},"
        f" backwards {report.backwards}, entries that differ {report.files_differ}"
    )
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
