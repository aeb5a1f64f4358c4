"""No personal value reaches the logs, an error page or an address: whatever is logged, at any level."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse

from cast import PASSWORD, Cast
from visiting import as_officer, as_self

pytestmark = pytest.mark.django_db(transaction=True)
NAME, BIRTH, CONTACTS = "카나리아새", "1977-07-07", "kanarievogel@mail.example"
CANARIES = (NAME, BIRTH, "19770707", CONTACTS, "kanarievogel", PASSWORD)
SIGN_UP = {
    "username": "plainlogin",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "name": NAME,
    "birth_date": BIRTH,
    "contacts": CONTACTS,
}


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """Every line as a handler would write it, tracebacks included."""
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) for record in caplog.records)


def test_the_net_catches() -> None:
    assert found_in(f"IntegrityError: name={NAME}") == [NAME]


def test_through_sign_up_use_and_faults(
    cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    pages = [client.post("/sign-in/up/", {**SIGN_UP, "password2": "x"})]  # shown again to who typed it
    assert NAME in pages.pop().content.decode()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    with monkeypatch.context() as patched:
        patched.setattr("baeum.people.adapters.register_person", broken)
        pages.append(client.post("/sign-in/up/", SIGN_UP))
    assert client.post("/sign-in/up/", SIGN_UP).status_code == 302
    assert NAME in client.get("/me/").content.decode()
    with monkeypatch.context() as patched:
        patched.setattr("baeum.people.views.me.state", broken)
        patched.setattr("baeum.people.views.me.render", broken)
        pages.append(client.get("/me/"))
    assert [page.status_code for page in pages] == [500, 500]
    assert Client().post("/sign-in/", {"login": CONTACTS, "password": PASSWORD + "x"}).status_code == 200
    officer = as_officer(cast, "jiho")
    where = reverse("people:appoint", args=["hangang"])
    pages += [officer.get("/me/offices/nowhere/"), officer.get("/me/"), as_self(cast, "nari").get(where)]
    officer.post(where, {"login": CONTACTS, "role": NAME, "begins": BIRTH, "ends": BIRTH})
    for page in pages:
        assert found_in(page.content.decode()) == []
        assert found_in(str(page.headers)) == []
    text = logged(caplog)
    assert "broken on purpose" in text  # the logs were really read
    assert found_in(text) == []


def test_a_fault_of_the_database_shows_no_value(cast: Cast) -> None:
    """What PostgreSQL says of a row that it refuses holds sealed bytes only."""
    from django.db import DatabaseError

    from baeum.people.acting import acting
    from baeum.people.models import Person

    with pytest.raises(DatabaseError) as told, acting(cast.as_self("nari")):
        Person.objects.filter(id=cast.person["nari"].id).update(name=None)
    assert not [value for value in ("김나리", "1969-03-14") if value in str(told.value)]
