"""Row-level security of people, with no scoping in Python at all: every query asks for everything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models.expressions import RawSQL

from baeum.people.acting import NOBODY, Actor, acting, standing
from baeum.people.models import Appointment, Look, Person, PersonKey, Proxy
from baeum.people.personal import read
from baeum.shared.clock import now
from cast import Cast

pytestmark = pytest.mark.django_db
OFFICERS = [
    "sora", "taeo", "gaon", "jiho", "mina", "haneul", "bada", "inseo", "yujin", "eunchae", "suho", "daon",
]  # fmt: skip


def seen(by: Actor) -> set[str]:
    """The people whose rows this actor gets when asking for all."""
    with acting(by):
        return {str(person.id) for person in Person.objects.all()}


def look_at(cast: Cast, key: str, by: Actor) -> Look:
    with acting(by):
        return Look.objects.create(
            person=cast.person[key],
            by_person_id=by.person_id,
            appointment_id=by.appointment_id,
            office_id=standing().office_id,
            reason="A correction was asked for.",
            subject="person",
        )


def ids(cast: Cast, *keys: str) -> set[str]:
    return {str(cast.person[key].id) for key in keys}


@pytest.mark.usefixtures("cast")
def test_nobody_sees_nobody() -> None:
    assert seen(NOBODY) == set()
    for model in (PersonKey, Appointment, Proxy, Look):
        assert not model.objects.exists()


def test_a_person_sees_themselves_and_a_proxy_the_principal(cast: Cast) -> None:
    assert seen(cast.as_self("nari")) == ids(cast, "nari")
    assert seen(cast.as_self("dowon")) == ids(cast, "dowon")
    assert seen(cast.as_self("boram")) == ids(cast, "boram", "nari")
    with acting(cast.as_self("boram")):
        assert read(Person.objects.get(id=cast.person["nari"].id)) == cast.values("nari")


def test_an_ended_proxy_sees_nothing_at_the_next_query(cast: Cast) -> None:
    with acting(cast.as_self("nari")):
        Proxy.objects.update(revoked_at=now(), revoked_by=cast.person["nari"])
    assert seen(cast.as_self("boram")) == ids(cast, "boram")


@pytest.mark.parametrize("key", [*OFFICERS, "expired", "revoked"])
def test_officers_see_themselves_only(cast: Cast, key: str) -> None:
    assert seen(cast.as_(key)) == ids(cast, key)


@pytest.mark.parametrize("key", OFFICERS)
def test_a_look_opens_one_record_to_two_roles(cast: Cast, key: str) -> None:
    if key in ("inseo", "suho"):
        look_at(cast, "nari", cast.as_(key))
        assert seen(cast.as_(key)) == ids(cast, key, "nari")
        assert seen(cast.as_self(key)) == ids(cast, key)
    else:
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            look_at(cast, "nari", cast.as_(key))


@pytest.mark.parametrize(("age", "opened"), [("14 minutes 59 seconds", True), ("15 minutes", False)])
def test_a_look_closes_after_a_quarter_of_an_hour(cast: Cast, age: str, opened: bool) -> None:
    by = cast.as_("inseo")
    with acting(by):
        Look.objects.create(
            person=cast.person["nari"],
            by_person_id=by.person_id,
            appointment_id=by.appointment_id,
            office=cast.office["institute"],
            reason="r",
            subject="person",
            at=RawSQL("now() - %s::interval", [age]),  # the clock of the policy, whatever the load
        )
    assert seen(by) == (ids(cast, "inseo", "nari") if opened else ids(cast, "inseo"))


def test_a_look_cannot_be_dated_ahead_nor_signed_by_another(cast: Cast) -> None:
    fields = {
        "person": cast.person["nari"],
        "office": cast.office["institute"],
        "reason": "r",
        "subject": "x",
    }
    inseo = {"by_person": cast.person["inseo"], "appointment": cast.appointment["inseo"]}
    suho = {"by_person": cast.person["suho"], "appointment": cast.appointment["suho"]}
    for more in ({**inseo, "at": now() + timedelta(minutes=5)}, suho):
        refused = pytest.raises(ProgrammingError, match="row-level security")
        with refused, transaction.atomic(), acting(cast.as_("inseo")):
            Look.objects.create(**fields, **more)


def test_the_person_looked_at_reads_the_looks(cast: Cast) -> None:
    made = look_at(cast, "nari", cast.as_("inseo"))
    for key, expected in (("nari", [made]), ("boram", [made]), ("dowon", [])):
        with acting(cast.as_self(key)):
            assert list(Look.objects.all()) == expected


@pytest.mark.parametrize("statement", ["UPDATE people_look SET reason = ''", "DELETE FROM people_look"])
def test_the_access_log_is_not_the_apps_to_change(cast: Cast, statement: str) -> None:
    look_at(cast, "nari", cast.as_("inseo"))
    refused = pytest.raises(DatabaseError, match="permission denied")
    with acting(cast.as_("inseo")), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["UPDATE people_look SET reason = ''", "TRUNCATE people_look"])
def test_nor_the_owners(cast: Cast, as_role: object, statement: str) -> None:
    look_at(cast, "nari", cast.as_("inseo"))
    with pytest.raises(Exception, match="only ever added to"):
        as_role("baeum_owner").execute(statement)


@pytest.mark.parametrize(
    ("key", "role"),
    [("sora", "institution_officer"), ("inseo", "institute_officer"), ("expired", None), ("revoked", None)],
)
def test_an_appointment_holds_from_to_and_until_revoked(cast: Cast, key: str, role: str | None) -> None:
    with acting(cast.as_(key)):
        assert standing().role == role


def test_the_appointment_of_another_is_nobodys(cast: Cast) -> None:
    with acting(Actor(cast.person["dowon"].id, cast.appointment["inseo"].pk)):
        assert standing().role is None


def test_a_revocation_takes_effect_within_the_same_connection(cast: Cast) -> None:
    with acting(cast.as_("sora")):
        assert standing().office_id == cast.office["hangang"].pk
        Appointment.objects.filter(pk=cast.appointment["sora"].pk).update(
            revoked_at=now(), revoked_by=cast.person["sora"]
        )
        assert standing().office_id is None


def test_who_acts_is_restored_also_after_a_fault(cast: Cast) -> None:
    def told() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT baeum_person()")
            return cursor.fetchone()[0]

    with acting(cast.as_self("nari")):
        broken = pytest.raises(DatabaseError)
        with broken, transaction.atomic(), acting(cast.as_self("dowon")), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert told() == cast.person["nari"].id
    assert told() is None


def test_nobody_enters_or_changes_another(cast: Cast) -> None:
    with acting(cast.as_self("dowon")):
        assert Person.objects.filter(id=cast.person["nari"].id).update(name=b"x") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Person.objects.create(name=b"x", birth_date=b"x")


def test_a_key_is_destroyed_or_left_alone(cast: Cast) -> None:
    own = PersonKey.objects.filter(person=cast.person["nari"])
    with acting(cast.as_self("nari")):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            own.update(wrapped=b"another")
        assert own.update(wrapped=None, destroyed_at=now()) == 1


def test_a_name_is_matched_without_being_shown(cast: Cast) -> None:
    from baeum.people.keys import name_index

    for by, name, expected in (
        (cast.as_("sora"), "김 나리", True),
        (cast.as_("sora"), "이도원", False),
        (cast.as_self("sora"), "김나리", False),  # nobody guesses names but under an appointment
        (cast.as_("jiho"), "김나리", False),
        (NOBODY, "김나리", False),
    ):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("SELECT baeum_name_matches(%s, %s)", [cast.person["nari"].id, name_index(name)])
            assert cursor.fetchone()[0] is expected
