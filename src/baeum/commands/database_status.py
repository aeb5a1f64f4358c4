"""``baeum database status``: what there is, without changing anything."""

from __future__ import annotations

import argparse
import os
from typing import Any

from baeum.commands.wording import print_json

NOT_RUNNING = 3  # the exit code that status commands of services have


def status(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    """Print what is known; 0 where the database answers, 3 where none runs. Raises DatabaseFault."""
    from baeum.config.database import app_address, is_embedded
    from baeum.postgres.address import shown

    if arguments.folder:
        os.environ["BAEUM_DATABASE_FOLDER"] = str(arguments.folder)  # for the settings too
    if arguments.folder or is_embedded():
        os.environ.pop("DATABASE_URL", None)
        found = _embedded()
    else:
        found = {"kind": "url", "place": shown(app_address()), "running": True}
    if found["running"]:
        found |= _asked(arguments.lang)
    if arguments.json:
        print_json(found)
    else:
        for line in _lines(found, words):
            print(line)
    return 0 if found["running"] else NOT_RUNNING


def _embedded() -> dict[str, Any]:
    """What the folder tells, with no server asked."""
    from baeum.config.places import database_folder
    from baeum.postgres.cluster import Cluster
    from baeum.postgres.installations import choose

    cluster = Cluster(database_folder())
    known = cluster.status()
    chosen = choose(cluster.folder.cluster, known.major)
    return {
        "kind": "embedded",
        "place": str(cluster.folder.path),
        "major": known.major,
        "running": known.ready,
        "process": known.server,
        "holder": str(known.holder) if known.holder else None,
        "programs": f"{chosen.version} ({chosen.bin})",
    }


def _asked(lang: str) -> dict[str, Any]:
    """What the running server tells. Raises DatabaseFault where it does not let the app in."""
    from baeum.config.bringing_up import set_up_django
    from baeum.config.database import app_address
    from baeum.postgres.connecting import connect
    from baeum.postgres.fitness import faults

    with connect(app_address()) as connection:
        version = connection.execute("SHOW server_version").fetchone()
        found = faults(connection)
    set_up_django()
    from baeum.config.migrating import pending

    return {
        "server": version[0] if version else "",
        "faults": [getattr(fault, lang) for fault in found],
        "pending": pending(),
    }


def _lines(found: dict[str, Any], words: dict[str, Any]) -> list[str]:
    """The same for people, one line for each thing known."""
    shown = {**found, "kind": words["kind"][found["kind"]]}
    shown["running"] = words["yes" if found["running"] else "no"]
    if found["kind"] == "embedded":
        shown["major"] = f"PostgreSQL {found['major']}" if found["major"] else words["not_made"]
    for key in ("process", "holder"):
        if shown.get(key) is None:
            shown.pop(key, None)
    for key in ("faults", "pending"):
        if key in shown:
            shown[key] = ", ".join(shown[key]) or words["none"]
    return [f"{words['rows'][key]}: {value}" for key, value in shown.items()]
