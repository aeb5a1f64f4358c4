"""Starting the server's process, and waiting until it answers, however long its recovery takes."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from baeum.postgres.account import Account, own_account
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import PORT, Folder, disk_full, tells_of_full_disk
from baeum.postgres.installations import Installation
from baeum.postgres.keeping import Kept, keep
from baeum.postgres.names import ADMINISTRATOR, ROLES
from baeum.postgres.telling import PATIENCE_S, Wait

MAP = "baeum"
HBA = f"# written at every start: only by the socket\nlocal all all peer map={MAP}\n"
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "cluster_name": "baeum",
    "hot_standby": "off",  # "ready" means ready to write, also while a backup is being restored
    "logging_collector": "off",
    "log_destination": "stderr",
    # a failed statement holds what people typed; it belongs to them, not to a log
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
UNSAFE = {  # of a database that is thrown away
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
}
STILL_IN_USE_S = 60.0  # processes of a killed server may hold its memory for a while
STILL_IN_USE = "pre-existing shared memory block"


class Launch(NamedTuple):
    """A server that was started: its process, and where its words begin in the log."""

    kept: Kept
    begins: int


def launch(
    folder: Folder, installation: Installation, account: Account, settings: Mapping[str, str]
) -> Launch:
    """Start the server's process. Nothing of an earlier server may run."""
    _clear_stale(folder, account)
    _allow(folder, account)
    door = str(folder.socket).replace('"', '""')
    chosen = {
        **SETTINGS,
        "unix_socket_directories": f'"{door}"',
        "hba_file": str(folder.hba),
        "ident_file": str(folder.ident),
        **settings,
    }
    words = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
    log = folder.open_log(account)
    try:
        begins = os.fstat(log).st_size
        command: list[str | Path] = [installation.bin / "postgres", "-D", folder.cluster, *words]
        return Launch(keep(command, account, folder.cluster, log), begins)
    finally:
        os.close(log)


def until_ready(started: Launch, folder: Folder, wait: Wait) -> str | None:
    """Wait until connections are taken, however long; the last words of a server that ends instead."""
    while started.kept.ended() is None:
        if ready(folder.cluster):
            return None
        pause = 0.01 if wait.seconds < PATIENCE_S else 0.2
        wait.turn(pause, _last_line(folder.log, started.begins))
    return _since(folder.log, started.begins)


def ready(cluster: Path) -> bool:
    """Whether the server of a data folder takes connections, by the last word of its pid file."""
    with suppress(OSError, IndexError):
        return (cluster / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    return False


def _clear_stale(folder: Folder, account: Account) -> None:
    """Forget a server that is gone: any program may have its number by now, and PostgreSQL would believe it.

    Its shared memory is not forgotten: the data folder is the key to it, so what is left is still noticed.
    """
    (folder.cluster / "postmaster.pid").unlink(missing_ok=True)
    folder.make_socket(account)


def _allow(folder: Folder, account: Account) -> None:
    """Who may come in as which role: the user who supervises and root, as any of them."""
    users = {own_account().name, pwd.getpwuid(0).pw_name}
    quoted = sorted(user.replace('"', '""') for user in users)
    folder.write(folder.hba, HBA, account)
    rows = [f'{MAP} "{user}" {role}\n' for user in quoted for role in (ADMINISTRATOR, *ROLES)]
    folder.write(folder.ident, "".join(rows), account)


def _since(log: Path, begins: int) -> str:
    """What the server wrote since its log had that many bytes."""
    with log.open("rb") as file:
        file.seek(begins)
        return file.read().decode(errors="replace")


def _last_line(log: Path, begins: int) -> str:
    """The server's last word, without its time: during a recovery how far it is."""
    lines = _since(log, begins).split("\n")
    return lines[-2].partition("]")[2].strip() if len(lines) > 1 else ""


def failed(folder: Folder, said: str) -> DatabaseFault:
    """Why the server ended at once, by its own words."""
    if tells_of_full_disk(said):
        return disk_full(folder.cluster)
    last = " / ".join(line.partition("] ")[2] or line for line in said.strip().split("\n")[-3:]) or "–"
    if ("lock file" in said and "already exists" in said) or STILL_IN_USE in said:
        return DatabaseFault("still_running", path=folder.cluster, said=last)
    return DatabaseFault("will_not_start", log=folder.log, said=last)
