"""What the database lets a client, an officer and the app itself do, whatever the code forgets."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from baeum.api.models import SCOPES, Client
from baeum.ledger.models import Account, Consent, Entry, Evidence
from baeum.people.acting import Actor, acting
from baeum.people.models import Appointment, Person, Proxy
from baeum.people.services.appoint import appoint
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from cast import Cast
from visiting import as_officer

from .conftest import System, register, training

pytestmark = pytest.mark.django_db


def actor_of(cast: Cast, system: System) -> Actor:
    """What a client acts as."""
    with acting(cast.as_("inseo")):
        return Actor(system.id, Client.objects.get(pk=system.id).appointment_id)


@pytest.fixture
def dasan(cast: Cast, system: System, nari: str) -> Actor:
    """The client of another institution, after both have deposited."""
    assert system.deposit(training(nari, title="한강의 학습")).status_code == 201
    other = register(cast, "dasan", "taeo").sign_in()
    assert other.deposit(training(nari, title="다산의 학습")).status_code == 201
    return actor_of(cast, other)


def test_without_a_where_a_client_reads_its_offices_lines_and_nothing_of_people(
    cast: Cast, dasan: Actor
) -> None:
    with acting(dasan):
        assert set(Entry.objects.values_list("office_id", flat=True)) == {cast.office["dasan"].pk}
        assert not Account.objects.exists()
        assert not Consent.objects.exists()
        assert not Evidence.objects.exists()
        assert set(Person.objects.values_list("pk", flat=True)) == {dasan.person_id}


@pytest.mark.usefixtures("dasan")
def test_nobody_acts_where_nothing_is_set(cast: Cast) -> None:
    assert not Entry.objects.exists()
    assert not Client.objects.exists()
    with acting(Actor(cast.person["nari"].pk, actor_of(cast, register(cast)).appointment_id)):
        assert not Client.objects.exists()  # an appointment of another's


def test_a_client_gives_nobody_a_grant(cast: Cast, dasan: Actor) -> None:
    ends = today() + timedelta(days=1)
    given: dict[str, Any] = {"begins": today(), "ends": ends}
    with acting(dasan):
        with pytest.raises(DatabaseError), transaction.atomic():
            Appointment.objects.create(
                person=cast.person["nari"],
                role="institution_officer",
                office=cast.office["dasan"],
                appointed_by_id=dasan.person_id,
                **given,
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            Proxy.objects.create(
                principal_id=dasan.person_id,
                proxy=cast.person["nari"],
                recorded_by_id=dasan.person_id,
                **given,
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            Client.objects.create(
                person=cast.person["nari"],
                appointment_id=dasan.appointment_id,
                name="x",
                keys=[],
                scopes=list(SCOPES),
                registered_by_id=dasan.person_id,
            )
        ended = {"revoked_at": now(), "revoked_by_id": dasan.person_id}
        taeo = cast.appointment["taeo"].pk
        assert not Appointment.objects.filter(pk=taeo).update(**ended)
        assert not Client.objects.filter(pk=dasan.person_id).update(**ended)
    role, office = "institution_officer", cast.office["dasan"]
    with pytest.raises(DatabaseError), transaction.atomic():
        made = appoint(cast.person["nari"].pk, role, office, by=dasan, on=today(), **given)
        assert isinstance(made, Refusal), made


@pytest.mark.parametrize(
    ("key", "sees"), [("sora", True), ("inseo", True), ("taeo", False), ("gaon", False), ("nari", False)]
)
def test_who_sees_a_client(cast: Cast, key: str, sees: bool) -> None:
    register(cast)
    with acting(cast.as_(key) if key in cast.appointment else cast.as_self(key)):
        assert Client.objects.exists() == sees


def test_a_client_is_never_changed_but_by_its_revocation(cast: Cast) -> None:
    system = register(cast)
    with acting(cast.as_("sora")):
        for changed in ({"keys": []}, {"scopes": []}, {"name": "x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Client.objects.filter(pk=system.id).update(**changed)
        with pytest.raises(DatabaseError), transaction.atomic():
            Client.objects.filter(pk=system.id).delete()
    with acting(cast.as_("taeo")):
        ended = {"revoked_at": now(), "revoked_by_id": cast.person["taeo"].pk}
        assert not Client.objects.filter(pk=system.id).update(**ended)


def test_the_app_gives_itself_no_token() -> None:
    for statement in (
        "INSERT INTO api_accesstoken (client_id, digest, scopes, expires)"
        " VALUES (gen_random_uuid(), '', '{}', now())",
        "DELETE FROM api_usedassertion",
        "UPDATE api_accesstoken SET expires = now()",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_list_of_appointments_shows_clients_too_and_revoking_there_ends_them(cast: Cast) -> None:
    system = register(cast).sign_in()
    browser = as_officer(cast, "jiho")
    page = browser.get(reverse("people:appointments", args=[cast.office["hangang"].code]))
    assert page.status_code == 200
    held = actor_of(cast, system).appointment_id
    assert browser.post(reverse("people:revoke", args=[held])).status_code in (200, 302)
    assert system.get("/statuses").status_code == 401
