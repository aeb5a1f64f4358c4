"""The world of the credentials, made once."""

from __future__ import annotations

import pytest

from .making import World


@pytest.fixture
def world(made_world: World) -> World:
    """The issuer of the tests with nothing revoked."""
    return World(keys=made_world.keys, templates=made_world.templates)


@pytest.fixture(scope="session")
def made_world() -> World:
    return World()
