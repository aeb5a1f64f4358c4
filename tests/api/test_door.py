"""Every error leaves the API as a problem, in the reader's language, with a page that explains it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from baeum.api.bodies import LARGEST_BODY
from baeum.api.problems import kinds
from baeum.people.models import SignIn
from cast import PEOPLE, Cast

from .conftest import System, register, training

pytestmark = pytest.mark.django_db


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem of an answer, which has this status and code and opens to a page."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    found: dict[str, Any] = answer.json()
    assert found["type"] == f"http://testserver/api/problems/{code}/"
    assert found["status"] == status
    assert found["title"] and found["detail"] and found["remedy"]
    return found


def test_an_address_that_is_not_there(client: Browser) -> None:
    for path in ("/api/v1/", "/api/v1/nowhere", "/api/v1/deposits/1/nowhere", "/api/v1/%00"):
        for method in ("get", "post", "delete"):
            problem(getattr(client, method)(path), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("delete", "/deposits", "GET, POST"),
        ("get", "/token", "POST"),
        ("put", "/deposits/1", "GET"),
        ("get", "/deposits/batch", "POST"),
        ("post", "/statuses", "GET"),
        ("post", "/openapi.json", "GET, HEAD"),
        ("options", "/deposits/1/reversal", "POST"),
    ],
)
def test_a_method_that_is_not_there(client: Browser, method: str, path: str, allowed: str) -> None:
    answer = getattr(client, method)(f"/api/v1{path}")
    problem(answer, 405, "method-not-allowed")
    assert sorted(answer.headers["Allow"].split(", ")) == allowed.split(", ")


def test_without_a_token(client: Browser) -> None:
    for path in ("/deposits", "/statuses", "/accounts/L0000000000/statement", "/deposits/1"):
        answer = client.get(f"/api/v1{path}")
        problem(answer, 401, "token-missing")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="baeum"'
    answer = client.get("/api/v1/statuses", headers={"Authorization": "Basic YTpi"})
    problem(answer, 401, "token-missing")


@pytest.mark.usefixtures("cast")
def test_a_session_is_no_token(client: Browser) -> None:
    client.force_login(SignIn.objects.get(login="sora"))
    problem(client.get("/api/v1/deposits"), 401, "token-missing")


def test_types_and_sizes(system: System) -> None:
    headers = {"Authorization": f"Bearer {system.token}", "Idempotency-Key": "a"}

    def post(body: bytes, content_type: str, **more: str) -> Any:
        return system.browser.post(
            "/api/v1/deposits", body, content_type=content_type, headers={**headers, **more}
        )

    problem(post(b"{}", "text/plain"), 415, "unsupported-media-type")
    problem(post(b"{}", "application/x-www-form-urlencoded"), 415, "unsupported-media-type")
    zipped = post(b"{}", "application/json", **{"Content-Encoding": "gzip"})
    problem(zipped, 415, "unsupported-media-type")
    problem(post(b"{" + b" " * LARGEST_BODY, "application/json"), 413, "too-large")
    problem(post(b"{", "application/json; charset=utf-8"), 400, "malformed-json")
    problem(post(b"[]", "application/json"), 422, "invalid-content")
    problem(post(b"null", "application/json"), 422, "invalid-content")
    token = system.browser.post("/api/v1/token", b"{}", content_type="application/json")
    problem(token, 415, "unsupported-media-type")


HOSTILE = [
    b'{"title": "\\u0000"}',
    b'{"title": "\\ud800"}',
    b'{"hours": ' + b"9" * 5000 + b"}",
    b'{"hours": 1e309}',
    b'{"hours": -1e309}',
    b'{"hours": NaN}',
    b'{"happened_on": "0000-00-00"}',
    b'{"happened_on": "9999-12-31"}',
    b'{"happened_on": "-0001-01-01"}',
    b"[" * 100_000,
    b'{"details": ' + b'{"a":' * 19 + b"1" + b"}" * 19 + b"}",
    b'{"details": {"' + b"a" * 100_000 + b'": 1}}',
    b"\xff\xfe",
    b'"\xed\xa0\x80"',
    b'{"a": 1, "a": 2}',
    '{"title": "\u200b\u202e\ufdfd\U0001042b"}'.encode(),
]


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("path", ["/deposits", "/deposits/batch", "/deposits/1/reversal"])
def test_no_body_is_a_fault_of_ours(system: System, body: bytes, path: str) -> None:
    answer = system.post(path, body, **{"Idempotency-Key": "a"})
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("piece", [one for one in HOSTILE if one.startswith(b"{")])
def test_no_value_in_a_whole_deposit_is_one_either(system: System, nari: str, piece: bytes) -> None:
    whole = json.dumps(training(nari)).encode()
    answer = system.post("/deposits", whole[:-1] + b"," + piece[1:], **{"Idempotency-Key": "a"})
    assert answer.status_code in (201, 400, 422)


def test_the_language_is_the_readers(client: Browser) -> None:
    for asked, language in (
        ("", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.3, ko;q=0.2", "en"),
        ("fr, en;q=0", "ko"),
        ("*" * 5000, "ko"),
    ):
        answer = client.get("/api/v1/nowhere", headers={"Accept-Language": asked})
        assert answer.headers["Content-Language"] == language, asked
        assert answer.json()["title"] == kinds()["not-found"].title[language]
        assert "Accept-Language" in answer.headers["Vary"]


def test_a_fault_of_ours_tells_nothing(
    system: System, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = PEOPLE["nari"][0]

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("baeum.api.listing.page", fail)
    answer = system.get("/deposits")
    problem(answer, 500, "fault")
    assert secret not in answer.content.decode()
    assert "RuntimeError" in caplog.text and secret not in caplog.text


def test_a_database_that_is_away_is_worth_another_try(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("baeum.api.listing.page", fail)
    answer = system.get("/deposits")
    problem(answer, 503, "unavailable")
    assert answer.headers["Retry-After"] == "5"


def test_the_allowance_is_told_and_ends(cast: Cast, settings: Any) -> None:
    settings.API_REQUESTS = 3
    system = register(cast).sign_in()
    first = system.get("/statuses")
    assert first.headers["RateLimit-Policy"] == '"client";q=3;w=60'
    assert first.headers["RateLimit"].startswith('"client";r=2;t=')
    assert [system.get("/statuses").status_code for _ in range(3)] == [200, 200, 429]
    refused = system.get("/statuses")
    problem(refused, 429, "too-many-requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 20
    assert register(cast, "dasan", "taeo").sign_in().get("/statuses").status_code == 200


def test_a_batch_costs_by_its_size(cast: Cast, settings: Any, nari: str) -> None:
    settings.API_REQUESTS = 10
    system = register(cast).sign_in()
    items = [{**training(nari, title=str(place)), "key": str(place)} for place in range(35)]
    answer = system.post("/deposits/batch", {"items": items})
    assert answer.headers["RateLimit"].startswith('"client";r=6;')


def test_answers_are_not_kept_on_the_way(system: System) -> None:
    answer = system.get("/statuses")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Authorization" in answer.headers["Vary"]
    assert not answer.cookies
