"""The officers that decide claims, beside the cast."""

from __future__ import annotations

import pytest

from cast import Cast
from claims.cases import World
from claims.people import officers


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with officers of claims."""
    return World(cast, officers(cast))
