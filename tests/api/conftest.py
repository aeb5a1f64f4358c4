"""A learner with an account, a client of an office, and somebody who calls as it does."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client as Browser

from baeum.api.models import SCOPES
from baeum.api.services.register_client import ClientRegistered, register_client
from baeum.ledger.services.open_account import Opened, open_account
from baeum.shared.clock import today
from cast import PEOPLE, Cast

from .signing import KeyPair

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
Answer = Any  # a response of Django's test client


@dataclass
class System:
    """A client of an office with its key, as the system of an institution is."""

    id: UUID
    key: KeyPair
    browser: Browser = field(default_factory=lambda: Browser(raise_request_exception=True))
    token: str = ""

    def ask_token(self, assertion: str | None = None, **form: str) -> Answer:
        """The answer of the token endpoint."""
        whole = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self.key.assertion(str(self.id)) if assertion is None else assertion,
            **form,
        }
        body = "&".join(f"{name}={value}" for name, value in whole.items() if value)
        return self.browser.post("/api/v1/token", body, content_type="application/x-www-form-urlencoded")

    def sign_in(self, scope: str = "") -> System:
        """Fetch a token and keep it."""
        self.token = self.ask_token(scope=scope).json()["access_token"]
        return self

    def get(self, path: str, **headers: str) -> Answer:
        """GET below /api/v1."""
        return self.browser.get(f"/api/v1{path}", headers=self._with(headers))

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        """POST JSON below /api/v1."""
        text = body if isinstance(body, bytes | str) else json.dumps(body)
        return self.browser.post(
            f"/api/v1{path}", text, content_type="application/json", headers=self._with(headers)
        )

    def deposit(self, body: dict[str, Any], key: str = "k-1") -> Answer:
        """POST /deposits."""
        return self.post("/deposits", body, **{"Idempotency-Key": key})

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **headers}


def register(cast: Cast, office: str = "hangang", by: str = "sora", **changed: Any) -> System:
    """A client of an office, registered by one of its officers."""
    key = KeyPair()
    values: dict[str, Any] = {
        "name": f"{office} 학사 시스템",
        "key_set": key.key_set,
        "scopes": SCOPES,
        "begins": today(),
        "ends": today() + timedelta(days=30),
        "on": today(),
        **changed,
    }
    done = register_client(cast.office[office], by=cast.as_(by), **values)
    assert isinstance(done, ClientRegistered), done
    return System(done.client.pk, key)


def account(
    cast: Cast, person: str = "nari", purposes: tuple[str, ...] = ("record", "institution_deposit")
) -> Opened:
    """The account of somebody of the cast."""
    opened = open_account(cast.person[person].id, purposes=purposes, by=cast.as_self(person), on=today())
    assert isinstance(opened, Opened), opened
    return opened


def training(number: str, person: str = "nari", **changed: Any) -> dict[str, Any]:
    """A deposit that nothing is wrong with."""
    return {
        "learner_number": number,
        "name": PEOPLE[person][0],
        "kind": "training",
        "title": "지역사회 돌봄 기초",
        "where": "한강평생교육원",
        "happened_from": "2026-03-02",
        "happened_on": "2026-06-19",
        "hours": 45,
        **changed,
    }


@pytest.fixture
def site(transactional_db: None, site: str) -> str:  # noqa: ARG001  what a test enters is there for the site
    """The address of a running ``baeum site`` on this worker's database."""
    return site


@pytest.fixture
def system(cast: Cast) -> System:
    """The client of hangang, signed in."""
    return register(cast).sign_in()


@pytest.fixture
def nari(cast: Cast) -> str:
    """The learner number of Nari, who lets institutions deposit."""
    return account(cast).learner_number
