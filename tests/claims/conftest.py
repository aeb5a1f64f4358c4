"""Those who decide, and a learner with a high school."""

from __future__ import annotations

import pytest

from cast import Cast

from .cases import Learner, World
from .cases import learner as some
from .people import officers


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with officers of claims."""
    return World(cast, officers(cast))


@pytest.fixture
def nari(world: World) -> Learner:
    """Nari with an account."""
    return some(world)
