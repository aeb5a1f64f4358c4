"""The database folder: what lies where in it, whose it is, and where its socket can be.

``cluster/`` PostgreSQL's data · ``socket/`` its only door · ``lock`` who supervises it · ``server.log`` ·
``hba.conf`` and ``ident.conf`` who may come in, written anew at every start.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from baeum.postgres.account import Account, blocked, server_account
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.sentences import sentence
from baeum.postgres.telling import Tell

NAMED_BY = "BAEUM_DATABASE_FOLDER"
FOR_ROOT = Path("/var/lib/baeum")  # where root keeps databases that lie out of the server's reach
TEMPORARY = Path("/tmp")  # not TMPDIR: whoever joins must look in the same place
PORT = "5432"  # of the socket's name only: nothing listens on the network
LONGEST_SOCKET = 103  # bytes of a socket's path, the smallest limit of the systems (macOS; Linux has 107)
FULL = ("No space left on device", "Disk quota exceeded", "Check free disk space", "wrote only")
LARGEST_LOG = 10 * 1024 * 1024  # bytes; a larger one is put aside at the next start


def default_folder(wanted: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """The database folder: the one named, else ``wanted``, else (for root) one the server can reach."""
    if named := environment.get(NAMED_BY):
        return Path(named).absolute()
    wanted = wanted.absolute()
    if os.geteuid() != 0 or (wanted / "cluster").exists():
        return wanted
    with suppress(DatabaseFault):  # said when the server is started, not where its folder is looked up
        if blocked(server_account(None, environment), wanted):
            return FOR_ROOT / f"{wanted.parent.parent.name}-{_short(wanted)}"
    return wanted


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


class Folder:
    """One database folder. What cannot be made right is raised as DatabaseFault."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()  # one folder, one lock, one socket, by whichever name
        self.cluster = self.path / "cluster"
        self.making = self.path / "cluster.making"  # never a cluster: an interrupted start leaves it behind
        self.lock = self.path / "lock"
        self.log = self.path / "server.log"
        self.hba = self.path / "hba.conf"
        self.ident = self.path / "ident.conf"

    @property
    def socket(self) -> Path:
        """The folder of the socket: here, or in the temporary folder where this path is too long for one."""
        here = self.path / "socket"
        fits = len(os.fsencode(here / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET
        if fits and "," not in str(here):  # a comma would separate hosts
            return here
        return TEMPORARY / f"baeum-{_short(self.path)}"

    def major(self) -> int | None:
        """The major version that made the data; None where there is none yet."""
        try:
            return int((self.cluster / "PG_VERSION").read_text().strip())
        except (FileNotFoundError, ValueError):
            return None

    def account(self, environment: Mapping[str, str] = os.environ) -> Account:
        """The account that runs the server here: the owner of what is there, or the one root lends."""
        for path in (self.cluster, self.path):
            with suppress(OSError):  # what is wrong with it is said when it is made or used
                return server_account(path.stat().st_uid, environment)
        return server_account(None, environment)

    def make(self, account: Account) -> None:
        """Have the folder, closed to all but the account; raises DatabaseFault with what is in the way."""
        with told(self.path):
            self._make(account)
        if barred := blocked(account, self.path):
            raise DatabaseFault("folder_out_of_reach", path=barred, name=account.name)

    def _make(self, account: Account) -> None:
        for parent in reversed(self.path.parents):
            if not parent.exists():
                parent.mkdir(exist_ok=True)  # others may be starting too
                if not account.is_own:
                    parent.chmod(0o755)  # new and ours: the account has to pass, whatever the umask
        self.path.mkdir(mode=0o700, exist_ok=True)
        there = set(self.path.iterdir())
        if there and not there & {self.lock, self.cluster}:
            # before its rights are changed: it may be /tmp
            raise DatabaseFault("folder_of_others", path=self.path)
        if account.is_own:
            if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(13, "Permission denied", str(self.path))
        elif self.path.stat().st_uid == 0:
            # root keeps it, so that the account cannot put something else in the place of what is in it
            os.chown(self.path, 0, account.gid)
            self.path.chmod(0o710)

    def settle(self, account: Account, tell: Tell) -> None:
        """Mend what PostgreSQL would refuse: data of another owner (as root), data open to others."""
        found = self.cluster.stat()
        if found.st_uid != account.uid:
            if os.geteuid() != 0 or self.cluster.is_symlink():
                raise DatabaseFault("other_owner", path=self.cluster, name=account.name)
            tell(sentence("giving", name=account.name))
            for path in (self.cluster, *self.cluster.rglob("*")):
                os.chown(path, account.uid, account.gid, follow_symlinks=False)
        if stat.S_IMODE(found.st_mode) != 0o700:
            tell(sentence("closing"))
            self.cluster.chmod(0o700)

    def make_socket(self, account: Account) -> None:
        """Have an empty folder for the socket that only the account may enter. Nobody may be using it."""
        folder = self.socket
        if folder.is_symlink() or (
            folder.exists() and folder.stat().st_uid not in (account.uid, os.geteuid())
        ):
            raise DatabaseFault("other_owner_socket", path=folder)
        shutil.rmtree(folder, ignore_errors=True)  # a socket file of a server that is gone
        folder.mkdir(mode=0o700)
        self.give(folder, account)

    def write(self, path: Path, text: str, account: Account) -> None:
        """A file that only the account and root read; written whole, in the place of an old one."""
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        self.give(path, account)

    def open_log(self, account: Account) -> int:
        """A handle at the end of the server's log; a large log is put aside first."""
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > LARGEST_LOG:
                self.log.replace(self.log.with_suffix(".log.1"))
        handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        self.give(self.log, account)
        return handle

    def give(self, path: Path, account: Account) -> None:
        """Make a file or folder the account's own; nothing to do where it is ours."""
        if not account.is_own:
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the system refuses within is raised as DatabaseFault, naming the file, or ``path``."""
    try:
        yield
    except OSError as error:
        raise unusable(Path(error.filename or path), error) from error


def unusable(path: Path, error: OSError) -> DatabaseFault:
    """Why a path cannot be used, with the remedy for its kind."""
    why = os.strerror(error.errno or 0)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path)
    return DatabaseFault("rights", path=path, why=why)


def tells_of_full_disk(said: str) -> bool:
    """Whether the words of PostgreSQL say that no room is left."""
    return any(words in said for words in FULL)


def disk_full(path: Path) -> DatabaseFault:
    """No room is left where the database lies."""
    there = next((folder for folder in (path, *path.parents) if folder.exists()), Path("/"))
    free = shutil.disk_usage(there).free // 1024**2
    return DatabaseFault("disk_full", path=path, free=free)
