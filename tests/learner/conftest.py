"""Learners with accounts, and clients that are signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from baeum.ledger.services.open_account import Opened, open_account
from baeum.people import sessions  # noqa: F401  what a sign-in begins
from baeum.shared.clock import today

from .learners import Learner

if TYPE_CHECKING:
    from cast import Cast

PURPOSES = ("record", "institution_deposit")


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[str], Client]:
    """A client signed in as somebody of the cast."""

    def sign_in(key: str) -> Client:
        client = Client()
        client.force_login(cast.person[key].sign_in)
        return client

    return sign_in


@pytest.fixture
def learner(cast: Cast, signed_in: Callable[[str], Client]) -> Callable[[str], Learner]:
    """Somebody of the cast, with an account that was just opened."""

    def make(key: str) -> Learner:
        by = cast.as_self(key)
        opened = open_account(cast.person[key].id, purposes=PURPOSES, by=by, on=today())
        assert isinstance(opened, Opened), opened
        return Learner(cast, key, opened.account_id, opened.learner_number, signed_in(key))

    return make


@pytest.fixture
def nari(learner: Callable[[str], Learner]) -> Learner:
    """Nari, whose proxy is Boram."""
    return learner("nari")


@pytest.fixture
def dowon(learner: Callable[[str], Learner]) -> Learner:
    """Dowon, who has nothing to do with Nari."""
    return learner("dowon")
