"""The supervisor of one database folder: make, start, join, stop."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psycopg

from baeum.postgres import processes, roles
from baeum.postgres.account import Account
from baeum.postgres.address import Address, embedded
from baeum.postgres.connecting import connect
from baeum.postgres.creation import clear_half_made, create
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder, told
from baeum.postgres.holding import Hold, Holder, holder, take
from baeum.postgres.installations import Installation, choose
from baeum.postgres.keeping import Kept
from baeum.postgres.launching import STILL_IN_USE, STILL_IN_USE_S, UNSAFE, failed, launch, ready, until_ready
from baeum.postgres.names import ADMINISTRATOR, APP, DATABASE
from baeum.postgres.relocation import within_reach
from baeum.postgres.sentences import sentence
from baeum.postgres.telling import Tell, Wait, to_stderr


class Status(NamedTuple):
    """What is known of a folder: the major version of its data, its server's process, who supervises it.

    ``ready``: the server takes connections. None stands for: there is none.
    """

    major: int | None
    server: int | None
    ready: bool
    holder: Holder | None


class Cluster:
    """One PostgreSQL over one folder. What an operator can mend is raised as DatabaseFault, with its remedy.

    ``durable=False`` gives up safety for speed: only for data that is thrown away.
    ``settings``: further settings of PostgreSQL, by name.
    """

    def __init__(
        self,
        path: Path,
        *,
        durable: bool = True,
        settings: Mapping[str, str] | None = None,
        environment: Mapping[str, str] = os.environ,
        tell: Tell = to_stderr,
    ) -> None:
        self.folder = Folder(path)
        self.durable, self.environment, self.tell = durable, environment, tell
        self.settings = {**({} if durable else UNSAFE), **(settings or {})}
        self.installation: Installation | None = None  # known once started
        self.joined: Holder | None = None  # whose server it is, where it is not ours
        self._hold: Hold | None = None
        self._kept: Kept | None = None
        self._ending = False
        self._busy = threading.RLock()  # held by whoever starts or ends the server; a start may take long
        self._launching = threading.Lock()  # held only for a moment, so that an end can interrupt a start

    def address(self, role: str = APP, database: str = DATABASE) -> Address:
        """Where to connect as a role; as ``postgres`` one is the server's administrator."""
        return embedded(self.folder, role, database)

    def status(self) -> Status:
        """What there is, without changing anything."""
        held = holder(self.folder.lock)
        cluster = self.folder.cluster
        server = processes.postmaster(cluster)
        return Status(self.folder.major(), server, server is not None and ready(cluster), held)

    @property
    def supervises(self) -> bool:
        """Whether the server is ours to keep."""
        return self._hold is not None

    def start(self) -> None:
        """Supervise the folder's server; raises DatabaseFault "occupied" where another process does."""
        self._ending = False
        with self._busy:
            account = self._account()
            taken = take(self.folder.lock, account)
            if isinstance(taken, Holder):
                raise DatabaseFault("occupied", path=self.folder.path, holder=taken)
            self._supervise(taken, account)

    def use(self) -> None:
        """Have a running server: our own, or the one that another process runs here already."""
        self._ending = False
        with self._busy:
            self._use()

    def stop(self) -> None:
        """End our server: fast, then immediately. A server of another process is left alone."""
        self._ending = True
        with self._launching:
            if self._kept is not None:
                self._kept.let_go()  # a start in another thread ends with it
        with self._busy:
            if self._hold is None:
                return
            try:
                processes.end(self.folder.cluster, self.tell)
                if self._kept is not None:
                    self._kept.shell.wait()
            finally:
                self._hold.release()
                self._hold = self._kept = None

    def look_after(self) -> None:
        """Start the server again where it has ended, ours or the one we joined. Raises DatabaseFault."""
        with self._busy:
            if self._ending:
                return
            if self._hold is None:
                if holder(self.folder.lock) is None:
                    self.tell(sentence("taking_over"))
                    self._use()
            elif self._kept is None or self._kept.ended() is not None:
                self.tell(sentence("down"))
                with told(self.folder.path):
                    self._run(self._account())

    def _account(self) -> Account:
        account = self.folder.account(self.environment)
        self.folder.make(account)
        return account

    def _use(self) -> None:
        account = self._account()
        wait = Wait(self.tell, "joining")
        while isinstance(taken := take(self.folder.lock, account), Holder):
            if self._answers():
                self.joined = taken
                self.tell(sentence("joined", holder=taken))
            if self.joined == taken or self._ending:
                return
            wait.turn(0.1, str(taken))
        self.joined = None
        self._supervise(taken, account)

    def _supervise(self, hold: Hold, account: Account) -> None:
        self._hold = hold
        try:
            with told(self.folder.path):
                self._run(account)
        except BaseException:
            self.stop()
            raise

    def _run(self, account: Account) -> None:
        """With the lock held: from whatever is there to a prepared server."""
        if self._kept is not None:
            self._kept.let_go()
        if left := processes.processes_in(self.folder.cluster):
            self.tell(sentence("left_over", pids=" ".join(map(str, left))))
            processes.end(self.folder.cluster, self.tell)
        clear_half_made(self.folder)
        found = choose(self.folder.cluster, self.folder.major(), self.environment)
        self.installation = within_reach(found, self.folder, account, self.tell)
        if self.folder.major() is None:
            create(self.folder, self.installation, account, self.tell, durable=self.durable)
        self.folder.settle(account, self.tell)
        self._launch(self.installation, account)
        if not self._ending:
            self._prepare()

    def _launch(self, installation: Installation, account: Account) -> None:
        """Until the server is ready, or told to end. A killed one's processes may hold its memory a while."""
        wait = Wait(self.tell, "starting")
        while True:
            with self._launching:
                if self._ending:
                    return
                started = launch(self.folder, installation, account, self.settings)
                self._kept = started.kept
            said = until_ready(started, self.folder, wait)
            if said is None or self._ending:
                return
            if STILL_IN_USE not in said or wait.seconds > STILL_IN_USE_S:
                raise failed(self.folder, said)
            wait.turn(0.5)

    def _prepare(self) -> None:
        """The roles and the database, also where an earlier start was interrupted before it had made them."""
        address = self.address(ADMINISTRATOR, "postgres")
        try:
            with connect(address) as admin:
                roles.prepare(admin)
            with connect({**address, "dbname": DATABASE}) as admin:
                roles.prepare_rights(admin)
        except psycopg.Error as error:
            raise roles.not_prepared(address, error) from error

    def _answers(self) -> bool:
        """Whether the server here lets the app role in."""
        if ready(self.folder.cluster):
            with suppress(DatabaseFault), connect(self.address()):
                return True
        return False
