"""Where the database of the tests lies."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from run_database import ROOM, roomy


@pytest.mark.parametrize(("free", "there"), [(ROOM - 1, tempfile.gettempdir()), (ROOM, "/dev/shm")])
def test_in_memory_only_where_there_is_room(monkeypatch: pytest.MonkeyPatch, free: int, there: str) -> None:
    if not Path("/dev/shm").is_dir():
        pytest.skip("no memory as a folder here")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert roomy() == Path(there)
