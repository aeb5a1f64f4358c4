"""A log of one's own in a folder that is thrown away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baeum.credentials.checkpoint import NoteKey
from baeum.transparency.log_key import begin

ORIGIN = "baeum.example/log"


@pytest.fixture
def log_folder(tmp_path: Path, settings: Any) -> Path:
    """Where the log is published; nothing is there yet."""
    settings.LOG_FOLDER, settings.LOG_KEY_FILE = tmp_path / "log", tmp_path / "log.key"
    settings.LOG_WITNESSES, settings.LOG_QUORUM = "", 0
    return tmp_path / "log"


@pytest.fixture
def log(db: None, log_folder: Path) -> NoteKey:
    """The log, begun."""
    return begin(ORIGIN)
