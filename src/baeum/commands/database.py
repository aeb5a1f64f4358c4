"""``baeum database``: the PostgreSQL that everything is stored in: look, start, stop, prepare, migrate."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from baeum.commands.database_words import WORDS
from baeum.commands.wording import add_language, complain, end_on_sigterm

ACTIONS = {  # what it does, and what it needs
    "status": (
        "which database is used, whether it runs, what is wrong with it",
        "The database is that of DATABASE_URL, else the embedded one. Exit code 0: it answers; 3: it does not"
        " run; 2: something is wrong.",
    ),
    "start": (
        "run the embedded database until Ctrl+C",
        "`baeum site` does this itself. The programs are a PostgreSQL of this machine, else those of the"
        " wheel; BAEUM_POSTGRES_BIN names others.",
    ),
    "stop": (
        "stop the embedded database and the process that runs it",
        "That may be a `baeum site`, which ends with it.",
    ),
    "prepare": (
        "make the roles and the database on a server of yours, as often as you like",
        "DATABASE_ADMIN_URL names an administrator. The passwords of DATABASE_URL, DATABASE_OWNER_URL and"
        " DATABASE_AUDITOR_URL become those of their roles.",
    ),
    "migrate": (
        "bring the tables up to date, as the owner",
        "With DATABASE_URL, DATABASE_OWNER_URL is needed too. The embedded database is started where it does"
        " not run.",
    ),
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, (summary, needs) in ACTIONS.items():
        action = actions.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {needs}"
        )
        if name in ("status", "start", "stop"):
            action.add_argument(
                "--folder", type=Path, help="the database folder (BAEUM_DATABASE_FOLDER, or the usual one)"
            )
        if name == "status":
            action.add_argument("--json", action="store_true", help="answer as JSON")
        if name == "prepare":
            action.add_argument(
                "--sql", action="store_true", help="only print the SQL, for psql; nothing is connected"
            )
            action.add_argument("--name", help="the database (that of DATABASE_URL, or baeum)")
        add_language(action)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked for; 2 with all that is wrong, 3 where the status is that nothing runs."""
    from baeum.postgres.fault import DatabaseFault

    act = {"status": _status, "start": _start, "stop": _stop, "prepare": _prepare, "migrate": _migrate}
    try:
        return act[arguments.action](arguments, WORDS[arguments.lang])
    except DatabaseFault as fault:
        return complain(str(fault))
    except KeyboardInterrupt:
        return 130


def _start(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.postgres.cluster import Cluster
    from baeum.postgres.supervision import Supervision

    cluster = Cluster(_folder(arguments))
    end_on_sigterm()
    cluster.start()
    assert cluster.installation is not None
    with Supervision(cluster) as supervision:
        print(words["running"].format(cluster.installation.version, cluster.folder.path), flush=True)
        print(words["connect"].format(_psql(cluster.address())), flush=True)
        print(words["end"], flush=True)
        try:
            supervision.wait()
        except KeyboardInterrupt:
            print(words["ending"], file=sys.stderr)
    return 0


def _stop(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.postgres.folder import Folder
    from baeum.postgres.stopping import stop
    from baeum.postgres.telling import to_stderr

    folder = Folder(_folder(arguments))
    ended = stop(folder, to_stderr)
    for holder in ended:
        print(words["ended"].format(holder))
    print(words["stopped"].format(folder.path))
    return 0


def _status(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.commands.database_status import status

    return status(arguments, words)


def _prepare(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.commands.database_prepare import prepare

    return prepare(arguments, words)


def _migrate(_: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.config.bringing_up import database, set_up_django
    from baeum.config.database import owner_address
    from baeum.postgres.fault import DatabaseFault

    owner = owner_address()
    if owner is None:
        raise DatabaseFault("owner_url_missing")
    with database():
        set_up_django()
        from baeum.config.migrating import migrate, pending

        before = pending()
        migrate(owner)
        print(words["migrated"].format(len(before)))
    return 0


def _folder(arguments: argparse.Namespace) -> Path:
    """The embedded database's folder; raises DatabaseFault where DATABASE_URL rules it out."""
    from baeum.config.database import is_embedded
    from baeum.config.places import database_folder
    from baeum.postgres.fault import DatabaseFault

    if arguments.folder:
        return Path(arguments.folder)
    if not is_embedded():
        raise DatabaseFault("embedded_only")
    return database_folder()


def _psql(address: dict[str, str]) -> str:
    """A command that opens an address by hand."""
    import shlex

    return shlex.join(["psql", " ".join(f"{key}={value}" for key, value in address.items())])
