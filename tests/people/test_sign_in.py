"""Signing in, up and out; the second factor of officers; sessions."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client, RequestFactory

from baeum.people.acting import APPOINTMENT, Actor, acting
from baeum.people.models import Person, SignIn
from baeum.people.personal import read
from baeum.people.sessions import DEMO, is_strong
from cast import PASSWORD, Cast
from visiting import as_self

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_of_earlier_tests() -> None:
    from django.core.cache import cache

    cache.clear()


def sign_in(client: Client, login: str, password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"login": login, "password": password})


def one_time_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(client: Client) -> str:
    """Switch the authenticator app on; the secret it was given."""
    client.post("/sign-in/again/?next=/sign-in/safety/app/", {"password": PASSWORD})
    page = client.get("/sign-in/safety/app/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert secret, page
    answer = client.post("/sign-in/safety/app/", {"code": one_time_code(secret[1])})
    assert answer.status_code == 302, answer.content.decode()
    return secret[1]


@pytest.mark.usefixtures("cast")
def test_in_and_out(client: Client) -> None:
    assert client.get("/me/").headers["Location"] == "/sign-in/?next=/me/"
    answer = sign_in(client, "Nari")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    page = client.get("/me/")
    assert "김나리" in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    assert client.get("/sign-in/out/").status_code == 200  # asks first
    assert client.post("/sign-in/out/").status_code == 302
    assert client.get("/me/").status_code == 302


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(("login", "password"), [("nari", "wrong"), ("nobody", PASSWORD), ("nari\0", "x")])
def test_a_wrong_name_and_a_wrong_password_look_alike(client: Client, login: str, password: str) -> None:
    answer = sign_in(client, login, password)
    assert answer.status_code == 200
    assert "problems" in answer.content.decode() or "fault" in answer.content.decode()
    assert client.get("/me/").status_code == 302


@pytest.mark.usefixtures("cast")
def test_guessing_is_slowed_down(client: Client) -> None:
    for _ in range(5):
        sign_in(client, "nari", "wrong")
    sign_in(client, "nari")
    assert client.get("/me/").status_code == 302


SIGN_UP = {
    "username": "Haru.Kim",
    "password1": "a rather long phrase",
    "password2": "a rather long phrase",
    "name": "김하루",
    "birth_date": "1999.12.31.",
    "contacts": "haru@mail.example",
}


def test_signing_up_registers_a_sealed_person(client: Client) -> None:
    answer = client.post("/sign-in/up/", SIGN_UP)
    assert answer.status_code == 302, answer.content.decode()
    made = SignIn.objects.get(login="haru.kim")
    with acting(Actor(made.person_id)):
        values = read(Person.objects.get(id=made.person_id))
    assert (values.name, values.birth_date.isoformat(), values.contacts) == (
        "김하루",
        "1999-12-31",
        "haru@mail.example",
    )
    assert "김하루" in client.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "a"),
        ("username", "김하루"),
        ("username", "a@b.example"),
        ("username", "admin"),
        ("password1", "short"),
        ("password2", "another long phrase"),
        ("name", "\u200b"),
        ("birth_date", "1999-02-30"),
        ("birth_date", "9999-01-01"),
        ("birth_date", "0000"),
        ("contacts", "1" * 501),
    ],
)
def test_a_wrong_sign_up_tells_the_field_and_stores_nothing(client: Client, field: str, value: str) -> None:
    answer = client.post("/sign-in/up/", {**SIGN_UP, field: value})
    assert answer.status_code == 200 and "fault" in answer.content.decode()
    assert not SignIn.objects.exists()


@pytest.mark.usefixtures("cast")
def test_a_login_name_is_given_once(client: Client) -> None:
    before = SignIn.objects.count()
    assert "fault" in client.post("/sign-in/up/", {**SIGN_UP, "username": "NARI"}).content.decode()
    assert SignIn.objects.count() == before


def test_an_officer_acts_only_after_a_second_factor(client: Client, cast: Cast) -> None:
    chosen = {"appointment": cast.appointment["sora"].pk}
    sign_in(client, "sora")
    assert client.post("/me/switch/", chosen).headers["Location"] == "/sign-in/safety/app/"
    session = client.session
    session[APPOINTMENT] = cast.appointment["sora"].pk  # as if it had been chosen all the same
    session.save()
    assert client.get("/me/").wsgi_request.standing.role is None
    secret = with_app(client)
    client.post("/sign-in/out/")
    from django.core.cache import cache

    cache.clear()  # a code is taken once: forget that it was
    assert sign_in(client, "sora").headers["Location"].startswith("/sign-in/code/")
    assert client.get("/me/").status_code == 302  # a password alone does not sign in any more
    answer = client.post("/sign-in/code/", {"code": one_time_code(secret)})
    assert answer.status_code == 302, answer.content.decode()
    assert client.post("/me/switch/", chosen).headers["Location"] == "/me/"
    stands = client.get("/me/").wsgi_request.standing
    assert (stands.role, stands.office_id) == ("institution_officer", cast.office["hangang"].pk)
    client.post("/me/switch/", {"appointment": ""})
    assert client.get("/me/").wsgi_request.standing.role is None


@pytest.mark.parametrize("whose", ["taeo", "expired", "revoked"])
def test_nobody_switches_to_what_they_do_not_hold(client: Client, cast: Cast, whose: str) -> None:
    who = "sora" if whose == "taeo" else whose
    sign_in(client, who)
    with_app(client)
    client.post("/sign-in/safety/again/?next=/me/", {"code": "000000"})
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [*records, {"method": "mfa", "at": time.time()}]
    session.save()
    assert client.post("/me/switch/", {"appointment": cast.appointment[whose].pk}).status_code == 403


@pytest.mark.parametrize("number", ["9" * 40, "-1", "١٢", "1\0", "x"])
def test_odd_numbers_switch_to_nothing(client: Client, cast: Cast, number: str) -> None:  # noqa: ARG001
    sign_in(client, "nari")
    assert client.post("/me/switch/", {"appointment": number}).status_code in (302, 403)
    assert client.get("/me/").wsgi_request.standing.role is None


@pytest.mark.usefixtures("cast")
def test_the_key_of_a_session_changes_at_sign_in_and_its_cookie_is_guarded(client: Client) -> None:
    client.get("/sign-in/")
    client.cookies["baeum"] = "a" * 32  # somebody else's choice
    sign_in(client, "nari")
    cookie = client.cookies["baeum"]
    assert cookie.value != "a" * 32 and cookie["httponly"] and cookie["samesite"] == "Lax"


@pytest.mark.usefixtures("cast")
def test_a_session_is_bound_to_its_browser_and_ends(client: Client, settings: Any) -> None:
    sign_in(client, "nari")
    assert client.get("/me/", headers={"User-Agent": "another"}).status_code == 302
    assert client.get("/me/").status_code == 302  # over for both
    sign_in(client, "nari")
    assert client.get("/me/").status_code == 200
    settings.SESSION_LONGEST = 0
    assert client.get("/me/").status_code == 302


@pytest.mark.usefixtures("cast")
def test_a_page_for_everyone_costs_a_visitor_no_query(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/help/").status_code == 200


def test_the_secret_of_the_app_is_sealed(client: Client, cast: Cast) -> None:  # noqa: ARG001
    from allauth.mfa.models import Authenticator

    sign_in(client, "sora")
    secret = with_app(client)
    for held in Authenticator.objects.all():
        assert secret not in str(held.data)


@pytest.mark.usefixtures("cast")
def test_the_examples_cannot_be_entered_by_a_click_elsewhere(client: Client) -> None:
    for method in (client.get, client.post):
        assert method("/demo/").status_code == 404
        assert method("/demo/enter/", {"who": "nari"}).status_code == 404


@pytest.mark.parametrize(
    ("demo", "of", "strong"),
    [(True, "sora", True), (False, "sora", False), (True, "taeo", False), (True, None, False)],
)
def test_only_people_of_the_examples_need_no_second_factor_and_only_there(
    cast: Cast, settings: Any, demo: bool, of: str | None, strong: bool
) -> None:
    """Nor with a session that began as an example, once the site is none any more."""
    settings.DEMO = demo
    request: Any = RequestFactory().get("/")
    request.session = as_self(cast, "sora").session
    request.user = SignIn.objects.get(person=cast.person["sora"])
    if of is not None:
        request.session[DEMO] = SignIn.objects.get(person=cast.person[of]).pk
    assert is_strong(request) is strong
