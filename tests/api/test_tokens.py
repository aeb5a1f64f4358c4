"""A token is given for a good assertion of a client in force, and for nothing else."""

from __future__ import annotations

import time
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from baeum.api.services.revoke_client import ClientRevoked, revoke_client
from baeum.shared.clock import now, today
from cast import Cast

from .conftest import System, register
from .signing import KeyPair

pytestmark = pytest.mark.django_db


def test_a_token_is_given_once_for_an_assertion(cast: Cast) -> None:
    system = register(cast)
    assertion = system.key.assertion(str(system.id))
    first = system.ask_token(assertion)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-store"
    answer = first.json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 600)
    assert answer["scope"] == "deposits:read deposits:write statements:read"
    again = system.ask_token(assertion)
    assert again.status_code == 401
    assert again.json()["error"] == "invalid_client"
    assert "jti" in again.json()["detail"]


def test_the_token_opens_the_api_and_the_app_can_list_no_tokens(system: System) -> None:
    assert system.get("/statuses").status_code == 200
    for table in ("api_accesstoken", "api_usedassertion"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"SELECT * FROM {table}")


@pytest.mark.django_db(transaction=True)
def test_the_database_keeps_the_digest_of_a_token_only(cast: Cast, as_role: Any) -> None:
    token = register(cast).sign_in().token
    (row,) = as_role("baeum_owner").execute("SELECT t::text, digest FROM api_accesstoken t").fetchall()
    assert token not in row[0]
    assert row[1] == sha256(token.encode()).digest()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://elsewhere.example/api/v1/token"},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 9999},
        {"sub": "somebody else"},
        {"jti": None},
        {"iss": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_a_wrong_assertion_gets_none(cast: Cast, claims: dict[str, Any]) -> None:
    system = register(cast)
    answer = system.ask_token(system.key.assertion(str(system.id), **claims))
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"]
    assert answer.json()["error"] == "invalid_client"


def test_nobody_elses_key_is_believed(cast: Cast) -> None:
    system, other = register(cast), register(cast, "dasan", "taeo")
    assert system.ask_token(KeyPair().assertion(str(system.id))).status_code == 401
    assert system.ask_token(other.key.assertion(str(system.id))).status_code == 401
    head, claims, _ = system.key.assertion(str(system.id)).split(".")
    assert system.ask_token(f"{head}.{claims}.").status_code == 401


def test_a_revoked_client_gets_none_and_its_token_is_worth_nothing(cast: Cast) -> None:
    system = register(cast).sign_in()
    assert system.get("/statuses").status_code == 200
    assert isinstance(revoke_client(system.id, by=cast.as_("sora"), at=now()), ClientRevoked)
    refused = system.get("/statuses")
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]
    assert system.ask_token().status_code == 401


def test_an_office_that_has_ended_takes_its_clients_along(cast: Cast) -> None:
    system = register(cast).sign_in()
    office = cast.office["hangang"]
    office.ends = today() - timedelta(days=1)
    office.save()
    assert system.get("/statuses").status_code == 401
    assert system.ask_token().status_code == 401


def test_a_client_that_has_not_begun_or_has_ended_gets_none(cast: Cast) -> None:
    ahead = register(cast, begins=today() + timedelta(days=1))
    assert ahead.ask_token().status_code == 401


def test_only_the_scopes_of_the_client_are_given(cast: Cast) -> None:
    system = register(cast, scopes=["deposits:read"])
    assert system.ask_token(scope="deposits:read").json()["scope"] == "deposits:read"
    refused = system.ask_token(scope="deposits:read%20deposits:write")
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")
    answer = system.sign_in().post("/deposits", {}, **{"Idempotency-Key": "a"})
    assert answer.status_code == 403
    assert 'scope="deposits:write"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"client_assertion_type": "x"}, "invalid_request"),
        ({"client_assertion": "x" * 9000}, "invalid_request"),
        ({"client_id": "somebody"}, "invalid_request"),
        ({"scope": "%00"}, "invalid_scope"),
    ],
)
def test_a_request_that_is_not_whole_is_told_what_it_lacks(
    cast: Cast, form: dict[str, str], error: str
) -> None:
    answer = register(cast).ask_token(**form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize("token", ["", "x", "가", "x" * 5000, "\x00"])
def test_a_made_up_token_is_refused(system: System, token: str) -> None:
    system.token = token
    answer = system.get("/statuses")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_guessing_is_slowed_down(cast: Cast, settings: Any) -> None:
    settings.API_TOKEN_REQUESTS = 3
    system = register(cast)
    statuses = [system.ask_token("x.y.z").status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert system.ask_token().status_code == 200  # others' guesses spend nothing of a client's own
