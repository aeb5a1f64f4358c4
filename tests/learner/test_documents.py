"""Documents on the learner's pages: asked for, shown, downloaded in each form, taken back, issued again."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from baeum.certificates.models import Document
from baeum.certificates.public_words import KINDS as PUBLIC
from baeum.certificates.words import KINDS
from baeum.people.acting import acting

from .learners import Learner


@pytest.fixture(autouse=True)
def issuer(settings: Any, tmp_path: Path) -> None:
    """The site has an address and keys."""
    settings.ADDRESS, settings.DID = "https://baeum.example", "did:web:baeum.example"
    settings.ISSUER_KEYS = tmp_path / "issuer"


@pytest.fixture
def filled(nari: Learner) -> Learner:
    nari.enter("요리", hours=12)
    nari.enter("글쓰기", kind="course", by="sora")
    return nari


def ask(learner: Learner, kind: str, *numbers: int, **typed: Any) -> str:
    """The path of the page of a new document."""
    form = {"languages": "both", "masking": "partly", "purpose": "강사 지원", "recipient": "한빛상사"}
    answer = learner.post(f"documents/new/{kind}/", form | {"line": [str(n) for n in numbers]} | typed)
    assert answer.status_code == 302, answer.content.decode()
    return re.search(r"documents/[0-9a-f-]{36}/", answer.headers["Location"])[0]  # type: ignore[index]


def test_only_verified_lines_can_be_ticked_for_a_certificate(filled: Learner) -> None:
    page = filled.get("documents/new/learning_history/").content.decode()
    assert "글쓰기" in page and "요리" not in page
    assert "요리" in filled.get("documents/new/portfolio/").content.decode()


def test_it_is_shown_and_downloaded_in_every_form(filled: Learner) -> None:
    path = ask(filled, "portfolio", 1, 2)
    page = filled.get(path).content.decode()
    for word in ("요리", "글쓰기", "강사 지원", "한빛상사", "김*리", "https://baeum.example/verify/"):
        assert word in page, word
    forms = {form: filled.get(f"{path}files/{form}/") for form in ("pdf", "sd-jwt", "badges", "clr")}
    assert [answer.status_code for answer in forms.values()] == [200] * 4
    assert forms["pdf"].content.startswith(b"%PDF-") and forms["sd-jwt"].content.count(b"~") > 4
    with zipfile.ZipFile(io.BytesIO(forms["badges"].content)) as packed:
        assert packed.namelist() == ["badge-001.json", "badge-002.json"]
    assert filled.get(f"{path}files/passport/").status_code == 404
    assert "2026-" not in page.partition("보이는 줄")[2].partition("</section>")[0]  # days as everywhere
    assert "증명서 발급" in filled.get("").content.decode()


def test_a_kind_is_called_as_on_its_paper() -> None:
    with translation.override("en"):
        for kind, (name, _) in KINDS.items():
            if kind != "portfolio":  # the sheet of one's own is called so too
                assert str(name) == PUBLIC[kind][1]


def test_everything_that_is_wrong_is_told_at_once_and_kept(filled: Learner) -> None:
    form = {"languages": "fr", "masking": "partly", "purpose": "가" * 101}
    answer = filled.post("documents/new/learning_history/", form)
    page = answer.content.decode()
    assert answer.status_code == 422 and "고칠 곳이 3군데 있습니다" in page and "가" * 101 in page
    with acting(filled.cast.as_self("nari")):
        assert not Document.objects.exists()


def test_what_cannot_be_had_yet_says_why(filled: Learner) -> None:
    answer = filled.post("documents/new/transcript/", {"languages": "ko", "masking": "open"})
    assert answer.status_code == 422 and "아직 인정받은 학점이 없습니다" in answer.content.decode()
    assert filled.get("documents/new/course_completion/").status_code == 404


def test_taken_back_and_issued_again(filled: Learner) -> None:
    path = ask(filled, "learning_history", 2)
    again = filled.post(f"{path}again/", {})
    assert again.status_code == 302 and path not in again.headers["Location"]
    assert "새로 발급됨" in filled.get(path).content.decode()
    assert filled.post(f"{path}revoke/", {}).status_code == 404
    held = re.search(r"documents/[0-9a-f-]{36}/", again.headers["Location"])[0]  # type: ignore[index]
    assert filled.post(f"{held}revoke/", {}).status_code == 302
    page = filled.get("documents/").content.decode()
    assert "본인이 거둠" in page and "새로 발급됨" in page


def test_a_document_of_somebody_else_is_not_there(filled: Learner, dowon: Learner) -> None:
    path = ask(filled, "portfolio", 1)
    for form in ("", "files/pdf/"):
        assert dowon.get(f"{path}{form}").status_code == 404
    for act in ("revoke", "again"):
        assert dowon.post(f"{path}{act}/", {}).status_code == 404
