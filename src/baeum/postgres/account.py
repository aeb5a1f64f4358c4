"""Which account of the operating system runs the server.

PostgreSQL refuses to run as root, so root lends it another.
"""

from __future__ import annotations

import os
import pwd
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from baeum.postgres.fault import DatabaseFault

NAMED_BY = "BAEUM_POSTGRES_ACCOUNT"
LENT = ("postgres", "nobody")  # tried in this order where root starts the server


class Account(NamedTuple):
    """An account of the operating system."""

    name: str
    uid: int
    gid: int

    @property
    def is_own(self) -> bool:
        """Whether this process runs under it already."""
        return self.uid == os.geteuid()

    def to_run(self) -> dict[str, Any]:
        """Arguments of subprocess.Popen that start a program under this account, and no further groups."""
        return {} if self.is_own else {"user": self.uid, "group": self.gid, "extra_groups": []}


def own_account() -> Account:
    """The account of this process. Raises DatabaseFault where the system does not know its number."""
    return _by_number(os.geteuid())


def server_account(owner: int | None, environment: Mapping[str, str] = os.environ) -> Account:
    """The account that runs the server. ``owner``: whose the data is (uid), None where there is none yet."""
    own = own_account()
    named = environment.get(NAMED_BY)
    if own.uid != 0:
        if named and _named(named) != own:
            raise DatabaseFault("account_not_root", name=named)
        return own
    if named:
        return _named(named)
    if owner:
        return _by_number(owner)
    for name in LENT:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_name, found.pw_uid, found.pw_gid)
    raise DatabaseFault("account_missing", names=", ".join(LENT))


def blocked(account: Account, path: Path) -> Path | None:
    """The first existing folder on the way to ``path``, itself included, that the account may not enter."""
    if account.is_own:
        return None
    for folder in [*reversed(path.parents), path]:
        try:
            found = folder.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        bit = stat.S_IXOTH
        if found.st_uid == account.uid:
            bit = stat.S_IXUSR
        elif found.st_gid == account.gid:  # it runs with no further groups
            bit = stat.S_IXGRP
        if not found.st_mode & bit:
            return folder
    return None


def _named(text: str) -> Account:
    try:
        found = pwd.getpwuid(int(text)) if text.isdecimal() else pwd.getpwnam(text)
    except (KeyError, OverflowError):
        raise DatabaseFault("account_unknown", name=text) from None
    if found.pw_uid == 0:
        raise DatabaseFault("account_is_root", name=text)
    return Account(found.pw_name, found.pw_uid, found.pw_gid)


def _by_number(uid: int) -> Account:
    try:
        found = pwd.getpwuid(uid)
    except KeyError:
        raise DatabaseFault("account_nameless", uid=uid) from None
    return Account(found.pw_name, found.pw_uid, found.pw_gid)
