"""A file that is made where there is none yet: whole or not at all, and once where several begin together."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def put_once(file: Path, content: bytes) -> None:
    """Put the content there, readable by its owner alone, unless the file is there. Raises OSError."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first, and its file stands
            os.link(draft, file)
    finally:
        draft.unlink()
