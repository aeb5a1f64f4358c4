"""DATABASES for Django: one alias, the app's role. The owner is never at hand while the site serves.

Migrations run as the owner through ``baeum.config.migrating``, which changes its own connection only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from baeum.config.places import database_folder
from baeum.postgres.address import OWNER_URL, REPLICA_URL, TIMEOUT_S, URL, Address, embedded, named
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder
from baeum.postgres.names import OWNER

GIVEN = "--database"
KEPT_S = 60  # how long a connection is kept for the next request


def is_embedded(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the database is ours to start."""
    return not environment.get(URL, "").strip()


def app_address(environment: Mapping[str, str] = os.environ) -> Address:
    """Where the site connects; the server need not run. Raises DatabaseFault for a wrong DATABASE_URL."""
    return named(URL, environment) or embedded(Folder(database_folder(environment)))


def owner_address(environment: Mapping[str, str] = os.environ) -> Address | None:
    """Where migrations connect; None where a DATABASE_URL is set without DATABASE_OWNER_URL."""
    found = named(OWNER_URL, environment)
    if found is None and is_embedded(environment):
        return embedded(Folder(database_folder(environment)), OWNER)
    if found is not None and is_embedded(environment):
        raise DatabaseFault("url_missing")
    return found


def replica_address(environment: Mapping[str, str] = os.environ) -> Address | None:
    """Where all rows are read, for exports and refreshes; None where none is named."""
    return named(REPLICA_URL, environment)


def reader_address(given: str | None = None) -> Address | None:
    """The same, else the database as its owner where that is at hand. ``given``: on the command line."""
    if given:
        return named(GIVEN, {GIVEN: given})
    return replica_address() or owner_address()


def connection_settings(address: Address) -> dict[str, Any]:
    """An address as Django's settings of a connection."""
    rest = {"connect_timeout": str(TIMEOUT_S), **address}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": rest.pop("dbname"),
        "USER": rest.pop("user"),
        "PASSWORD": rest.pop("password", ""),
        "HOST": rest.pop("host", ""),
        "PORT": rest.pop("port", ""),
        "OPTIONS": rest,
        "CONN_MAX_AGE": KEPT_S,
        "CONN_HEALTH_CHECKS": True,  # a server that was restarted in between is met by a new connection
    }
