"""Making a data folder: under another name, renamed when whole, so that a half-made one is never used."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from baeum.postgres import processes
from baeum.postgres.account import Account
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder, disk_full, tells_of_full_disk
from baeum.postgres.installations import Installation
from baeum.postgres.keeping import clean_environment
from baeum.postgres.names import ADMINISTRATOR
from baeum.postgres.sentences import sentence
from baeum.postgres.telling import Tell, Wait

BUILTIN_SINCE = 17  # the major version whose own C.UTF-8 asks nothing of the system


def create(
    folder: Folder, installation: Installation, account: Account, tell: Tell, *, durable: bool
) -> None:
    """Make ``folder.cluster``: UTF-8, in code-point order, with data checksums. Raises DatabaseFault."""
    _refuse_what_is_not_ours(folder.cluster)
    tell(sentence("new", path=folder.path))
    made = Path(tempfile.mkdtemp(prefix=f"{folder.making.name}-", dir=folder.path))
    try:
        folder.give(made, account)
        _initdb(made, installation, account, tell, durable=durable)
        if durable:
            _sync(made)
        with suppress(FileNotFoundError):
            folder.cluster.rmdir()  # empty: looked at above
        made.rename(folder.cluster)
        if durable:
            _sync(folder.path)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def clear_half_made(folder: Folder) -> None:
    """Remove what interrupted starts left behind. Only the supervisor of the folder may."""
    for left in folder.path.glob(f"{folder.making.name}-*"):
        processes.kill(left)  # an initdb outlives a start that was killed
        shutil.rmtree(left, ignore_errors=True)


def _refuse_what_is_not_ours(cluster: Path) -> None:
    if cluster.exists() and any(cluster.iterdir()):
        raise DatabaseFault("not_a_cluster", path=cluster)


def _initdb(made: Path, installation: Installation, account: Account, tell: Tell, *, durable: bool) -> None:
    command: list[str | Path] = [
        installation.bin / "initdb",
        f"--pgdata={made}",
        f"--username={ADMINISTRATOR}",
        "--auth-local=peer",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale=C",
        *locale(installation.major),
        "--data-checksums",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    ]
    process = subprocess.Popen(
        command,
        cwd=made,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
        start_new_session=True,
        **account.to_run(),
    )
    said = ""
    wait = Wait(tell, "making")
    try:
        while process.poll() is None:
            wait.turn(0.02)
        _, said = process.communicate()
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise _failed(made.parent, installation, said)


def locale(major: int) -> list[str]:
    """initdb's words for: sorted by code points, which is dictionary order for Hangul; case by Unicode."""
    if major >= BUILTIN_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--lc-ctype=C.UTF-8"]


def _failed(folder: Path, installation: Installation, said: str) -> DatabaseFault:
    """What initdb complained of."""
    if tells_of_full_disk(said):
        return disk_full(folder)
    last = " ".join(said.split("\n")[-4:]).strip() or "–"
    return DatabaseFault("initdb", bin=installation.bin, said=last)


def _sync(folder: Path) -> None:
    """Let the names in a folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
