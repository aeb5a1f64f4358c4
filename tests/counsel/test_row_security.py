"""Who sees what of counselling, with no filter in the query at all: the database decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from psycopg import errors

from baeum.counsel.answering import Chosen
from baeum.counsel.models import FaqVersion, Message, Question, Reading, Whereabouts
from baeum.counsel.queries import mark_read, thread
from baeum.counsel.services.add import add
from baeum.counsel.services.close import close
from baeum.counsel.services.forward import forward
from baeum.counsel.services.publish import publish
from baeum.counsel.services.reply import reply
from baeum.counsel.writing import keys_of
from baeum.people.acting import Actor, acting
from baeum.people.models import Appointment, PersonKey, Proxy
from baeum.people.services.erase import erase
from baeum.people.services.look import look
from baeum.shared.clock import now
from cast import Cast

from .conftest import ON, Counsel
from .test_faq import DRAFT

pytestmark = pytest.mark.django_db
MODELS = (Question, Message, Whereabouts, Reading)
NOTHING = dict.fromkeys((model.__name__ for model in MODELS), 0)
EVERYBODY = [
    *("jiho", "mina", "haneul", "bada", "inseo", "yujin", "eunchae", "suho", "daon", "taeo", "gaon"),
    *("expired", "revoked"),
]


def seen(by: Actor) -> dict[str, int]:
    """How many rows of each table, asked without any filter."""
    with acting(by):
        return {model.__name__: model.objects.count() for model in MODELS}


def counted(questions: int, messages: int, whereabouts: int, readings: int = 0) -> dict[str, int]:
    found = (questions, messages, whereabouts, readings)
    return dict(zip((model.__name__ for model in MODELS), found, strict=True))


@pytest.fixture
def asked(counsel: Counsel) -> UUID:
    """Nari's question to hangang, of which she has read the beginning; and one of Dowon's to dasan."""
    counsel.ask("dowon", Chosen("course", institution="dasan"))
    found = counsel.ask()
    with acting(counsel.cast.as_self("nari")) as nari:
        assert nari.person_id is not None
        mark_read(found, nari.person_id, 1)
    return found


def test_the_asker_and_a_proxy_in_force(counsel: Counsel, asked: UUID) -> None:
    assert seen(counsel.cast.as_self("nari")) == counted(1, 1, 1, 1)
    assert seen(counsel.cast.as_self("boram")) == counted(1, 1, 1)  # readings are one's own
    with acting(counsel.cast.as_self("nari")):
        Proxy.objects.update(revoked_at=Now(), revoked_by=counsel.cast.person["nari"])
    assert seen(counsel.cast.as_self("boram")) == NOTHING


def test_the_office_that_has_it(counsel: Counsel, asked: UUID) -> None:
    assert seen(counsel.cast.as_("sora")) == counted(1, 1, 1)
    assert seen(counsel.cast.as_self("sora")) == NOTHING


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != "taeo"])
def test_nobody_else(counsel: Counsel, asked: UUID, who: str) -> None:
    """Siblings, superiors, the institute, the ministry, auditors, ended appointments."""
    assert seen(counsel.cast.as_(who)) == NOTHING == seen(counsel.cast.as_self(who))
    with acting(counsel.cast.as_(who)):
        assert keys_of([asked]) == {} and thread(asked) is None


def test_as_nobody(asked: UUID) -> None:
    assert {model.__name__: model.objects.count() for model in MODELS} == NOTHING


@pytest.mark.parametrize("who", ["inseo", "suho"])
def test_a_look_opens_no_thread(counsel: Counsel, asked: UUID, who: str) -> None:
    by = counsel.cast.as_(who)
    look(counsel.cast.person["nari"].id, by=by, reason="성적을 확인하려고")
    assert seen(by) == NOTHING


def test_an_office_that_passed_it_on_sees_it_up_to_there(counsel: Counsel, asked: UUID) -> None:
    hangang, jongno = counsel.officer("hangang"), counsel.officer("jongno")
    reply(asked, words="먼저 답합니다.", by=hangang, on=ON)
    forward(asked, to="jongno", reason="구청 일", by=hangang, on=ON)
    reply(asked, words="구청의 답", by=jongno, on=ON)
    add(asked, words="구청에만 하는 말", by=counsel.cast.as_self("nari"))
    assert seen(hangang) == counted(1, 3, 0)
    assert seen(jongno) == counted(1, 5, 1)
    with acting(hangang):
        found = thread(asked)
        assert found is not None and found.where is None
        assert [one.words for one in found.said][1:] == ["먼저 답합니다.", "구청 일"]
    forward(asked, to="hangang", reason="다시 교육원 일", by=jongno, on=ON)
    assert seen(hangang) == counted(1, 6, 1)
    assert seen(jongno) == counted(1, 6, 0)


def test_an_office_that_was_passed_over_in_between_sees_only_its_own_time(
    counsel: Counsel, asked: UUID
) -> None:
    """Whoever had it and wrote sees what came before, as the office that had it then did."""
    forward(asked, to="jongno", reason="구청 일", by=counsel.officer("hangang"), on=ON)
    forward(asked, to="institute", reason="진흥원 일", by=counsel.officer("jongno"), on=ON)
    assert [seen(counsel.officer(one)) for one in ("hangang", "jongno", "institute")] == [
        counted(1, 2, 0),
        counted(1, 3, 0),
        counted(1, 3, 1),
    ]
    assert seen(counsel.cast.as_("haneul")) == NOTHING  # the superior in between


def test_an_officer_sees_their_own_question_as_the_asker_only(counsel: Counsel) -> None:
    mine = counsel.ask("sora")
    sora = counsel.cast.as_("sora")
    with acting(sora):
        assert Question.objects.get().pk == mine
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM counsel_lock(%s)", [mine])
            assert cursor.fetchall() == []


def test_when_the_appointment_ends_the_office_is_gone(counsel: Counsel, asked: UUID) -> None:
    sora = counsel.cast.as_("sora")
    assert seen(sora)["Question"] == 1
    with acting(counsel.cast.as_("yujin")) as yujin:
        Appointment.objects.filter(pk=sora.appointment_id).update(
            revoked_at=Now(), revoked_by_id=yujin.person_id
        )
    assert seen(sora) == NOTHING


def test_a_program_of_the_institution_sees_no_thread(counsel: Counsel, asked: UUID) -> None:
    """A client of the API acts under an appointment of an institution officer."""
    from api.conftest import register

    system = register(counsel.cast, "hangang", "sora", name="학사 시스템")
    with acting(counsel.cast.as_("inseo")), connection.cursor() as cursor:
        cursor.execute("SELECT appointment_id FROM api_client WHERE person_id = %s", [system.id])
        (held,) = cursor.fetchone()
    program = Actor(system.id, held)
    with acting(program), connection.cursor() as cursor:
        cursor.execute("SELECT baeum_office(), counsel_office()")
        assert cursor.fetchone() == (counsel.cast.office["hangang"].pk, None)
    assert seen(program) == NOTHING


def test_the_key_is_given_to_those_who_read_the_thread_alone(counsel: Counsel, asked: UUID) -> None:
    """Jongno has no right to keys at all; it is given this one while it has the question."""
    jiho, nari = counsel.cast.as_("jiho"), counsel.cast.person["nari"].id
    with acting(jiho):
        assert keys_of([asked]) == {}
    forward(asked, to="jongno", reason="구청 일", by=counsel.officer("hangang"), on=ON)
    with acting(jiho):
        assert set(keys_of([asked])) == {asked}
        assert not PersonKey.objects.filter(person_id=nari).exists()


def test_after_erasure_the_words_are_noise_and_the_office_closes_what_waits(
    counsel: Counsel, asked: UUID
) -> None:
    nari, hangang = counsel.cast.as_self("nari"), counsel.officer("hangang")
    with acting(hangang):
        before = bytes(Message.objects.get(question_id=asked).words or b"")
    erase(counsel.cast.person["nari"].id, by=nari, at=now())
    with acting(hangang):
        found = thread(asked)
        assert found is not None and found.erased and found.title is None
        assert [one.words for one in found.said] == [None]
        assert bytes(Message.objects.get(question_id=asked).words or b"") == before
    answer = reply(asked, words="답", by=hangang, on=ON)
    assert answer.codes == ["counsel.erased"]  # type: ignore[union-attr]
    assert not hasattr(close(asked, by=hangang), "problems")
    assert seen(hangang)["Message"] == 2


def test_a_text_cannot_be_moved_to_another_place(counsel: Counsel, asked: UUID) -> None:
    from baeum.counsel.writing import opened
    from baeum.shared.sealing import Unreadable

    other = counsel.ask(title="다른 질문")
    with acting(counsel.cast.as_self("nari")):
        key = keys_of([asked])[asked]
        sealed = bytes(Message.objects.get(question_id=asked).words or b"")
    assert key is not None and opened(key, asked, 1, sealed)
    for question, number in ((other, 1), (asked, 0), (asked, 2)):
        with pytest.raises(Unreadable):
            opened(key, question, number, sealed)


TABLES = ("counsel_question", "counsel_message", "counsel_whereabouts", "counsel_faqversion")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_app_changes_nothing_that_was_written(
    as_role: Callable[[str], Any], table: str, act: str
) -> None:
    column = {"counsel_whereabouts": "state", "counsel_message": "act"}.get(table, "topic")
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        as_role("baeum_app").execute(act.format(table, column, column))


@pytest.mark.django_db(transaction=True)
def test_triggers_stop_the_owner_too(counsel: Counsel, as_role: Callable[[str], Any]) -> None:
    counsel.ask()
    publish(uuid4(), DRAFT, by=counsel.officer("institute"), on=ON)
    owner = as_role("baeum_owner")
    for table in TABLES:
        column = {"counsel_message": "act"}.get(table, "topic")
        assert owner.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
        for act in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            if table == "counsel_whereabouts" and act.startswith("UPDATE"):
                continue  # its own functions do
            with pytest.raises(errors.InsufficientPrivilege, match="only ever added to"):
                owner.execute(act)


def test_rows_are_written_by_the_functions_alone(cast: Cast, as_role: Callable[[str], Any]) -> None:
    for table in ("counsel_question", "counsel_message", "counsel_whereabouts"):
        with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
            as_role("baeum_app").execute(f"INSERT INTO {table} SELECT * FROM {table}")


def test_nobody_marks_what_they_cannot_see_nor_for_others(counsel: Counsel, asked: UUID) -> None:
    for who, reader in (("dowon", "dowon"), ("boram", "nari")):
        with (
            acting(counsel.cast.as_self(who)),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            Reading.objects.bulk_create(
                [Reading(question_id=asked, reader=counsel.cast.person[reader], number=9)]
            )


@pytest.mark.parametrize("who", ["sora", "jiho", "haneul", "yujin", "eunchae", "suho"])
def test_only_the_institute_publishes(counsel: Counsel, who: str) -> None:
    """By the service with a sentence, and by the database again."""
    by = counsel.cast.as_(who)
    answer = publish(uuid4(), DRAFT, by=by, on=ON)
    assert answer.codes == ["counsel.not_editor"]  # type: ignore[union-attr]
    inseo = counsel.officer("institute")
    assert isinstance(publish(uuid4(), DRAFT, by=inseo, on=ON), FaqVersion)
    with acting(by), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        row = FaqVersion.objects.get()
        row.pk, row.entry, row.by_person_id, row.appointment_id = (
            None,
            uuid4(),
            by.person_id,
            by.appointment_id,
        )
        row.office_id = counsel.cast.appointment[who].office_id
        row.save(force_insert=True)


def test_a_list_finds_its_rows_by_indexes(counsel: Counsel, asked: UUID) -> None:
    """The sets are asked once a query, and an index could find the rows of an office's queue."""
    office = counsel.cast.office["hangang"].pk
    with acting(counsel.cast.as_("sora")), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM counsel_whereabouts WHERE office_id = %s AND state = 'waiting'"
            " ORDER BY since LIMIT 50",
            [office],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "whereabouts_queue" in plan and "Seq Scan on counsel_whereabouts" not in plan


def test_an_expired_proxy_reads_nothing(counsel: Counsel, asked: UUID) -> None:
    with acting(counsel.cast.as_self("dowon")) as dowon:
        Proxy.objects.create(
            principal=counsel.cast.person["dowon"],
            proxy=counsel.cast.person["boram"],
            begins=ON - timedelta(9),
            ends=ON - timedelta(1),
            recorded_by_id=dowon.person_id,
        )
    assert seen(counsel.cast.as_self("boram"))["Question"] == 1  # Nari's alone
