"""Visitors of the pages."""

from __future__ import annotations

from typing import Any

import pytest
from calculator_visitor import Visitor
from django.test import Client


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files without the collected manifest (the browser tests use the real one)."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def visitor(client: Client) -> Visitor:
    """A visitor on the empty Korean page."""
    return Visitor(client).open()


@pytest.fixture
def english(client: Client) -> Visitor:
    """A visitor on the empty English page."""
    return Visitor(client, "en").open()


@pytest.fixture
def example(client: Client) -> Visitor:
    """A visitor who loaded the first example."""
    return Visitor(client).open("?example=1-first-bachelor")
