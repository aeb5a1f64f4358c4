"""Several who write at the same moment, each on a connection of its own: one message, version, question."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from baeum.counsel.answering import Chosen
from baeum.counsel.models import FaqVersion, Message, Question
from baeum.counsel.services.add import add
from baeum.counsel.services.ask import ask
from baeum.counsel.services.forward import forward
from baeum.counsel.services.publish import publish
from baeum.counsel.services.reply import reply
from baeum.counsel.wrong import Wrong
from baeum.people.acting import acting
from baeum.shared.clock import today

from .conftest import ON, TITLE, WORDS, Counsel
from .test_faq import DRAFT

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6


def together(work: Callable[[int], Any]) -> list[Any]:
    """Run ``work(n)`` in threads that begin at the same moment; each closes its connection."""
    begin = Barrier(WRITERS)

    def one(number: int) -> Any:
        try:
            begin.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def refused(answers: list[Any]) -> list[str]:
    return [code for one in answers if isinstance(one, Wrong) for code in one.codes]


def test_one_of_several_answers_is_written(counsel: Counsel) -> None:
    """Half of them answer, half pass it on; all have seen the same."""
    asked, hangang = counsel.ask(), counsel.officer("hangang")

    def work(number: int) -> Any:
        if number % 2:
            return forward(asked, to="jongno", reason="구청 일", by=hangang, on=ON, after=1)
        return reply(asked, words=f"답 {number}", by=hangang, on=ON, after=1)

    answers = together(work)
    assert len(refused(answers)) == WRITERS - 1
    assert set(refused(answers)) <= {"counsel.went_on", "counsel.not_ours"}
    with acting(counsel.cast.as_self("nari")):
        assert list(Message.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_all_that_is_added_is_kept(counsel: Counsel) -> None:
    asked, nari = counsel.ask(), counsel.cast.as_self("nari")
    assert refused(together(lambda number: add(asked, words=f"더 {number}", by=nari))) == []
    with acting(nari):
        numbers = Message.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, WRITERS + 2))


def test_one_version_follows(counsel: Counsel) -> None:
    entry, inseo = uuid4(), counsel.officer("institute")
    answers = together(lambda _: publish(entry, DRAFT, by=inseo, on=ON))
    assert refused(answers) == ["counsel.edited"] * (WRITERS - 1)
    assert FaqVersion.objects.count() == 1


def test_the_same_form_at_the_same_moment_is_one_question(counsel: Counsel) -> None:
    form, nari, whose = uuid4(), counsel.cast.as_self("nari"), counsel.cast.person["nari"].id
    chosen = Chosen("account")
    named = counsel.office(chosen)

    def work(_: int) -> Any:
        return ask(form, whose, chosen, title=TITLE, words=WORDS, named=named, by=nari, on=today())

    answers = together(work)
    assert refused(answers) == [] and {one.question_id for one in answers} == {form}
    with acting(nari):
        assert Question.objects.count() == Message.objects.count() == 1
