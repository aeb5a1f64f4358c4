"""Every page: complete in English, calm under hostile values, small enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.test import Client

from baeum.counsel.citing import Typed
from baeum.counsel.models import Message, Question
from baeum.counsel.services.close import close
from baeum.counsel.services.forward import forward
from baeum.counsel.services.publish import publish
from baeum.counsel.services.reply import reply
from baeum.people.acting import acting

from .conftest import ON, Counsel
from .test_faq import DRAFT
from .test_pages import at, filled, text

pytestmark = pytest.mark.django_db
ENGLISH = {"title": "Hours differ", "words": "I had thirty hours."}
HANGUL = re.compile("[가-힣]+")


def test_english_is_complete(counsel: Counsel, nari: Client, sora: Client, inseo: Client) -> None:
    """Where everybody writes English, no Korean is left on any page."""
    asked = counsel.ask(**ENGLISH)
    cites = [Typed("accredited.minimum_score", "2005-10-27")]
    reply(asked, words="It was seventy.", by=counsel.officer("hangang"), on=ON, cites=cites)
    passed = counsel.ask(**ENGLISH)
    forward(passed, to="jongno", reason="Theirs.", by=counsel.officer("hangang"), on=ON)
    closed = counsel.ask(**ENGLISH)
    close(closed, by=counsel.cast.as_self("nari"))
    entry = uuid4()
    publish(entry, replace(DRAFT, cites=cites), by=counsel.officer("institute"), on=ON)
    pages: Iterator[tuple[Client, str, dict[str, str] | None]] = iter(
        [
            (Client(), at("faq"), None),
            (Client(), at("faq", q="zebra"), None),
            (Client(), at("entry", entry), None),
            *((nari, at("ask", topic=topic), None) for topic in ("", "account", "course", "accreditation")),
            (nari, at("ask"), {"topic": "accreditation", "holder": "province", "act": "send"}),
            (nari, at("ask"), {"topic": "local", "region": "11110", "act": "choose"}),
            (nari, at("questions"), None),
            *((nari, at("thread", one), None) for one in (asked, passed, closed)),
            (nari, at("thread", asked, done="asked"), {"act": "add", "words": ""}),
            (sora, at("queue"), None),
            *((sora, at("queue", state=state), None) for state in ("answered", "closed", "passed")),
            *((sora, at("desk_thread", one), None) for one in (asked, passed, closed)),
            (sora, at("desk_thread", asked), {"act": "reply", "words": "", "cite": "x", "cite_on": "y"}),
            (sora, at("forward", asked), {"act": "forward"}),
            (inseo, at("editing"), None),
        ]
    )
    left = []
    for client, address, posted in pages:
        there = "/en" + address
        answer = client.get(there) if posted is None else client.post(there, posted)
        assert answer.status_code < 500
        main = re.sub(r"(?s)^.*<main|</main>.*$", "", text(answer))
        left += [(address, found) for found in HANGUL.findall(main)]
    assert left == []


FORM = "application/x-www-form-urlencoded"
ODD = ["\x00", "\ud800", "%00", "' OR 1=1 --", "9" * 40, "-1", "NaN", "가" * 5000]


@pytest.mark.parametrize("value", ODD, ids=[ascii(one)[:20] for one in ODD])
def test_hostile_values_are_answered_plainly(
    counsel: Counsel, nari: Client, sora: Client, inseo: Client, value: str
) -> None:
    asked = counsel.ask()

    def form(*names: str, **given: str) -> str:
        return urlencode({**dict.fromkeys(names, value), **given}, errors="surrogatepass")

    def posted(client: Client, address: str, *names: str, **given: str) -> int:
        return client.post(address, form(*names, **given), content_type=FORM).status_code

    names = ("q", "topic", "state", "page", "holder", "region", "institution", "done", "find", "version")
    for address in (at("faq"), at("ask"), at("queue"), at("editing"), at("questions")):
        for client in (nari, sora, inseo):
            assert client.get(f"{address}?{form(*names)}").status_code in (200, 403), address
    names = ("holder", "region", "institution", "title", "words", "named", "id", "whose", "find")
    for topic in (value, "course", "local", "accreditation"):
        for holder in (value, "province"):
            given = {"topic": topic, "holder": holder, "act": "send"}
            assert posted(nari, at("ask"), *names, **given) == 422
    assert posted(nari, at("thread", asked), "words", "after", act="add") in (302, 409, 422)
    assert posted(sora, at("desk_thread", asked), "cite", "cite_on", "after", act="reply") == 422
    assert posted(sora, at("forward", asked), "find", "to", act="find") == 200
    assert posted(sora, at("forward", asked), "to", "reason", act="forward") == 422
    assert posted(inseo, at("edit_new"), "topic", "question_ko", "id", "after", "cite") == 422
    with acting(counsel.cast.as_self("nari")):
        assert Question.objects.count() == 1 and Message.objects.filter(act="ask").count() == 1


def test_no_page_is_larger_than_the_budget(counsel: Counsel, sora: Client, inseo: Client) -> None:
    filled(counsel, 50)
    with acting(counsel.officer("hangang")):
        asked: UUID = Question.objects.values_list("pk", flat=True)[0]
    pages = (
        *((sora, at("queue")), (sora, at("desk_thread", asked))),
        *((inseo, at("edit_new")), (Client(), at("faq"))),
    )
    assert max(len(client.get(address).content) for client, address in pages) < 60_000
