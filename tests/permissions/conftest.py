"""One scene for all tests of this folder: committed once; every test finds it, and leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from baeum.postgres.cluster import Cluster

    from .scene import Scene


@pytest.fixture(autouse=True)
def sessions_last(settings: Any) -> None:
    """No test here is about how long a session lasts; there are thousands of requests."""
    settings.SESSION_SAVE_EVERY_REQUEST = False


@pytest.fixture(autouse=True)
def has_an_address(settings: Any) -> None:
    """The site is reached under an address that credentials may name."""
    settings.ADDRESS = "https://baeum.example"


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """No test here is about how often somebody may ask."""
    cache.clear()


# So far apart that the number of a row tells its table, and occurs nowhere else in an answer.
FIRST_IDS = {
    "people_appointment": 71_000_000,
    "people_proxy": 72_000_000,
    "ledger_account": 73_000_000,
    "ledger_entry": 74_000_000,
    "api_accountshare": 75_000_000,
}


@pytest.fixture(scope="package")
def scene(
    database_server: Cluster,
    database_name: str,
    django_db_setup: None,  # noqa: ARG001  it makes the database
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Scene]:
    """Everything there is; see scene.py."""
    from django.db import connections

    from baeum.postgres.connecting import connect
    from run_database import renew

    from .scene import make_scene

    with django_db_blocker.unblock():
        connections.close_all()
        renew(database_server, database_name)  # whatever the tests before have left
        with connect(database_server.address("baeum_owner", database_name)) as owner:
            for table, first in FIRST_IDS.items():
                owner.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])
        made = make_scene()
        connections.close_all()
    yield made
    with django_db_blocker.unblock():
        connections.close_all()
        renew(database_server, database_name)
