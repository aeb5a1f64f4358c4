"""Ask, add, reply, forward, close, reopen: by the right side at the right time, whatever is wrong at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models.functions import Now

from baeum.counsel.answering import Chosen
from baeum.counsel.citing import Typed
from baeum.counsel.models import Message, Question, Whereabouts
from baeum.counsel.queries import Thread, thread
from baeum.counsel.services.add import add
from baeum.counsel.services.ask import Asked, ask
from baeum.counsel.services.close import close
from baeum.counsel.services.forward import forward
from baeum.counsel.services.reopen import reopen
from baeum.counsel.services.reply import reply
from baeum.counsel.writing import Written
from baeum.counsel.wrong import Wrong
from baeum.people.acting import Actor, acting
from baeum.people.models import Proxy
from baeum_rules.counsel.acts import ACTS, ASK, STATES, may

from .conftest import ON, TITLE, WORDS, Counsel

pytestmark = pytest.mark.django_db


def read(question: object, by: Actor) -> Thread:
    with acting(by):
        found = thread(question)  # type: ignore[arg-type]
    assert found is not None
    return found


def codes(answer: object) -> list[str]:
    assert isinstance(answer, Wrong), answer
    return answer.codes


def test_a_whole_thread(counsel: Counsel) -> None:
    """Nari asks hangang, which passes it on; jongno answers; she asks back; it is closed and opened again."""
    nari = counsel.cast.as_self("nari")
    asked = counsel.ask()
    first = read(asked, nari)
    assert first.title == TITLE and [one.words for one in first.said] == [WORDS]
    assert first.where is not None and first.where.office.code == "hangang" and first.where.state == "waiting"
    passed = forward(asked, to="jongno", reason="구청의 강좌입니다.", by=counsel.officer("hangang"), on=ON)
    assert isinstance(passed, Written)
    jiho = counsel.officer("jongno")
    cites = [Typed("accredited.minimum_score", "2005-10-27")]
    assert isinstance(reply(asked, words="70점이었습니다.", by=jiho, on=ON, cites=cites), Written)
    assert isinstance(add(asked, words="지금은요?", by=nari), Written)
    assert isinstance(reply(asked, words="60점입니다.", by=jiho, on=ON), Written)
    assert isinstance(close(asked, by=nari), Written)
    assert codes(add(asked, words="하나 더", by=nari)) == ["counsel.closed"]
    assert isinstance(reopen(asked, words="하나 더 있습니다.", by=nari), Written)
    whole = read(asked, nari)
    assert [(one.message.act, one.message.number) for one in whole.said] == [
        ("ask", 1),
        ("forward", 2),
        ("reply", 3),
        ("add", 4),
        ("reply", 5),
        ("close", 6),
        ("reopen", 7),
    ]
    assert whole.where is not None
    assert (whole.where.office.code, whole.where.state) == ("jongno", "waiting")
    assert whole.said[2].message.cited == [
        {
            "name": "accredited.minimum_score",
            "on": "2005-10-27",
            "value": "70",
            "clause": "guide.accredited.criteria",
        }
    ]
    assert [one.message.office.code if one.message.office else None for one in whole.said] == [
        None,
        "hangang",
        "jongno",
        None,
        "jongno",
        None,
        None,
    ]


def test_the_database_has_the_same_table_of_acts() -> None:
    with connection.cursor() as cursor:
        for act in ACTS:
            for side in ("asker", "office"):
                for state in STATES:
                    for erased in (False, True):
                        cursor.execute("SELECT counsel_may(%s, %s, %s, %s)", [act, side, state, erased])
                        (said,) = cursor.fetchone()
                        expected = act != ASK and may(act, side, state, erased=erased)
                        assert said == expected, (act, side, state, erased)


def test_everything_that_is_wrong_with_a_question_is_told_at_once(counsel: Counsel) -> None:
    nari = counsel.cast.as_self("nari")
    chosen, whose = Chosen("accreditation"), counsel.cast.person["nari"].id
    answer = ask(uuid4(), whose, chosen, title=" ", words="가" * 4001, named=None, by=nari, on=ON)
    assert isinstance(answer, Wrong) and answer.status == 422
    assert [(field, one.code) for field, one in answer.problems] == [
        ("holder", "counsel.holder"),
        ("title", "counsel.empty"),
        ("words", "counsel.long"),
    ]
    assert dict(answer.problems)["words"].figures == {"given": "4,001", "longest": "4,000"}
    with acting(nari):
        assert Question.objects.count() == 0


def test_nothing_is_sent_to_an_office_that_was_not_named_first(counsel: Counsel) -> None:
    nari, whose = counsel.cast.as_self("nari"), counsel.cast.person["nari"].id
    chosen = Chosen("local", region="11110")
    for named in (None, counsel.cast.office["mapo"].pk):
        answer = ask(uuid4(), whose, chosen, title=TITLE, words=WORDS, named=named, by=nari, on=ON)
        assert codes(answer) == ["counsel.named"]
    assert counsel.ask(chosen=chosen)


def test_the_same_form_sent_twice_is_one_question(counsel: Counsel) -> None:
    form = uuid4()
    counsel.ask("dowon", Chosen("account"), id=(others := uuid4()))
    nari, whose, chosen = counsel.cast.as_self("nari"), counsel.cast.person["nari"].id, Chosen("account")
    named = counsel.office(chosen)
    answer = ask(others, whose, chosen, title=TITLE, words=WORDS, named=named, by=nari, on=ON)
    assert codes(answer) == ["counsel.not_theirs"]
    assert counsel.ask(id=form) == counsel.ask(id=form) == form
    with acting(counsel.cast.as_self("nari")):
        assert Question.objects.count() == Message.objects.count() == 1


def test_a_proxy_asks_and_reads_while_the_proxy_holds(counsel: Counsel) -> None:
    boram = counsel.cast.as_self("boram")
    asked = counsel.ask("boram", whose="nari")
    assert read(asked, boram).title == TITLE == read(asked, counsel.cast.as_self("nari")).title
    with acting(counsel.cast.as_self("nari")):
        Proxy.objects.update(revoked_at=Now(), revoked_by=counsel.cast.person["nari"])
    with acting(boram):
        assert thread(asked) is None
    assert codes(add(asked, words="더", by=boram)) == ["counsel.unknown"]


@pytest.mark.parametrize("who", ["dowon", "sora"])
def test_nobody_asks_for_somebody_else(counsel: Counsel, who: str) -> None:
    whose, chosen = counsel.cast.person["nari"].id, Chosen("account")
    named = counsel.office(chosen)
    for by in (counsel.cast.as_self(who), *([counsel.cast.as_("sora")] if who == "sora" else [])):
        answer = ask(uuid4(), whose, chosen, title=TITLE, words=WORDS, named=named, by=by, on=ON)
        assert codes(answer) == ["counsel.not_theirs"]


def test_nobody_asks_as_an_officer(counsel: Counsel) -> None:
    sora, chosen = counsel.cast.as_("sora"), Chosen("account")
    named, whose = counsel.office(chosen), counsel.cast.person["sora"].id
    answer = ask(uuid4(), whose, chosen, title=TITLE, words=WORDS, named=named, by=sora, on=ON)
    assert codes(answer) == ["counsel.not_theirs"]


def proxy_for(counsel: Counsel, principal: str, proxy: str) -> None:
    with acting(counsel.cast.as_self(principal)) as by:
        Proxy.objects.create(
            principal=counsel.cast.person[principal],
            proxy=counsel.cast.person[proxy],
            begins=ON,
            ends=ON + timedelta(1),
            recorded_by_id=by.person_id,
        )


def test_nobody_answers_their_own_question(counsel: Counsel) -> None:
    """Sora, an officer of hangang: asked by herself, for Nari whose proxy she is, for her by a proxy."""
    proxy_for(counsel, "nari", "sora")
    proxy_for(counsel, "sora", "dowon")
    for who, whose in (("sora", "sora"), ("sora", "nari"), ("dowon", "sora")):
        asked = counsel.ask(who, whose=whose)
        answer = reply(asked, words="답", by=counsel.cast.as_("sora"), on=ON)
        assert codes(answer) == ["counsel.not_ours"], (who, whose)
        refused_by_the_database(asked, counsel.cast.as_("sora"), 2, "reply")


def test_only_the_office_that_has_it_writes(counsel: Counsel) -> None:
    asked = counsel.ask()
    for office in ("dasan", "jongno", "institute"):
        by = counsel.officer(office)
        assert codes(reply(asked, words="답", by=by, on=ON)) == ["counsel.unknown"]
        refused_by_the_database(asked, by, 2, "reply")
    hangang = counsel.officer("hangang")
    assert isinstance(forward(asked, to="dasan", reason="다산의 과정", by=hangang, on=ON), Written)
    assert codes(reply(asked, words="답", by=hangang, on=ON)) == ["counsel.not_ours"]
    refused_by_the_database(asked, hangang, 3, "reply")
    assert isinstance(reply(asked, words="답", by=counsel.officer("dasan"), on=ON), Written)


@pytest.mark.parametrize("who", ["yujin", "eunchae", "suho", "daon", "expired", "revoked"])
def test_other_roles_do_not_answer(counsel: Counsel, who: str) -> None:
    asked = counsel.ask(chosen=Chosen("account"))
    assert codes(reply(asked, words="답", by=counsel.cast.as_(who), on=ON)) == ["counsel.unknown"]


def refused_by_the_database(
    asked: object, by: Actor, number: int, act: str, toward: int | None = None, words: bytes | None = b"x"
) -> None:
    with (
        acting(by),
        pytest.raises(ProgrammingError, match="counsel: "),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT counsel_append(%s, %s, %s, %s, %s, '[]')", [asked, number, act, words, toward])


def test_what_the_services_refuse_the_database_refuses_too(counsel: Counsel) -> None:
    asked, nari, hangang = counsel.ask(), counsel.cast.as_self("nari"), counsel.officer("hangang")
    offices = counsel.cast.office
    refused_by_the_database(asked, nari, 1, "add")  # not the next number
    refused_by_the_database(asked, nari, 3, "add")
    refused_by_the_database(asked, nari, 2, "reply")  # not this side's
    refused_by_the_database(asked, nari, 2, "reopen")
    refused_by_the_database(asked, nari, 2, "ask")
    refused_by_the_database(asked, hangang, 2, "close")  # not before an answer
    refused_by_the_database(asked, hangang, 2, "forward")  # to nobody
    refused_by_the_database(asked, hangang, 2, "forward", offices["hangang"].pk)
    refused_by_the_database(asked, hangang, 2, "forward", offices["ministry"].pk)
    refused_by_the_database(asked, hangang, 2, "reply", offices["dasan"].pk)
    refused_by_the_database(asked, hangang, 2, "reply", words=None)
    refused_by_the_database(asked, hangang, 2, "reply", words=bytes(20001))
    with (
        acting(counsel.cast.as_self("dowon")),
        pytest.raises(ProgrammingError, match="not one's to ask"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        whose = counsel.cast.person["nari"].id
        values = [uuid4(), whose, "account", offices["institute"].pk, b"", b""]
        cursor.execute("SELECT counsel_open(%s, %s, %s, %s, %s, %s)", values)


def test_forwarding_names_the_office_and_the_reason(counsel: Counsel) -> None:
    asked, hangang = counsel.ask(), counsel.officer("hangang")
    for to in ("", "nowhere", "ministry"):
        answer = forward(asked, to=to, reason="", by=hangang, on=ON)
        assert codes(answer) == ["counsel.to", "counsel.empty"]
    assert codes(forward(asked, to="hangang", reason="왜", by=hangang, on=ON)) == ["counsel.here_already"]
    assert isinstance(forward(asked, to="institute", reason="진흥원 일", by=hangang, on=ON), Written)
    said = read(asked, counsel.cast.as_self("nari")).said[-1]
    assert said.words == "진흥원 일" and said.message.to_office is not None
    assert said.message.to_office.code == "institute"


def test_who_wrote_meanwhile_is_seen_before_anything_is_sent(counsel: Counsel) -> None:
    asked, hangang = counsel.ask(), counsel.officer("hangang")
    assert isinstance(add(asked, words="덧붙입니다.", by=counsel.cast.as_self("nari"), after=1), Written)
    assert codes(reply(asked, words="답", by=hangang, on=ON, after=1)) == ["counsel.went_on"]
    assert isinstance(reply(asked, words="답", by=hangang, on=ON, after=2), Written)
    assert codes(reply(asked, words="답", by=hangang, on=ON, after=2)) == ["counsel.went_on"]  # sent twice


@pytest.mark.django_db(transaction=True)  # each act at a moment of its own
def test_the_age_goes_on_when_a_question_is_passed_on_and_begins_anew_after_an_answer(
    counsel: Counsel,
) -> None:
    asked, nari = counsel.ask(), counsel.cast.as_self("nari")

    def where() -> Whereabouts:
        with acting(nari):
            return Whereabouts.objects.get(question_id=asked)

    begun = where()
    forward(asked, to="jongno", reason="구청 일", by=counsel.officer("hangang"), on=ON)
    assert where().since == begun.since and where().last_of_office == 2
    assert where().here_since > begun.here_since
    reply(asked, words="답", by=counsel.officer("jongno"), on=ON)
    answered = where()
    assert answered.state == "answered" and answered.last_of_office == 3
    add(asked, words="더", by=nari)
    waiting = where()
    assert waiting.state == "waiting" and waiting.last_of_office == 3 and waiting.since > answered.since
    add(asked, words="또", by=nari)
    assert where().since == waiting.since


def test_the_office_reopens_what_it_answered_wrongly(counsel: Counsel) -> None:
    asked, hangang = counsel.ask(), counsel.officer("hangang")
    reply(asked, words="답", by=hangang, on=ON)
    assert isinstance(close(asked, by=hangang, words="고맙습니다."), Written)
    assert codes(reply(asked, words="답", by=hangang, on=ON)) == ["counsel.closed"]
    assert isinstance(reopen(asked, words="잘못 답했습니다.", by=hangang), Written)
    assert isinstance(reply(asked, words="바로잡습니다.", by=hangang, on=ON), Written)


def test_an_asked_question_tells_its_office(counsel: Counsel) -> None:
    chosen, nari = Chosen("account"), counsel.cast.as_self("nari")
    named, whose = counsel.office(chosen), counsel.cast.person["nari"].id
    made = ask(uuid4(), whose, chosen, title=TITLE, words=WORDS, named=named, by=nari, on=ON)
    assert isinstance(made, Asked) and made.office.code == "institute"
