"""A proxy is recorded and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baeum.people.acting import Actor, acting
from baeum.people.models import Person, Proxy
from baeum.people.services.end_proxy import end_proxy
from baeum.people.services.record_proxy import record_proxy
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def recorded(cast: Cast, by: Actor, principal: str = "dowon", proxy: str = "daon") -> Proxy | Refusal:
    given = {"begins": today(), "ends": today() + YEAR, "by": by, "on": today()}
    return record_proxy(cast.person[principal].id, cast.person[proxy].id, **given)


@pytest.mark.parametrize("officer", [None, "inseo"])
def test_a_proxy_sees_the_principal_until_it_ends(cast: Cast, officer: str | None) -> None:
    by = cast.as_(officer) if officer else cast.as_self("dowon")
    made = recorded(cast, by)
    assert isinstance(made, Proxy)
    rows = Person.objects.filter(id=cast.person["dowon"].id)
    with acting(cast.as_self("daon")):
        assert rows.exists()
    with acting(cast.as_("daon")):  # under an appointment one is no proxy
        assert not rows.exists()
    assert isinstance(end_proxy(made.pk, by=cast.as_self("daon"), at=now()), Proxy)
    with acting(cast.as_self("daon")):
        assert not rows.exists()
    again = end_proxy(made.pk, by=by, at=now())
    assert isinstance(again, Refusal) and again.code == "proxy.already_ended"


@pytest.mark.parametrize("key", ["daon", "sora", "jiho", "yujin", "suho", "expired"])
def test_nobody_else_records_one(cast: Cast, key: str) -> None:
    made = recorded(cast, cast.as_(key), proxy="boram")
    assert isinstance(made, Refusal) and made.code == "proxy.not_yours"


def test_nobody_else_ends_one(cast: Cast) -> None:
    for key, code in (("dowon", "proxy.unknown"), ("sora", "proxy.unknown")):
        made = end_proxy(cast.proxy.pk, by=cast.as_self(key), at=now())
        assert isinstance(made, Refusal) and made.code == code
    made = end_proxy(cast.proxy.pk, by=cast.as_("suho"), at=now())
    assert isinstance(made, Refusal) and made.code == "proxy.not_yours"


def test_dates_and_oneself(cast: Cast) -> None:
    nari, dowon = cast.person["nari"].id, cast.person["dowon"].id
    day = timedelta(days=1)
    for other, begins, ends, code in (
        (nari, today(), today(), "proxy.oneself"),
        (dowon, today(), today() - day, "proxy.ends_before_it_begins"),
        (dowon, today() - day, today() - day, "proxy.over"),
    ):
        made = record_proxy(nari, other, begins=begins, ends=ends, by=cast.as_self("nari"), on=today())
        assert isinstance(made, Refusal) and made.code == code


def test_the_institute_ends_one_at_the_request_of_either(cast: Cast) -> None:
    made = recorded(cast, cast.as_self("dowon"))
    assert isinstance(made, Proxy)
    ended = end_proxy(made.pk, by=cast.as_("inseo"), at=now())
    assert isinstance(ended, Proxy) and ended.revoked_by_id == cast.person["inseo"].id


def test_for_one_day_is_long_enough(cast: Cast) -> None:
    days = {"begins": today(), "ends": today()}
    nari, dowon = cast.person["nari"].id, cast.person["dowon"].id
    assert isinstance(record_proxy(nari, dowon, **days, by=cast.as_self("nari"), on=today()), Proxy)
