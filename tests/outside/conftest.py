"""Nari and Dowon with accounts, and an issuer elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baeum.ledger.services.open_account import Opened, open_account
from baeum.shared.clock import today
from credentials.making import World

from .making import Elsewhere

if TYPE_CHECKING:
    from cast import Cast

PURPOSES = ("record", "institution_deposit")


@pytest.fixture(scope="session")
def keys() -> World:
    """The keys and templates of the issuer, made once."""
    return World()


@pytest.fixture
def elsewhere(cast: Cast, keys: World) -> Elsewhere:
    """The issuer, which nobody has registered yet."""
    accounts = {}
    for key in ("nari", "dowon"):
        opened = open_account(cast.person[key].id, purposes=PURPOSES, by=cast.as_self(key), on=today())
        assert isinstance(opened, Opened), opened
        accounts[key] = opened.account_id
    return Elsewhere(cast, accounts, World(keys=keys.keys, templates=keys.templates))
