"""Deposits: a form for every kind, all errors at once, drafts that stay, files that are checked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baeum.learner.kinds import BY_KIND, FORMS
from baeum.learner.models import Draft
from baeum.ledger.models import Entry
from baeum.people.acting import acting
from baeum.shared.clock import today
from baeum_rules.ledger.kinds import kinds_on

from .learners import PICTURE, Learner

TYPED = {
    "text": "가나다",
    "date": "2020.3.2.",
    "whole": "3",
    "number": "88.5",
}
SPECIAL = {"bdes_exam:stage": "1", "bdes_exemption_course:stage": "1"}


def filled(kind: str) -> dict[str, str]:
    """A form of a kind, filled in as a person would; every question answered."""
    typed = {}
    for field in BY_KIND[kind].fields:
        answer = field.options[0][0] if field.options else TYPED[field.kind]
        typed[f"f-{field.name}"] = SPECIAL.get(f"{kind}:{field.name}", answer)
    return typed


def entries(learner: Learner) -> list[Entry]:
    with acting(learner.cast.as_self(learner.key)):
        return list(Entry.objects.filter(account=learner.account).order_by("number"))


def test_every_kind_of_the_law_has_a_form() -> None:
    assert {kind.code for kind in kinds_on(today())} == {form.code for form in FORMS}


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_every_kind_can_be_deposited_and_is_read_again(nari: Learner, kind: str) -> None:
    answer = nari.post(f"deposit/{kind}/", filled(kind), language="/en")
    assert answer.status_code == 302, re.findall(r'<li><a href="#[^<]*</a>[^<]*', answer.content.decode())
    (entry,) = entries(nari)
    assert (entry.kind, entry.standing, entry.happened_on) == (kind, "self_declared", date(2020, 3, 2))
    page = nari.client.get(answer.headers["Location"]).content.decode()
    assert "가나다" in page and "Entered." in page


def test_all_errors_at_once_and_nothing_is_lost(nari: Learner) -> None:
    answer = nari.post(
        "deposit/volunteering/",
        {"f-title": "", "f-where": "한강도서관", "f-hours": "많이", "f-happened_on": "2020-02-30"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert set(re.findall(r'<li><a href="#f-(\w+)"', page)) == {"title", "hours", "happened_on"}
    assert 'value="한강도서관"' in page and 'value="많이"' in page
    assert entries(nari) == []
    assert 'value="한강도서관"' in nari.get("deposit/volunteering/").content.decode()  # the draft


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"f-happened_on": "2999-01-01"}, "f-happened_on"),
        ({"f-happened_on": "0001-01-01"}, "f-happened_on"),
        ({"f-happened_from": "2021-01-01"}, "f-happened_from"),
        ({"f-hours": "99999999999999999999"}, "f-hours"),
        ({"f-hours": "1e309"}, "f-hours"),
        ({"f-title": "가" * 501}, "f-title"),
        ({"f-title": "\x00\u200b"}, "f-title"),
    ],
)
def test_what_the_ledger_refuses_is_told_at_its_field(
    nari: Learner, typed: dict[str, str], field: str
) -> None:
    answer = nari.post("deposit/training/", filled("training") | typed)
    assert answer.status_code == 422
    assert f'<a href="#{field}"' in answer.content.decode()
    assert entries(nari) == []


def test_drafts_are_kept_dropped_and_gone_after_the_deposit(nari: Learner) -> None:
    nari.post("deposit/book/", {"action": "draft", "f-title": "토지"})
    assert "초안 있음" in nari.get("deposit/").content.decode()
    assert "이어서 적기: 독서" in nari.get("").content.decode()
    assert 'value="토지"' in nari.get("deposit/book/").content.decode()
    with acting(nari.cast.as_self("nari")):
        assert "토지".encode() not in bytes(Draft.objects.get().typed)
    nari.post("deposit/book/", {"action": "drop"})
    assert "초안 있음" not in nari.get("deposit/").content.decode()
    nari.post("deposit/book/", {"action": "draft", "f-title": "토지"})
    nari.post("deposit/book/", filled("book"))
    with acting(nari.cast.as_self("nari")):
        assert not Draft.objects.exists()


def test_the_same_page_sent_twice_is_one_line(nari: Learner) -> None:
    typed = filled("book") | {"key": "one page"}
    first, second = nari.post("deposit/book/", typed), nari.post("deposit/book/", typed)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(entries(nari)) == 1
    other = nari.post("deposit/book/", filled("book"))
    assert other.status_code == 422 and "이미 1번 줄" in other.content.decode()


def file(content: bytes, name: str = "proof.png") -> Any:
    return SimpleUploadedFile(name, content)


def test_a_file_comes_along_and_is_given_back_as_a_file(nari: Learner) -> None:
    typed = filled("award") | {"key": "k", "file": file(PICTURE)}
    answer = nari.post("deposit/award/", typed)
    again = nari.post("deposit/award/", typed | {"file": file(PICTURE)})
    assert answer.status_code == 302 and again.headers["Location"] == answer.headers["Location"]
    (entry,) = entries(nari)
    found = nari.get(f"evidence/{entry.evidence_id}/")
    assert found.content == PICTURE
    assert found.headers["Content-Disposition"] == 'attachment; filename="evidence.png"'
    assert found.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "content", [b"<script>alert(1)</script>", b"MZ\x90", PICTURE[:40], b"%PDF-1.7 broken"]
)
def test_a_file_that_is_not_what_it_should_be_enters_nothing(nari: Learner, content: bytes) -> None:
    answer = nari.post("deposit/award/", filled("award") | {"file": file(content)})
    assert answer.status_code == 422 and '<a href="#file"' in answer.content.decode()
    assert entries(nari) == []


def test_another_one_of_the_same_place_need_not_be_typed_again(nari: Learner) -> None:
    answer = nari.post("deposit/training/", filled("training") | {"action": "again", "f-where": "한강"})
    page = answer.content.decode()
    assert (
        "하나 더 적으세요" in page
        and 'value="한강"' in page
        and 'id="f-title" name="f-title" value=""' in page
    )


def test_an_unknown_kind_is_no_page(nari: Learner) -> None:
    assert nari.get("deposit/nothing/").status_code == 404
