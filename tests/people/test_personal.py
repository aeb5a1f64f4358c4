"""Personal values: sealed on the way in, read and corrected by those who may, gone with the key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from unicodedata import normalize

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from baeum.people.acting import Actor, acting
from baeum.people.models import Look, Person, PersonKey, SignIn
from baeum.people.personal import Personal
from baeum.people.services.correct_personal import correct_personal
from baeum.people.services.erase import erase
from baeum.people.services.look import look
from baeum.people.services.read_personal import read_personal
from baeum.people.services.register_person import register_person
from baeum.people.services.revoke import revoke
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from cast import Cast, done

pytestmark = pytest.mark.django_db
BORN = date(1990, 2, 3)
VALUES = Personal("홍길동", BORN, "010-1234-5678", "서울 종로구 어딘가 1", "배움주식회사")


def code(answer: object) -> str | None:
    return answer.code if isinstance(answer, Refusal) else None


def test_what_goes_in_comes_out_and_is_nowhere_in_clear(cast: Cast) -> None:
    given = replace(VALUES, name=normalize("NFD", " 홍\u200b길동\0 "))
    person = done(register_person(given, on=today()))
    assert read_personal(person.id, by=Actor(person.id)) == VALUES
    with acting(Actor(person.id)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person WHERE id = %s", [person.id])
        stored = b"".join(bytes(one) for one in cursor.fetchone() if isinstance(one, memoryview | bytes))
    for value in ("홍길동", "1990-02-03", "010-1234-5678", "종로구", "배움주식회사"):
        assert value.encode() not in stored
    assert code(read_personal(person.id, by=cast.as_self("nari"))) == "person.not_yours"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " \u200b"}, "name"),
        ({"name": "가" * 501}, "name"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date"),
        ({"birth_date": date(9999, 1, 1)}, "birth_date"),
        ({"address": "가" * 501}, "address"),
    ],
)
def test_wrong_values_are_told_by_their_field(cast: Cast, change: dict[str, object], field: str) -> None:
    wrong = replace(VALUES, **change)
    for answer in (
        register_person(wrong, on=today()),
        correct_personal(cast.person["nari"].id, wrong, by=cast.as_self("nari"), on=today()),
    ):
        assert code(answer) == "person.values" and answer.figures["fields"] == field
    assert read_personal(cast.person["nari"].id, by=cast.as_self("nari")) == cast.values("nari")


@pytest.mark.parametrize("key", ["nari", "boram"])
def test_corrected_by_the_person_or_the_proxy(cast: Cast, key: str) -> None:
    nari = cast.person["nari"].id
    assert code(correct_personal(nari, VALUES, by=cast.as_self(key), on=today())) is None
    assert read_personal(nari, by=cast.as_self("nari")) == VALUES


def test_nobody_else_corrects_also_not_after_a_look(cast: Cast) -> None:
    nari = cast.person["nari"].id
    for by in (cast.as_self("dowon"), cast.as_("sora"), cast.as_("inseo"), cast.as_("suho")):
        look(nari, by=by, reason="정정 요청을 확인")
        assert code(correct_personal(nari, VALUES, by=by, on=today())) == "person.not_yours"


def test_a_look_is_needed_told_and_kept(cast: Cast) -> None:
    nari, by = cast.person["nari"].id, cast.as_("inseo")
    assert code(read_personal(nari, by=by)) == "person.not_yours"
    for reason in ("", "  ab \n", "가" * 501):
        assert code(look(nari, by=by, reason=reason)) == "look.reason"
    assert code(look(nari, by=cast.as_("sora"), reason="궁금해서요")) == "look.not_yours"
    missing = type(nari)(int=1)
    assert code(look(missing, by=by, reason="학적 조회 요청")) == "look.unknown"
    made = done(look(cast.person["nari"], by=by, reason="학적  조회 요청", subject="person"))
    assert read_personal(nari, by=by) == cast.values("nari")
    with acting(cast.as_self("nari")):
        assert [(one.reason, one.office.code) for one in Look.objects.all()] == [
            ("학적 조회 요청", "institute")
        ]
        assert made.by_person_id == cast.person["inseo"].id


def test_erasure_leaves_sealed_rows_as_they_are_and_unreadable(cast: Cast) -> None:
    nari, by = cast.person["nari"].id, cast.as_self("nari")
    SocialAccount.objects.create(user=SignIn.objects.get(person_id=nari), provider="identity", uid="1")
    with acting(by):
        before = Person.objects.values_list("name", "birth_date", "contacts").get(id=nari)
    key = done(erase(nari, by=by, at=now()))
    assert key.wrapped is None
    with acting(by):
        assert Person.objects.values_list("name", "birth_date", "contacts").get(id=nari) == before
        assert PersonKey.objects.get(person_id=nari).wrapped is None
        assert Person.objects.get(id=nari).name_index is None
    assert code(read_personal(nari, by=by)) == "person.erased"
    assert code(erase(nari, by=by, at=now())) == "erase.already"
    sign_in = SignIn.objects.get(person_id=nari)
    assert not SocialAccount.objects.exists()
    assert not sign_in.is_active and "nari" not in sign_in.login
    with acting(cast.as_self("boram")):
        assert not Person.objects.filter(id=nari).exists()


def test_who_may_erase(cast: Cast) -> None:
    nari = cast.person["nari"].id
    for by in (cast.as_self("dowon"), cast.as_self("boram"), cast.as_("suho"), cast.as_("sora")):
        look(nari, by=by, reason="지우기 요청")
        assert code(erase(nari, by=by, at=now())) == "person.not_yours"
    assert code(erase(nari, by=cast.as_("inseo"), at=now())) == "person.not_yours"
    look(nari, by=cast.as_("inseo"), reason="서면 삭제 요청 12호")
    assert code(erase(nari, by=cast.as_("inseo"), at=now())) is None


def test_an_officer_is_revoked_first(cast: Cast) -> None:
    sora, at = cast.person["sora"].id, now()
    assert code(erase(sora, by=cast.as_self("sora"), at=at)) == "erase.appointed"
    done(revoke(cast.appointment["sora"].pk, by=cast.as_("jiho"), at=at - timedelta(seconds=1)))
    assert code(erase(sora, by=cast.as_self("sora"), at=at)) is None


@pytest.mark.usefixtures("db")
def test_somebody_without_a_sign_in_is_erased_and_then_corrects_nothing() -> None:
    person = done(register_person(VALUES, on=today()))
    by = Actor(person.id)
    assert isinstance(erase(person.id, by=by, at=now()), PersonKey)
    assert code(correct_personal(person.id, VALUES, by=by, on=today())) == "person.not_yours"


def test_a_reason_may_be_as_long_as_is_kept(cast: Cast) -> None:
    nari, by = cast.person["nari"].id, cast.as_("inseo")
    assert isinstance(look(nari, by=by, reason="가" * 500), Look)
    assert isinstance(look(nari, by=by, reason="가" * 5), Look)
    assert [code(look(nari, by=by, reason="가" * length)) for length in (4, 501)] == ["look.reason"] * 2
