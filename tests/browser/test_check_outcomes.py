"""Every outcome of checking in a browser, by number and by each form of file: axe, nothing sticks out, words.

Pictures of all of them, in both languages and widths, are taken with BAEUM_TEST_PICTURES=FOLDER.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out
from tests.browser.watching import LOOKS, watching

from baeum.certificates.limits import RATES
from baeum.certificates.views import showing
from baeum.transparency.log_key import begin
from cast import Cast
from certificates import forms
from certificates.outcomes import Outcomes, every_outcome
from claims.cases import World, learner
from claims.people import officers

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")
Pages = dict[str, HttpResponse]
MISTYPED = {"number": "7K2M-9QRS-ABCD-EFGH", "issued_on": "어제"}
FORM = {"form": 200, "form-mistyped": 422, "form-nothing": 422, "form-too-large": 413, "form-too-many": 429}
ASIDE = [("/en", 390, "standard"), ("", 1280, "standard"), ("/en", 1280, "standard")]


@pytest.fixture
def outcomes(cast: Cast, settings: Any, tmp_path: Path) -> Outcomes:
    """One of each, of an issuer with an address and a log of its own."""
    settings.ADDRESS, settings.DID = "https://here.example", "did:web:here.example"
    settings.LOG_FOLDER, settings.LOG_KEY_FILE = tmp_path / "log", tmp_path / "log.key"
    begin("here.example/log")
    nari = learner(World(cast, officers(cast)))
    nari.course("자료구조")
    nari.course("운영체제")
    return every_outcome(nari)


def pages(outcomes: Outcomes, language: str, colours: str) -> Pages:
    """The pages as they are served to somebody who has checked nothing before."""
    client = Client()
    client.cookies["baeum_display"] = colours
    form = f"{language}/verify/"
    found: Pages = {}
    for name, path in outcomes.looks.items():
        found[name] = client.get(language + path)
    for name, held in outcomes.files.items():
        cache.clear()
        found[name] = client.post(form, {"file": forms.file_of(held)})
    found |= in_parts(client, outcomes, language)
    found["form"] = client.get(form)
    found["form-mistyped"] = client.post(form, MISTYPED)
    found["form-nothing"] = client.post(form, {"text": " "})
    found["form-too-large"] = client.post(form, {"file": forms.file_of(b"x" * (5 * 1024 * 1024 + 1))})
    for _ in range(int(RATES["file"].partition("/")[0])):
        client.post(form, {"text": "no"})
    found["form-too-many"] = client.post(form, {"text": "no"})
    cache.clear()
    return found


def in_parts(client: Client, outcomes: Outcomes, language: str) -> Pages:
    """A document, and a file, of more lines than stand on a page."""
    cache.clear()
    with pytest.MonkeyPatch.context() as fewer:
        fewer.setattr(showing, "LINES_A_PAGE", 1)
        form, file = f"{language}/verify/", forms.file_of(outcomes.files["valid-learner-record"])
        return {
            "valid-page-2": client.get(f"{language}{outcomes.looks['valid']}?page=2"),
            "valid-learner-record-cut": client.post(form, {"file": file}),
        }


def expected(name: str, language: str) -> tuple[int, str]:
    """The status and the heading of a page, by its name."""
    if name in FORM:
        return FORM[name], ""
    outcome = name.partition("-")[0]
    with translation.override(language.strip("/") or "ko"):
        return 404 if outcome == "not_found" else 200, showing.told(outcome).heading


def shape(text: str) -> str:
    """A page without its words: axe says the same of two that differ in nothing else."""
    return re.sub(r">[^<]+<", ">ㄱ<", text[text.index("<body") :])


def test_axe_finds_nothing_on_any_outcome(browser: Browser, site: str, outcomes: Outcomes) -> None:
    found: list[Any] = []
    with watching(browser, site) as start:
        for language, width, colours in [*LOOKS, *(ASIDE if PICTURES else [])]:
            held, seen = pages(outcomes, language, colours), set()
            page = start(width, reduced_motion="reduce").open(f"{language}/verify/")
            for name, answer in held.items():
                text = answer.content.decode()
                page.set_content(text)  # of the site are its style and its scripts
                said = page.inner_text("#headline") if name not in FORM else ""
                if (answer.status_code, said) != expected(name, language):
                    found.append((name, language, answer.status_code, said))
                found += [(name, "sticks out", one) for one in sticks_out(page)]
                if shape(text) not in seen:
                    seen.add(shape(text))
                    found += [(name, *one) for one in violations(page)]
                if PICTURES and colours == "standard":
                    tongue = language.strip("/") or "ko"
                    page.screenshot(path=f"{PICTURES}/verify_{name}_{tongue}_{width}.png", full_page=True)
    assert found == []
