"""The database of the tests: mark a test ``django_db``, or ask for ``db`` or ``transactional_db``.

Tests connect as ``baeum_app``, neither superuser nor owner. The first test that needs a database starts the
server; a run without such a test starts none. ``as_role`` connects as another role, to the same database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from psycopg import Connection
    from pytest_django import DjangoDbBlocker

    from baeum.demo.cast import Cast
    from baeum.postgres.cluster import Cluster
    from migrated_folder import MigratedFolder
    from worker_databases import WorkerDatabases

AsRole = Callable[[str], "Connection"]
DATABASES: pytest.StashKey[WorkerDatabases] = pytest.StashKey()


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files without the collected manifest (the browser tests use the real one)."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def shared_by_workers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that the workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def database_server(testrun_uid: str, shared_by_workers: Path) -> Iterator[Cluster]:
    """The PostgreSQL of this run."""
    from run_database import server  # imported here: tests without a database do not wait for it

    with server(testrun_uid, shared_by_workers) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def database_name(worker_id: str) -> str:
    """The name of this worker's database."""
    return f"baeum_{worker_id}"


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: Cluster,
    database_name: str,
    shared_by_workers: Path,
    django_db_blocker: DjangoDbBlocker,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """In the place of pytest-django's: this worker's copy of the migrated database, for the app's role."""
    from run_database import connections, copy_for
    from worker_databases import WorkerDatabases

    with django_db_blocker.unblock():
        copy_for(database_server, database_name, shared_by_workers)
    pytestconfig.stash[DATABASES] = WorkerDatabases(
        database_server, database_name, django_db_blocker, shared_by_workers
    )
    yield  # blocked again: only tests that ask for a database have one
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def migrated() -> Iterator[MigratedFolder]:
    """A database folder of the embedded PostgreSQL, migrated from nothing once for all who copy it."""
    from migrated_folder import migrated_folder

    with migrated_folder() as made:
        yield made


@pytest.fixture(scope="session")
def database_url(
    database_server: Cluster,
    database_name: str,
    django_db_setup: None,  # noqa: ARG001  it makes the database
) -> str:
    """This worker's database as a DATABASE_URL, for a site in a process of its own."""
    from urllib.parse import quote

    address = database_server.address(database=database_name)
    return f"postgresql://{address['user']}@/{database_name}?host={quote(address['host'], safe='')}"


@pytest.fixture(scope="session")
def site(database_url: str) -> Iterator[str]:
    """The address of a running ``baeum site``, without its worker, on this worker's database.

    It is the only one, for it takes longer to start than most tests. It keeps nothing of what it is asked,
    and does not mind that the database is renewed between tests. Sessions that a test makes are good there.
    """
    from django.conf import settings
    from tests.browser.watching import running_site

    own = {"BAEUM_SECRET_KEY": settings.SECRET_KEY, "BAEUM_API_REQUESTS": "1000000", "BAEUM_DEMO": "1"}
    with running_site(database_url, "--no-worker", **own) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium of this machine for the whole run; each test opens a fresh profile in it."""
    from tests.browser.watching import running_browser

    with running_browser() as found:
        yield found


@pytest.fixture
def as_role(
    database_server: Cluster,
    database_name: str,
    django_db_setup: None,  # noqa: ARG001  it makes the database
) -> Iterator[AsRole]:
    """Connects to this test's database as a role, beside Django's connection and outside its transaction."""
    from baeum.postgres.connecting import connect

    with ExitStack() as opened:
        yield lambda role: opened.enter_context(connect(database_server.address(role, database_name)))


@pytest.fixture(scope="session", autouse=True)
def own_master_key(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Personal values of a test run are sealed with a master key of its own, not the installation's.

    So with the log and the issuer: their keys and their folders are not the installation's either.
    """
    folder = tmp_path_factory.mktemp("keys")
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(folder / "master.key")
    os.environ["BAEUM_ISSUER_KEYS"] = str(folder / "issuer")
    os.environ["BAEUM_LOG"], os.environ["BAEUM_LOG_KEY_FILE"] = str(folder / "log"), str(folder / "log.key")
    from django.conf import settings

    settings.LOG_FOLDER, settings.LOG_KEY_FILE = folder / "log", folder / "log.key"
    settings.ISSUER_KEYS = folder / "issuer"
    settings.MASTER_KEY_FILE = Path(os.environ["BAEUM_MASTER_KEY_FILE"])
    settings.UNDECLARED_ROUTES = "fault"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The database that a test asks for is there before its transaction begins."""
    if databases := item.config.stash.get(DATABASES, None):
        databases.choose(item)


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Cast:  # noqa: ARG001  the cast stands in it
    """The fixed people, places and offices; everybody's password is cast.PASSWORD."""
    return request.config.stash[DATABASES].cast()
