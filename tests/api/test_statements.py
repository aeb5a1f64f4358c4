"""A statement shows an office its own lines, and the whole account only where the learner shares it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from baeum.api.models import AccountShare
from baeum.api.services.share_account import (
    AccountShared,
    ShareWithdrawn,
    share_account,
    withdraw_share,
)
from baeum.ledger.models import Account, Entry
from baeum.people.acting import Actor, acting
from baeum.people.models import Look
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from cast import Cast

from .conftest import System, register, training

pytestmark = pytest.mark.django_db


def account_id(cast: Cast) -> int:
    with acting(cast.as_self("nari")):
        return Account.objects.get(person=cast.person["nari"]).pk


@pytest.fixture
def dasan(cast: Cast, system: System, nari: str) -> System:
    """Another institution, after both have deposited for Nari."""
    other = register(cast, "dasan", "taeo").sign_in()
    assert system.deposit(training(nari, title="한강의 학습", hours=10)).status_code == 201
    assert other.deposit(training(nari, title="다산의 학습", hours=20)).status_code == 201
    return other


def share(cast: Cast, office: str, days: int = 30) -> AccountShared | Refusal:
    ends = today() + timedelta(days=days)
    by = cast.as_self("nari")
    return share_account(account_id(cast), office=cast.office[office], ends=ends, by=by, on=today())


def looks(cast: Cast) -> list[Any]:
    with acting(cast.as_self("nari")):
        return list(Look.objects.filter(person=cast.person["nari"]).values_list("by_person_id", "office_id"))


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.json()
    return [line["title"] for line in answer.json()["lines"]]


def test_each_office_sees_its_own_lines_only(cast: Cast, system: System, dasan: System, nari: str) -> None:
    answer = system.get(f"/accounts/{nari}/statement")
    assert titles(answer) == ["한강의 학습"]
    assert answer.json()["scope"] == "own_lines"
    assert answer.json()["total"] == {"lines": 1, "credits": 0, "hours": 10}
    assert answer.json()["by_part"] == {"special_note": {"lines": 1, "credits": 0, "hours": 10}}
    assert titles(dasan.get(f"/accounts/{nari}/statement")) == ["다산의 학습"]
    assert looks(cast) == []


@pytest.mark.usefixtures("dasan")
def test_an_office_without_lines_and_an_unknown_number_are_answered_alike(cast: Cast, nari: str) -> None:
    gwangan = register(cast, "gwangan", "gaon").sign_in()
    there, nowhere = (gwangan.get(f"/accounts/{one}/statement") for one in (nari, "L0000000000"))
    assert there.status_code == nowhere.status_code == 404
    assert there.json() == nowhere.json()


def test_the_learner_shares_all_with_one_office_and_sees_each_look(
    cast: Cast, system: System, dasan: System, nari: str
) -> None:
    assert isinstance(share(cast, "dasan"), AccountShared)
    answer = dasan.get(f"/accounts/{nari}/statement")
    assert titles(answer) == ["한강의 학습", "다산의 학습"]
    assert answer.json()["scope"] == "whole_account"
    assert [line["own"] for line in answer.json()["lines"]] == [False, True]
    assert looks(cast) == [(dasan.id, cast.office["dasan"].pk)]
    assert titles(system.get(f"/accounts/{nari}/statement")) == ["한강의 학습"]


def test_a_shared_line_is_part_of_the_statement_and_no_deposit_of_the_office(
    cast: Cast, system: System, dasan: System, nari: str
) -> None:
    share(cast, "dasan")
    foreign = dasan.get(f"/accounts/{nari}/statement").json()["lines"][0]
    assert not foreign["own"]
    assert dasan.get(f"/deposits/{foreign['id']}").status_code == 404
    reversal = dasan.post(f"/deposits/{foreign['id']}/reversal", {"reason": "남의 줄"})
    assert reversal.status_code == 404
    assert system.get(f"/deposits/{foreign['id']}").json()["state"] == "stands"


@pytest.mark.usefixtures("dasan")
def test_an_office_without_any_line_reads_what_is_shared_with_it(cast: Cast, nari: str) -> None:
    gwangan = register(cast, "gwangan", "gaon").sign_in()
    share(cast, "gwangan")
    assert titles(gwangan.get(f"/accounts/{nari}/statement")) == ["한강의 학습", "다산의 학습"]
    assert gwangan.get("/deposits").json()["items"] == []  # what is shared is not the office's own


def test_a_share_that_was_withdrawn_or_is_over_shows_nothing_more(
    cast: Cast, dasan: System, nari: str
) -> None:
    done = share(cast, "dasan")
    assert isinstance(done, AccountShared)
    assert len(titles(dasan.get(f"/accounts/{nari}/statement"))) == 2
    withdrawn = withdraw_share(done.share_id, by=cast.as_self("nari"), at=now())
    assert isinstance(withdrawn, ShareWithdrawn)
    assert titles(dasan.get(f"/accounts/{nari}/statement")) == ["다산의 학습"]
    assert isinstance(withdraw_share(done.share_id, by=cast.as_self("nari"), at=now()), Refusal)


@pytest.mark.usefixtures("nari")
def test_only_the_learner_or_a_proxy_shares(cast: Cast) -> None:
    for by in (cast.as_self("dowon"), cast.as_("taeo"), cast.as_("inseo"), Actor()):
        ends = today() + timedelta(days=1)
        account = account_id(cast)
        done = share_account(account, office=cast.office["dasan"], ends=ends, by=by, on=today())
        assert isinstance(done, Refusal), by
        with acting(by), pytest.raises(DatabaseError), transaction.atomic():
            AccountShare.objects.create(
                account_id=account, office=cast.office["dasan"], ends=ends, given_by_id=by.person_id
            )
    boram = cast.as_self("boram")
    ends = today() + timedelta(days=1)
    done = share_account(account_id(cast), office=cast.office["dasan"], ends=ends, by=boram, on=today())
    assert isinstance(done, AccountShared)


@pytest.mark.usefixtures("nari")
@pytest.mark.parametrize("days", [-1, 367])
def test_a_share_has_an_end_within_a_year(cast: Cast, days: int) -> None:
    assert share(cast, "dasan", days) == Refusal("share.days", {"limit": 366})


def test_the_database_shows_shared_lines_only_after_a_look(cast: Cast, dasan: System, nari: str) -> None:
    share(cast, "dasan")
    with acting(Actor(dasan.id, _appointment(cast, dasan))):
        assert Entry.objects.filter(office_id=cast.office["hangang"].pk).count() == 0
    dasan.get(f"/accounts/{nari}/statement")
    with acting(Actor(dasan.id, _appointment(cast, dasan))):
        assert Entry.objects.filter(office_id=cast.office["hangang"].pk).count() == 1
    with acting(cast.as_("taeo")):  # a look opens it for the one who looked, not for the office
        assert Entry.objects.filter(office_id=cast.office["hangang"].pk).count() == 0


def _appointment(cast: Cast, system: System) -> int:
    from baeum.api.models import Client

    with acting(cast.as_("inseo")):
        return Client.objects.get(pk=system.id).appointment_id


def test_days_and_moments_leave_out_what_was_not_known(system: System, nari: str) -> None:
    first = system.deposit(
        training(nari, title="먼저", happened_on="2026-01-10", happened_from=None), "1"
    ).json()
    between = now().isoformat().replace("+", "%2B")
    system.deposit(training(nari, title="나중", happened_on="2026-03-10", happened_from=None), "2")
    system.post(f"/deposits/{first['id']}/reversal", {"reason": "잘못"})
    path = f"/accounts/{nari}/statement"
    assert titles(system.get(f"{path}?as_of=2026-02-01")) == ["먼저", None]
    known = system.get(f"{path}?known_by={between}")
    assert titles(known) == ["먼저"]
    assert known.json()["lines"][0]["state"] == "stands"
    assert system.get(path).json()["lines"][0]["state"] == "reversed"
    assert system.get(path).json()["total"]["lines"] == 1


@pytest.mark.parametrize(
    "query", ["as_of=x", "as_of=", "known_by=2026-01-01", "known_by=0001-01-01T00:00:00Z"]
)
def test_a_wrong_parameter_is_named(system: System, nari: str, query: str) -> None:
    answer = system.get(f"/accounts/{nari}/statement?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]
