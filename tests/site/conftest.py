"""Visitors of the pages."""

from __future__ import annotations

import pytest
from calculator_visitor import Visitor
from django.test import Client


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
