"""Sign-in through an identity service: a real one answers, and only its number for somebody is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.db import DatabaseError, connection, transaction
from django.test import Client

from baeum.config.sign_in import identity_service as from_environment
from baeum.people.acting import Actor, acting
from baeum.people.models import Person, SignIn
from baeum.people.personal import read
from cast import Cast

from .identity_service import CLIENT, SECRET, TOLD, Service, identity_service

pytestmark = pytest.mark.django_db
ADDRESS = "/sign-in/service/identity/"


@pytest.fixture
def service(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with identity_service() as found:
        for name, value in (
            ("URL", found.address),
            ("CLIENT", CLIENT),
            ("SECRET", SECRET),
            ("NAME", "디지털원패스"),
        ):
            monkeypatch.setenv(f"BAEUM_OIDC_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": from_environment()}}
        yield found


def come_back(client: Client, service: Service) -> Any:
    """To the service and back, as a browser goes; the answer to the way back."""
    away = client.post(ADDRESS)
    assert away.status_code == 302 and away.headers["Location"].startswith(f"{service.address}/authorize?")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away.headers["Location"]).query).items()}
    assert asked["scope"] == "openid" and asked["code_challenge_method"] == "S256"
    service.nonce = asked.get("nonce")
    return client.get(ADDRESS + "back/", {"code": "c", "state": asked["state"]})


def test_a_newcomer_signs_up_and_comes_again(client: Client, service: Service) -> None:
    assert "디지털원패스" in client.get("/sign-in/").content.decode()
    assert client.get(ADDRESS).status_code == 200  # a page of ours first: nobody is sent away by a link
    assert come_back(client, service).headers["Location"] == "/sign-in/service/up/"
    assert service.asked[0]["code_verifier"]
    page = client.get("/sign-in/service/up/").content.decode()
    assert not [value for value in TOLD.values() if str(value) in page and value is not True]
    values = {"username": "haru", "name": "김하루", "birth_date": "19991231", "contacts": ""}
    answer = client.post("/sign-in/service/up/", values)
    assert answer.status_code == 302, answer.content.decode()
    made = SignIn.objects.get()
    with acting(Actor(made.person_id)):
        assert read(Person.objects.get()).name == "김하루"
    held = SocialAccount.objects.get()
    assert (held.uid, held.extra_data, held.user_id) == ("subject-1", {}, made.pk)
    assert not EmailAddress.objects.exists() and not SocialToken.objects.exists()
    again = Client()
    assert come_back(again, service).headers["Location"] == "/me/"
    assert again.get("/me/").status_code == 200
    assert SocialAccount.objects.get().extra_data == {}


def test_a_forged_state_is_refused(client: Client, service: Service) -> None:
    client.post(ADDRESS)
    answer = client.get(ADDRESS + "back/", {"code": "c", "state": "forged"})
    assert answer.status_code in (200, 401, 403) and not service.asked
    assert not SignIn.objects.exists()


def test_the_database_takes_no_address_and_nothing_told(cast: Cast) -> None:
    user = SignIn.objects.get(person=cast.person["nari"])
    for make in (
        lambda: SocialAccount.objects.create(user=user, provider="identity", uid="1", extra_data={"a": 1}),
        lambda: EmailAddress.objects.create(user=user, email="a@b.example"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            make()
    assert connection.is_usable()


def test_none_is_offered_where_none_is_set_up(client: Client, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    assert ADDRESS not in client.get("/sign-in/").content.decode()
    assert client.post(ADDRESS).status_code == 404
