"""The wheel's binaries where the server's account cannot reach them: a checkout in root's own folder.

Parent folders are never opened to others. The binaries are linked or copied into the database folder instead.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from baeum.postgres.account import Account, blocked
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder
from baeum.postgres.installations import WHEEL, Installation
from baeum.postgres.sentences import sentence
from baeum.postgres.telling import Tell

PARTS = ("bin", "lib", "share")
LIBRARIES = f"{WHEEL}.libs"  # beside the package; the binaries look for it there


def within_reach(installation: Installation, folder: Folder, account: Account, tell: Tell) -> Installation:
    """The same server where the account can run it. Raises DatabaseFault where it cannot be brought there."""
    barred = blocked(account, installation.bin / "postgres")
    if barred is None:
        return installation
    if installation.origin != "wheel":
        raise DatabaseFault("server_out_of_reach", path=barred, name=account.name, bin=installation.bin)
    there = folder.path / f"server-{installation.version}"
    version = installation.bin.parent.name  # pginstall18
    if not there.exists():
        tell(sentence("bringing", name=account.name, path=there))
        _bring(installation.bin.parents[2], version, there)
    return installation._replace(bin=there / WHEEL / version / "bin")


def _bring(packages: Path, version: str, there: Path) -> None:
    """Everything the server needs, laid out as in the wheel; under its own name only once it is whole."""
    for old in there.parent.glob("server-*"):
        shutil.rmtree(old)
    making = there.with_name(f"{there.name}.making")
    for part in PARTS:
        _link(packages / WHEEL / version / part, making / WHEEL / version / part)
    if (packages / LIBRARIES).is_dir():
        _link(packages / LIBRARIES, making / LIBRARIES)
    for folder, _, _ in os.walk(making):
        Path(folder).chmod(0o755)  # the database folder itself lets only the account in
    making.rename(there)


def _link(origin: Path, there: Path) -> None:
    shutil.copytree(origin, there, symlinks=True, copy_function=_link_or_copy)


def _link_or_copy(origin: str, there: str) -> None:
    """A second name for a file costs no room; on another file system, or of a closed file, it is a copy."""
    mode = os.lstat(origin).st_mode
    if mode & stat.S_IROTH:
        with suppress(OSError):
            os.link(origin, there, follow_symlinks=False)
            return
    shutil.copy2(origin, there)
    Path(there).chmod(0o755 if mode & stat.S_IXUSR else 0o644)
