"""The folder of the published log: files written so that they are whole, lasting, and never seen half."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from baeum.credentials.tiles import CHECKPOINT, Tile

WITNESSED = "witnessed"  # the newest checkpoint that enough witnesses signed
LOCK = ".lock"


class Folder:
    """A folder of the log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> bytes:
        """A file of the log. Raises FileNotFoundError, also for what no log has."""
        if name not in (CHECKPOINT, WITNESSED) and Tile.of(name) is None:
            raise FileNotFoundError(name)
        return (self.path / name).read_bytes()

    def write(self, name: str, held: bytes) -> None:
        """A file, whole or not at all, and on the disk when this returns; its name is with ``settle``."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
        try:
            with draft.open("xb") as opened:
                opened.write(held)
                opened.flush()
                os.fsync(opened.fileno())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def settle(self, names: set[str]) -> None:
        """Put the names of files that were written on the disk, and those of new folders above them."""
        folders = {self.path}
        for name in names:
            parent = (self.path / name).parent
            while parent != self.path:
                folders.add(parent)
                parent = parent.parent
        for one in sorted(folders, key=lambda found: -len(found.parts)):
            descriptor = os.open(one, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process writes at a time; the next waits. Ends with the process, however that ends."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / LOCK).open("ab") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield


def folder() -> Folder:
    """The folder of this installation."""
    return Folder(settings.LOG_FOLDER)
