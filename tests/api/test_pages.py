"""The pages of the API: its description, each problem, the clients of an office, the shares of a learner."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser

from baeum.api.models import SCOPES, AccountShare, Client
from baeum.api.problems import kinds
from baeum.people.acting import acting
from baeum.shared.clock import today
from cast import Cast
from visiting import as_officer, as_self

from .conftest import System, account, register
from .signing import KeyPair

pytestmark = pytest.mark.django_db
PATHS = ("/api/", "/api/problems/not-found/", "/api/problems/invalid-content/")


def signed_in(cast: Cast, login: str) -> Browser:
    """A browser of somebody who has signed in, under their appointment where they have one."""
    return as_officer(cast, login) if login in cast.appointment else as_self(cast, login)


def form(cast: Cast, **changed: Any) -> dict[str, Any]:
    """A registration that nothing is wrong with."""
    return {
        "office": str(cast.office["hangang"].pk),
        "name": "학사 시스템",
        "key_set": KeyPair().key_set,
        "scopes": list(SCOPES),
        "ends": today().replace(year=today().year + 1).isoformat(),
        **changed,
    }


@pytest.mark.parametrize("path", PATHS)
def test_pages_in_both_languages_without_other_hosts(client: Browser, path: str) -> None:
    for prefix, language in (("", "ko"), ("/en", "en")):
        answer = client.get(prefix + path)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in text
        assert text.count("<h1") == 1
        assert not re.search(r"<script(?![^>]*\bsrc=)| style=|\son[a-z]+=", text)
        loaded = re.findall(r'(?:src|href)="(https?://[^"]+)"', text)
        assert all(one.startswith("http://testserver/") for one in loaded)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids))


def test_every_problem_opens_to_a_page(client: Browser) -> None:
    for code, kind in kinds().items():
        assert kind.title["ko"] in client.get(f"/api/problems/{code}/").content.decode().replace(
            "&#x27;", "'"
        )
        english = client.get(f"/en/api/problems/{code}/")
        assert english.status_code == 200
    assert client.get("/api/problems/made-up/").status_code == 404


def test_english_pages_have_no_korean_left(client: Browser) -> None:
    for path in ("/en/api/", "/en/api/problems/not-found/"):
        text = re.sub(
            r'<pre.*?</pre>|lang="ko".*?<|aria-hidden="true">배',
            "",
            client.get(path).content.decode(),
            flags=re.S,
        )
        assert not re.findall(r"[가-힣]+", text), path


def test_an_officer_registers_a_client_that_works(cast: Cast) -> None:
    key, browser = KeyPair(), signed_in(cast, "sora")
    answer = browser.post("/api/clients/", form(cast, key_set=key.key_set))
    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"]).content.decode()
    with acting(cast.as_("sora")):
        client = Client.objects.get()
    assert str(client.pk) in page and "http://testserver/api/v1/token" in page
    system = System(client.pk, key)
    assert system.ask_token().status_code == 200
    assert (
        browser.post(f"/api/offices/{cast.office['hangang'].code}/clients/{client.pk}/revoke/").status_code
        == 302
    )
    assert "취소함" in browser.get("/api/clients/").content.decode()
    assert system.ask_token().status_code == 401
    assert (
        browser.post(f"/api/offices/{cast.office['hangang'].code}/clients/{client.pk}/revoke/").status_code
        == 409
    )


def test_every_fault_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    wrong = form(cast, name="", key_set='{"keys": [3]}', scopes=[], ends="내일")
    answer = signed_in(cast, "sora").post("/en/api/clients/", wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    for target in ("name", "key_set", "scopes", "ends"):
        assert f'href="#{target}"' in text and f'id="{target}"' in text
    assert "내일" in text and "Key 1 is not an object" in text
    with acting(cast.as_("sora")):
        assert not Client.objects.exists()


def test_a_private_key_is_refused_and_not_kept(cast: Cast) -> None:
    import json

    secret = json.dumps({"keys": [KeyPair().secret]})
    answer = signed_in(cast, "sora").post("/api/clients/", form(cast, key_set=secret))
    assert answer.status_code == 422
    assert "비밀키" in answer.content.decode()
    assert KeyPair().secret["d"] not in answer.content.decode()


@pytest.mark.parametrize(
    "login", ["nari", "boram", "jiho", "haneul", "yujin", "eunchae", "suho", "daon", "expired", "revoked"]
)
def test_nobody_else_sees_or_registers_clients(cast: Cast, login: str) -> None:
    system = register(cast)
    browser = signed_in(cast, login)
    assert browser.get("/api/clients/").status_code in (302, 403, 404)
    assert browser.post("/api/clients/", form(cast)).status_code in (302, 403, 404)
    assert browser.post(
        f"/api/offices/{cast.office['hangang'].code}/clients/{system.id}/revoke/"
    ).status_code in (302, 403, 404)
    assert system.ask_token().status_code == 200


def test_an_officer_of_another_institution_sees_and_does_nothing(cast: Cast) -> None:
    system = register(cast)
    browser = signed_in(cast, "taeo")
    assert str(system.id) not in browser.get("/api/clients/").content.decode()
    assert browser.post("/api/clients/", form(cast)).status_code == 403
    assert (
        browser.post(f"/api/offices/{cast.office['hangang'].code}/clients/{system.id}/revoke/").status_code
        == 404
    )
    assert system.ask_token().status_code == 200


def test_the_institute_registers_and_revokes_for_any_institution(cast: Cast) -> None:
    browser = signed_in(cast, "inseo")
    assert browser.post("/api/clients/", form(cast)).status_code == 302
    system = register(cast)
    assert (
        browser.post(f"/api/offices/{cast.office['hangang'].code}/clients/{system.id}/revoke/").status_code
        == 302
    )
    assert system.ask_token().status_code == 401
    assert browser.post("/api/clients/", form(cast, office=str(cast.office["seoul"].pk))).status_code == 403


def test_a_learner_shares_and_withdraws(cast: Cast) -> None:
    account(cast)
    browser = signed_in(cast, "nari")
    ends = today().replace(day=1).isoformat()
    assert browser.post("/api/shares/", {"office": "nowhere", "ends": ends}).status_code == 422
    assert (
        browser.post("/api/shares/", {"office": cast.office["hangang"].code, "ends": "x"}).status_code == 422
    )
    good = {"office": cast.office["hangang"].code, "ends": today().isoformat()}
    assert browser.post("/api/shares/", good).status_code == 302
    assert "한강평생교육원" in browser.get("/api/shares/").content.decode()
    with acting(cast.as_self("nari")):
        share = AccountShare.objects.get()
    assert signed_in(cast, "dowon").post(f"/api/shares/{share.pk}/withdraw/").status_code in (403, 404)
    assert browser.post(f"/api/shares/{share.pk}/withdraw/").status_code == 302
    assert browser.post(f"/api/shares/{share.pk}/withdraw/").status_code == 404


def test_nobody_shares_without_an_account(cast: Cast) -> None:
    assert signed_in(cast, "dowon").get("/api/shares/").status_code == 404
    assert Browser().get("/api/shares/").status_code in (302, 403, 404)
