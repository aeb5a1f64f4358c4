"""Watched pages of a real site, started by its own command, in the system's Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from playwright.sync_api import Browser
from tests.browser.watching import watching

from cast import Cast

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from baeum.postgres.cluster import Cluster

Made = TypeVar("Made")
Stand = Callable[[Callable[[], Made]], Made]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Any]:
    """Opens watched pages; at the end none of them may have complained."""
    with watching(browser, site) as start:
        yield start


@pytest.fixture
def visit_cast(cast: Cast, visit: Any) -> Any:  # noqa: ARG001  they sign in
    """The same, where the people of the examples can sign in; see ``enter``."""
    return visit


@pytest.fixture(scope="module")
def standing(
    site: str,  # noqa: ARG001  it makes the database
    database_server: Cluster,
    database_name: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stand[Any]]:
    """Enters something that stands for all tests of a module; it goes at the end, with what they left."""
    from django.db import connections

    from run_database import renew

    def afresh() -> None:
        connections.close_all()
        renew(database_server, database_name)

    def stand(make: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock():
            made = make()
            connections.close_all()
        return made

    with django_db_blocker.unblock():
        afresh()
    yield stand
    with django_db_blocker.unblock():
        afresh()


@pytest.fixture(scope="module")
def sample_pages(standing: Stand[dict[str, str]]) -> dict[str, str]:
    """The sample learner stands in the database: the pages worth looking at."""
    from sample_account import sample

    return standing(lambda: sample().pages)
