"""The officers of a round, and a round."""

from __future__ import annotations

import pytest

from baeum.accreditation.models import Round
from cast import Cast

from .cases import announced
from .people import Officers
from .people import officers as some


@pytest.fixture
def officers(cast: Cast) -> Officers:
    """Two of the institute, three of the ministry, four evaluators."""
    return some(cast)


@pytest.fixture
def of_round(officers: Officers) -> Round:
    """A round with six items."""
    return announced(officers)
