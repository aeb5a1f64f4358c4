"""The frame around every page: languages, headers, notices, errors."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import Client

from baeum.shared import views

PAGES = (
    "/",
    "/help/",
    "/calculator/",
    "/calculator/?example=1-first-bachelor",
    "/certificates/",
    "/certificates/?major=computer-science",
    "/certificates/majors/?name=정보처리기사&day=20050822",
    "/certificates/convert/?major=computer-science&name=정보처리기사&day=20200601",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_both_languages(client: Client, path: str) -> None:
    korean, english = client.get(path), client.get("/en" + path)
    assert korean.status_code == english.status_code == 200
    assert '<html lang="ko"' in korean.content.decode()
    assert '<html lang="en"' in english.content.decode()
    assert "정부의 공식 누리집이 아닙니다" in korean.content.decode()
    assert "Not an official government site" in english.content.decode()
    assert korean.content.count(b"<h1") == english.content.count(b"<h1") == 1


DATA = r'<textarea.*?</textarea>|value="[^"]*"|href="[^"]*"|lang="ko".*?<'


def test_english_pages_have_no_korean_sentence_left(client: Client) -> None:
    """Only names remain Korean: what a person typed, subjects, certificates, job groups."""
    for path in ("/", "/help/", "/calculator/", "/certificates/convert/", "/certificates/majors/"):
        text = re.sub(DATA, "", client.get("/en" + path).content.decode(), flags=re.S)
        text = re.sub(
            r"<option.*?</option>|for example [^<]*|For example [^<]*|aria-hidden=\"true\">배",
            "",
            text,
            flags=re.I,
        )
        assert not re.findall(r"[가-힣]+", text), path


@pytest.mark.parametrize("path", PAGES)
def test_no_inline_style_or_script_and_a_strict_policy(client: Client, path: str) -> None:
    response = client.get(path)
    text = response.content.decode()
    assert " style=" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son[a-z]+=", text)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_labels_lead_somewhere(client: Client, path: str) -> None:
    text = client.get(path).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'(?:for|aria-describedby|aria-labelledby)="([^"]+)"', text):
        assert set(name.split()) <= set(ids), name


@pytest.mark.django_db
def test_health(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content.startswith(b"ok ")
    unreachable = ConnectionHandler({"default": {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": 1}})
    monkeypatch.setattr(views, "connection", unreachable["default"])
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"no database\n")


def test_not_found_in_both_languages(client: Client) -> None:
    assert "없는 주소입니다" in client.get("/nowhere/").content.decode()
    assert client.get("/nowhere/").status_code == 404
    assert "There is no such page" in client.get("/en/nowhere/").content.decode()


def test_a_fault_of_ours_is_a_page_without_details(client: Client, monkeypatch: Any) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("baeum.calculator.views.start.examples", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "secret" not in response.content.decode()


def test_display_mode_is_remembered_and_only_leads_back_here(client: Client) -> None:
    response = client.post("/display/", {"display": "high-contrast", "next": "/help/"})
    assert response.headers["Location"] == "/help/"
    assert 'data-krds-mode="high-contrast"' in client.get("/").content.decode()
    response = client.post("/display/", {"display": "standard", "next": "https://example.com/"})
    assert response.headers["Location"] == "/"
    assert "data-krds-mode" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/"),
        ("post", "/help/"),
        ("get", "/display/"),
        ("get", "/calculator/answer.pdf"),
        ("put", "/calculator/"),
        ("post", "/certificates/"),
    ],
)
def test_other_methods_are_refused(client: Client, method: str, path: str) -> None:
    assert getattr(client, method)(path).status_code == 405
