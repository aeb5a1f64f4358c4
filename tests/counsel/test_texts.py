"""What is written and cited: kept as NFC, refused where it cannot be read, all of it told at once."""

from __future__ import annotations

from datetime import timedelta
from unicodedata import normalize

import pytest

from baeum.counsel.citing import Typed
from baeum.counsel.services.add import add
from baeum.counsel.services.reply import reply
from baeum.counsel.wrong import Wrong
from baeum.shared.clock import today

from .conftest import ON, Counsel
from .test_threads import codes, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  가\r\n나  \r\n\r\n", "가\n나"),
        (normalize("NFD", "학점 인정"), "학점 인정"),
        ("👩‍🏫 선생님께", "👩‍🏫 선생님께"),
        ("가\t나", "가\t나"),
    ],
)
def test_texts_are_kept_as_nfc_and_trimmed(counsel: Counsel, typed: str, kept: str) -> None:
    asked = counsel.ask(words=typed, title=f" {typed} ")
    found = read(asked, counsel.officer("hangang"))
    assert found.said[0].words == kept and found.title == " ".join(kept.split())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "counsel.empty"),
        (" \n\t", "counsel.empty"),
        ("\u200b\u200d", "counsel.empty"),
        ("\u00ad", "counsel.empty"),
        ("가\x00나", "counsel.control"),
        ("가\x1b[2J", "counsel.control"),
        ("가\ud800", "counsel.control"),
        ("가\u202e나", "counsel.control"),
        ("가" * 4001, "counsel.long"),
    ],
)
def test_texts_that_are_refused(counsel: Counsel, typed: str, code: str) -> None:
    asked = counsel.ask()
    assert codes(add(asked, words=typed, by=counsel.cast.as_self("nari"))) == [code]


def test_the_longest_text_fits(counsel: Counsel) -> None:
    asked = counsel.ask(words="𠮷" * 4000, title="𠮷" * 100)
    assert read(asked, counsel.cast.as_self("nari")).said[0].words == "𠮷" * 4000


def test_citations_that_cannot_be_read_are_all_told(counsel: Counsel) -> None:
    asked = counsel.ask()
    cites = [
        Typed("accredited.minimum_score", "어제"),
        Typed("accredited.minimum_scor", ""),
        Typed("없는 값", "2020-01-01"),
        Typed("counsel.topic.voucher", "2021.6.7."),
        Typed("accredited.minimum_score", (today() + timedelta(1)).isoformat()),
        Typed("", "2020-01-01"),
        Typed("", today().isoformat()),  # an empty row
    ]
    answer = reply(asked, words="", by=counsel.officer("hangang"), on=ON, cites=cites)
    assert isinstance(answer, Wrong)
    assert [(field, one.code) for field, one in answer.problems] == [
        ("words", "counsel.empty"),
        ("cite-0", "counsel.cite_day"),
        ("cite-1", "counsel.cite_close"),
        ("cite-2", "counsel.cite_unknown"),
        ("cite-3", "counsel.cite_early"),
        ("cite-4", "counsel.cite_day"),
        ("cite-5", "counsel.cite_nothing"),
    ]
