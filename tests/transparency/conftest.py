"""A log of one's own in a folder that is thrown away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from baeum.credentials.checkpoint import NoteKey, NoteSigner
from baeum.transparency.log_key import make_key

ORIGIN = "baeum.example/log"


@pytest.fixture
def log_folder(tmp_path: Path, settings: Any) -> Path:
    """Where the log is published; nothing is there yet, but the key."""
    settings.LOG_FOLDER, settings.LOG_KEY_FILE = tmp_path / "log", tmp_path / "log.key"
    settings.LOG_WITNESSES, settings.LOG_QUORUM = "", 0
    make_key(settings.LOG_KEY_FILE)
    return tmp_path / "log"


@pytest.fixture
def log(db: None, log_folder: Path, settings: Any) -> NoteKey:  # noqa: ARG001  they must be there
    """The log, begun."""
    return begin(settings)


def begin(settings: Any) -> NoteKey:
    """Begin the log with the key that is there."""
    own = NoteSigner(ORIGIN, make_key(settings.LOG_KEY_FILE)).public
    with connection.cursor() as cursor:
        cursor.execute("SELECT transparency_begin(%s, %s)", [ORIGIN, str(own)])
    return own
