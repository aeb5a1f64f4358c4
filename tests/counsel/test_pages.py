"""The pages: nothing typed is lost, nothing is told that is not in the thread, queries stay as many."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baeum.counsel.answering import Chosen
from baeum.counsel.citing import Typed
from baeum.counsel.models import FaqVersion, Question
from baeum.counsel.services.forward import forward
from baeum.counsel.services.publish import publish
from baeum.counsel.services.reply import reply
from baeum.demo.cast import PEOPLE
from baeum.ledger.services.open_account import Opened, open_account
from baeum.people.acting import acting
from baeum.people.services.erase import erase
from baeum.shared.clock import now
from visiting import as_officer, as_self

from .conftest import ON, TITLE, WORDS, Counsel
from .test_faq import DRAFT

pytestmark = pytest.mark.django_db
ENGLISH = {"title": "Hours differ", "words": "I had thirty hours."}


def at(route: str, *args: Any, **query: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse(f"counsel:{route}", args=args) + (f"?{asked}" if asked else "")


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_the_office_is_named_before_anything_is_sent(counsel: Counsel, nari: Client) -> None:
    form = {"topic": "course", "institution": "hangang", "title": TITLE, "words": WORDS, "id": str(uuid4())}
    first = nari.post(at("ask"), {**form, "act": "send"})  # nobody was named yet
    assert first.status_code == 409 and "답할 곳을 확인하고 보내세요" in text(first)
    named = first.context["named"]
    assert named == counsel.cast.office["hangang"].pk and "한강평생교육원" in text(first)
    other = nari.post(at("ask"), {**form, "institution": "dasan", "named": named, "act": "send"})
    assert other.status_code == 409 and "다산평생교육원" in text(other)
    sent = nari.post(at("ask"), {**form, "named": named, "act": "send"})
    assert sent.status_code == 302
    twice = nari.post(at("ask"), {**form, "named": named, "act": "send"})
    assert twice.headers["Location"] == sent.headers["Location"]
    with acting(counsel.cast.as_self("nari")):
        assert Question.objects.count() == 1


@pytest.mark.parametrize("act", ["choose", "send"])
def test_nothing_typed_is_lost_on_the_way(nari: Client, act: str) -> None:
    typed = {"topic": "accreditation", "holder": "province", "title": "제목 하나", "words": "첫 줄\n둘째 줄"}
    answer = nari.post(at("ask"), {**typed, "act": act})
    assert answer.status_code == 422 and "지역을 고르세요" in text(answer)
    page = text(answer)
    assert 'value="제목 하나"' in page and "첫 줄\n둘째 줄</textarea>" in page
    assert re.search(r'value="province" checked', page) and 'value="accreditation" selected' in page


def test_an_officer_is_told_nothing_but_the_thread(counsel: Counsel, sora: Client) -> None:
    by = counsel.cast.as_self("nari")
    nari = counsel.cast.person["nari"]
    opened = open_account(nari.id, purposes=("record",), by=by, on=ON)
    assert isinstance(opened, Opened)
    asked = counsel.ask()
    reply(asked, words="답", by=counsel.officer("hangang"), on=ON)
    told = [PEOPLE["nari"][0], PEOPLE["nari"][2], str(nari.id), nari.id.hex, opened.learner_number, "login"]
    for address in (
        at("queue"),
        at("queue", state="answered"),
        at("desk_thread", asked),
        at("forward", asked),
    ):
        page = text(sora.get(address))
        assert TITLE in page or "답할 질문" in page or "답을 기다리는 질문이 없습니다" in page
        assert [one for one in told if one in page] == [], address


def test_the_asker_is_not_told_which_officer_wrote(counsel: Counsel, nari: Client) -> None:
    asked = counsel.ask()
    reply(asked, words="답", by=counsel.officer("hangang"), on=ON)
    page = text(nari.get(at("thread", asked)))
    assert "한강평생교육원" in page and PEOPLE["sora"][0] not in page
    assert str(counsel.cast.person["sora"].id) not in page


def test_the_badge_is_there_until_the_answer_is_read(counsel: Counsel, nari: Client) -> None:
    by = counsel.cast.as_self("nari")
    opened = open_account(counsel.cast.person["nari"].id, purposes=("record",), by=by, on=ON)
    assert isinstance(opened, Opened)
    home, asked = reverse("learner:home", args=[opened.account_id]), counsel.ask()
    assert "상담에 새 글" not in text(nari.get(home))
    reply(asked, words="답", by=counsel.officer("hangang"), on=ON)
    boram = as_self(counsel.cast, "boram")
    for client in (nari, boram):
        assert "상담에 새 글이 1건 있습니다." in text(client.get(home))
        assert client.get(at("questions")).context["unread"] == 1
    assert nari.head(at("thread", asked)).status_code == 200  # a HEAD reads nothing
    assert "상담에 새 글" in text(nari.get(home))
    nari.get(at("thread", asked))
    assert "상담에 새 글" not in text(nari.get(home))
    assert nari.get(at("questions")).context["unread"] == 0
    assert boram.get(at("questions")).context["unread"] == 1  # a proxy reads for themselves
    forward(asked, to="jongno", reason="구청 일", by=counsel.officer("hangang"), on=ON)
    assert nari.get(at("questions")).context["unread"] == 1


def test_a_published_question_is_typed_anew(counsel: Counsel, inseo: Client) -> None:
    """From a thread comes the topic at most."""
    asked = counsel.ask(chosen=Chosen("account"))
    reply(asked, words="이것이 답입니다.", by=counsel.officer("institute"), on=ON)
    thread = text(inseo.get(at("desk_thread", asked)))
    (link,) = re.findall(r'id="to-faq" href="([^"]+)"', thread)
    assert link == at("edit_new", topic="account")
    page = text(inseo.get(link))
    assert 'value="account" selected' in page
    assert not [one for one in (TITLE, *WORDS.split("\n"), "이것이 답입니다.", str(asked)) if one in page]


def test_what_an_officer_typed_stays(counsel: Counsel, sora: Client, inseo: Client) -> None:
    asked = counsel.ask()
    typed = {
        "act": "reply",
        "words": "길게 쓴 답",
        "cite": ["없는 값", "second.rule"],
        "cite_on": ["어제", "2022-1-2"],
    }
    answer = sora.post(at("desk_thread", asked), {**typed, "after": "1"})
    page = text(answer)
    assert answer.status_code == 422
    assert [one in page for one in ("길게 쓴 답", "없는 값", "어제", "second.rule", "2022-1-2")] == [True] * 5
    passing = {"act": "find", "find": "종로", "reason": "구청의 일", "to": "dasan", "after": "1"}
    page = text(sora.post(at("forward", asked), passing))
    assert "구청의 일</textarea>" in page and 'value="dasan" checked' in page and "표본구청 종로" in page
    entry = {"question_ko": "물음", "answer_en": "An answer", "topic": "account", "why": "", "after": "0"}
    answer = inseo.post(at("edit_new"), entry)
    page = text(answer)
    assert answer.status_code == 422 and 'value="물음"' in page and "An answer</textarea>" in page


def test_who_answers_meanwhile_is_shown_first(counsel: Counsel, sora: Client) -> None:
    asked = counsel.ask()
    answer = sora.post(at("desk_thread", asked), {"act": "reply", "words": "답 하나", "after": "0"})
    assert answer.status_code == 409 and "그 사이에 새 글이" in text(answer) and "답 하나" in text(answer)


def filled(counsel: Counsel, count: int) -> None:
    """Questions at hangang, half of them answered, one passed on; entries that cite."""
    for number in range(count):
        asked = counsel.ask(title=f"질문 {number}")
        cites = [Typed("accredited.minimum_score", "2005-10-27")]
        if number % 3 == 0:
            reply(asked, words="답", by=counsel.officer("hangang"), on=ON, cites=cites)
        elif number % 3 == 1:
            forward(asked, to="jongno", reason="구청 일", by=counsel.officer("hangang"), on=ON)
        draft = replace(DRAFT, cites=cites)
        assert isinstance(publish(uuid4(), draft, by=counsel.officer("institute"), on=ON), FaqVersion)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as done:
        assert client.get(address).status_code == 200
    return len(done)


def test_lists_take_as_many_queries_however_long(
    counsel: Counsel, nari: Client, sora: Client, inseo: Client
) -> None:
    filled(counsel, 3)
    lists = [
        (nari, at("questions")),
        (sora, at("queue")),
        (sora, at("queue", state="answered")),
        (sora, at("queue", state="passed")),
        (inseo, at("editing")),
        (Client(), at("faq")),
        (Client(), at("faq", q="몇 점부터 인정되나요")),
    ]
    before = [queries(client, address) for client, address in lists]
    filled(counsel, 30)
    assert [queries(client, address) for client, address in lists] == before
    assert max(before) < 25


def test_long_lists_have_pages(counsel: Counsel, sora: Client) -> None:
    for number in range(52):
        counsel.ask(title=f"질문 {number}")
    first = sora.get(at("queue"))
    assert len(first.context["rows"]) == 50 and first.context["next"] == "state=waiting&page=2"
    second = sora.get(at("queue") + "?" + first.context["next"])
    assert len(second.context["rows"]) == 2 and second.context["next"] == ""
    assert second.context["counts"]["waiting"] == 52


def test_an_officer_does_not_find_their_own_question_in_the_queue(counsel: Counsel, sora: Client) -> None:
    mine = counsel.ask("sora", title="내 것")
    other = counsel.ask(title="남의 것")
    rows = sora.get(at("queue")).context["rows"]
    assert [row["id"] for row in rows] == [other]
    assert sora.get(at("queue")).context["counts"]["waiting"] == 1
    assert sora.get(at("desk_thread", mine)).status_code == 404
    assert sora.get(at("thread", mine)).status_code == 200


def test_an_erased_asker(counsel: Counsel, sora: Client) -> None:
    asked = counsel.ask()
    erase(counsel.cast.person["nari"].id, by=counsel.cast.as_self("nari"), at=now())
    assert "(지워진 질문)" in text(sora.get(at("queue")))
    page = text(sora.get(at("desk_thread", asked)))
    assert "(지워진 글)" in page and 'id="close"' in page and 'id="reply"' not in page
    assert sora.post(at("desk_thread", asked), {"act": "close", "after": "1"}).status_code == 302
    assert sora.get(at("queue")).context["rows"] == []


def test_what_was_passed_on_is_read_only(counsel: Counsel, sora: Client) -> None:
    asked = counsel.ask()
    forward(asked, to="jongno", reason="구청 일", by=counsel.officer("hangang"), on=ON)
    reply(asked, words="구청만의 답", by=counsel.officer("jongno"), on=ON)
    page = text(sora.get(at("desk_thread", asked)))
    assert "넘길 때까지의 글만" in page and "구청만의 답" not in page and "<textarea" not in page
    assert sora.post(at("desk_thread", asked), {"act": "reply", "words": "답"}).status_code == 403
    assert (
        sora.post(at("forward", asked), {"act": "forward", "to": "dasan", "reason": "왜"}).status_code == 403
    )


def test_published_questions_and_their_end(counsel: Counsel) -> None:
    inseo, anybody, entry = counsel.officer("institute"), Client(), uuid4()
    publish(entry, DRAFT, by=inseo, on=ON)
    publish(entry, replace(DRAFT, answer_ko="둘째 판의 답", why="고침"), by=inseo, on=ON, after=1)
    page = text(anybody.get(at("entry", entry)))
    assert "둘째 판의 답" in page and "기준이며, 오늘도 같습니다" in page and "고침" not in page
    old = text(anybody.get(at("entry", entry, version="1")))
    assert DRAFT.answer_ko in old and "지난 판입니다" in old
    for odd in ("0", "9", "x", "²", "99999999999"):
        assert "둘째 판의 답" in text(anybody.get(at("entry", entry, version=odd)))
    client = as_officer(counsel.cast, "inseo")
    ended = client.post(at("edit", entry), {"act": "withdraw", "why": "합침", "after": "2"})
    assert ended.status_code == 302
    gone = anybody.get(at("entry", entry))
    assert gone.status_code == 410 and "둘째 판" not in text(gone)
    assert anybody.get(at("entry", uuid4())).status_code == 404
    assert "둘째 판" not in text(anybody.get(at("faq")))
