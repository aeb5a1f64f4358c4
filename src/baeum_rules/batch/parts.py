"""The folder of finished chunks beside the output: what a run that was killed goes on from."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from .answering import Counts

MANIFEST, FINISHED, ERRORS = "manifest.json", ".json", ".csv"
ANSWERS, ANSWERS_IN_ARROW, CONSULTED = ".parquet", ".arrow", ".consulted.arrow"
LOCK = "lock"
OURS = re.compile(r"lock|manifest\.json|\d{6,}(\.consulted)?\.(json|csv|parquet|arrow)|\..+\.\d+")
FORM = "4"  # of the parts; others are of another version
ENDS = 1 << 16  # bytes of each end of an input that are looked at


class Done(NamedTuple):
    """A finished chunk. ``next_record``: the row of the table of records at which the next one begins."""

    number: int
    next_record: int
    seconds: float
    counts: Counts


class Manifest(NamedTuple):
    """What the parts were made from; a run goes on only from parts of the same."""

    learners: str
    records: str
    law: str
    chunk: int
    size: int  # learners
    consulted: bool  # whether what was consulted is written too
    curricula: str  # a checksum of all
    engine: str  # the same of the code that wrote the parts
    form: str = FORM


def look_of(path: str | None) -> str:
    """How a file looks: its size, when it was written, a digest of both its ends; "" for none."""
    if path is None:
        return ""
    told = Path(path).stat()
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        digest.update(file.read(ENDS))
        file.seek(max(0, told.st_size - ENDS))
        digest.update(file.read(ENDS))
    return f"{told.st_size}-{told.st_mtime_ns}-{digest.hexdigest()[:32]}"


class Parts:
    """The folder ``<out>.parts``."""

    def __init__(self, out: str) -> None:
        self.folder = Path(f"{out.rstrip('/')}.parts")
        self._lock: Any = None

    def lock(self) -> bool:
        """Keep other runs out until ``remove``, ``leave`` or the end of this process; False: one is in."""
        while True:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / LOCK
            try:
                lock = path.open("w")
            except FileNotFoundError:
                continue  # the other run has just ended, and removed the folder
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
                    self._lock = lock
                    return True
            except BlockingIOError:
                lock.close()
                return False
            except FileNotFoundError:
                pass  # the same, a moment later
            lock.close()

    def begin(self, manifest: Manifest, *, resume: bool) -> list[str] | None:
        """Open the folder; what differs where it holds parts of another run, None where nothing does.

        Where no chunk is finished there is nothing to go on from, and the run begins anew.
        """
        path = self.folder / MANIFEST
        if resume and self._numbers():
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
            except (FileNotFoundError, ValueError):
                found = {}
            differing = [name for name, value in manifest._asdict().items() if found.get(name) != value]
            return differing or None
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clear(but=LOCK)
        write_whole(path, lambda file: file.write(json.dumps(manifest._asdict(), indent=2).encode()))
        return None

    def _numbers(self) -> list[Path]:
        """The files that say that a chunk is finished."""
        return [path for path in self.folder.glob(f"*{FINISHED}") if path.name != MANIFEST]

    def _clear(self, but: str = "") -> None:
        """Remove what runs put into the folder, and nothing else."""
        for path in self.folder.iterdir():
            if path.name != but and OURS.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def finished(self) -> dict[int, Done]:
        """The chunks that were finished, by number."""
        found = {}
        for path in self._numbers():
            told = json.loads(path.read_text(encoding="utf-8"))
            done = Done(told["number"], told["next_record"], told["seconds"], Counts(*told["counts"]))
            found[done.number] = done
        return found

    def path(self, number: int, kind: str) -> Path:
        """The file of a chunk."""
        return self.folder / f"{number:06d}{kind}"

    def finish(self, done: Done) -> None:
        """Say that a chunk is finished; its other files must be there."""
        told = json.dumps(done._asdict()).encode()
        write_whole(self.path(done.number, FINISHED), lambda file: file.write(told))

    def remove(self) -> None:
        """Remove all parts, and the folder where nothing else is in it."""
        if self.folder.is_dir():
            self._clear()
            with suppress(OSError):
                self.folder.rmdir()
        if self._lock is not None:
            self._lock.close()

    def leave(self) -> None:
        """After a run that could not be ended: finished chunks stay, and without any the folder goes."""
        if not self._numbers():
            self.remove()
        elif self._lock is not None:
            self._lock.close()


def write_whole(path: Path, write: Callable[[Any], Any]) -> None:
    """A file that is there as a whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def in_order(parts: Parts, count: int, kind: str) -> Iterator[Path]:
    """The files of all chunks, in their order."""
    for number in range(count):
        yield parts.path(number, kind)
