"""An officer, and learners with accounts."""

from __future__ import annotations

import pytest
from django.test import Client

from baeum.people.acting import Actor
from cast import Cast

from .learners import Learner, enrol
from .visiting import sign_in

NAMES = ("강하나", "고두리", "구세라", "권나무", "길다섯", "남여울")


@pytest.fixture
def sora(cast: Cast) -> Actor:
    """The officer of hangang."""
    return cast.as_("sora")


@pytest.fixture
def learners(cast: Cast) -> list[Learner]:  # noqa: ARG001  after the cast: it needs an empty database
    """Six learners who consented to entries by institutions."""
    return [enrol(name) for name in NAMES]


@pytest.fixture
def desk(client: Client, sora: Actor) -> Client:
    """The officer of hangang at the desk."""
    return sign_in(client, sora)
