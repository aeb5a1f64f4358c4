"""Learners with accounts, and clients that are signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened, open_account
from baeum.ledger.writing import Written
from baeum.shared.clock import today

if TYPE_CHECKING:
    from cast import Cast

PURPOSES = ("record", "institution_deposit")


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files without the collected manifest (the browser tests use the real one)."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@dataclass
class Learner:
    """Somebody of the cast with an account, and their browser."""

    cast: Cast
    key: str
    account: int
    number: str
    client: Client

    def enter(self, title: str, kind: str = "training", by: str | None = None, **values: Any) -> int:
        """A line, by the learner or by an officer of the cast; its number."""
        learning = Learning(
            kind=kind, title=title, **{"where": "한강", "happened_on": date(2024, 5, 1), **values}
        )
        actor = self.cast.as_(by) if by else self.cast.as_self(self.key)
        written = deposit(self.account, learning, key=f"{title}-{by}", by=actor, on=today())
        assert isinstance(written, Written), written
        return written.number

    def get(self, page: str, query: str = "", language: str = "") -> Any:
        """A page of the account."""
        return self.client.get(f"{language}/account/{self.account}/{page}{query}")

    def post(self, page: str, typed: dict[str, Any] | None = None, language: str = "") -> Any:
        """A form of the account, sent."""
        return self.client.post(f"{language}/account/{self.account}/{page}", typed or {})


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
