"""Every learner's page answers in both languages, small, without inline code, and never kept by a cache."""

from __future__ import annotations

import re
from datetime import date

import pytest

from .learners import Learner

PAGES = (
    "",
    "goal/",
    "what-if/",
    "plan/",
    "statement/",
    "statement/?part=special_note&standing=self_declared&from=2020&as_of=2026-01-01",
    "lines/1/",
    "lines/1/request/",
    "deposit/",
    "deposit/certificate/",
    "deposit/book/",
    "requests/",
    "looks/",
    "proxies/",
    "export/",
    "import/",
    "shares/",
    "shares/new/",
    "person/",
    "consents/",
    "close/",
)


@pytest.fixture
def filled(nari: Learner) -> Learner:
    nari.enter("요리 교실", hours=12, happened_from=date(2024, 3, 1))
    nari.enter("한강 글쓰기", kind="course", by="sora", hours=30)
    return nari


@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_both_languages(filled: Learner, page: str) -> None:
    for language in ("", "/en"):
        response = filled.get(page, language=language)
        text = response.content.decode()
        assert response.status_code in (200, 422), page
        assert f'<html lang="{language[1:] or "ko"}"' in text
        assert text.count("<h1") == 1
        assert " style=" not in text and not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=", text)
        assert "no-store" in response.headers["Cache-Control"]
        assert len(response.content) <= 60 * 1024
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
        for name in re.findall(r'(?:\sfor|aria-describedby|aria-labelledby)="([^"]+)"', text):
            assert set(name.split()) <= set(ids), name
