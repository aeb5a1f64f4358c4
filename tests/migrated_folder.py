"""A database folder that ``baeum database migrate`` made of nothing; copies of it are there in a moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from baeum.postgres import processes


@dataclass(frozen=True)
class MigratedFolder:
    """What the command said, and its folder, which no server runs in."""

    path: Path
    answer: subprocess.CompletedProcess[str]

    @property
    def var(self) -> Path:
        """Where its site keeps its own files: whoever is the first prepares them for all."""
        return self.path.with_name("var")

    def copy(self, there: Path) -> None:
        """Put one like it in a place, owned as it is."""
        assert self.answer.returncode == 0, self.answer.stderr
        subprocess.run(["cp", "-a", self.path, there], check=True)


@contextmanager
def migrated_folder() -> Iterator[MigratedFolder]:
    """Make it; thrown away in the end."""
    begun = Path(tempfile.mkdtemp(prefix="baeum-migrated-"))
    begun.chmod(0o755)  # the account that runs the server passes through
    path = begun / "database"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "BAEUM_"))}
    environment = kept | {"BAEUM_DATABASE_FOLDER": str(path), "BAEUM_VAR": str(path.with_name("var"))}
    command = [sys.executable, "-m", "baeum.cli", "database", "migrate"]
    try:
        yield MigratedFolder(
            path, subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        )
    finally:
        processes.end(path / "cluster", lambda _: None)
        shutil.rmtree(begun)
