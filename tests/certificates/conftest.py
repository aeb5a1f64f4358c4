"""A learner with lines, an officer, and keys of the issuer that are the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast import Cast
from claims.cases import Learner, World, learner
from claims.people import officers

from .lines import OWN


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for a run: keys are made once."""
    return tmp_path_factory.mktemp("issuer")


@pytest.fixture(autouse=True)
def issuer(settings: object, key_folder: Path) -> None:
    """The site has an address and keys."""
    settings.ADDRESS, settings.DID = "https://baeum.example", "did:web:baeum.example"  # type: ignore[attr-defined]
    settings.ISSUER_KEYS = key_folder  # type: ignore[attr-defined]


@pytest.fixture
def world(cast: Cast) -> World:
    """The cast with officers of claims."""
    return World(cast, officers(cast))


@pytest.fixture
def nari(world: World) -> Learner:
    """Nari: line 1 is her school, 2 and 3 are courses that hangang reports, 4 is what she says herself."""
    found = learner(world)
    found.course("자료구조")
    found.course("운영체제")
    found.enter(OWN)
    return found
