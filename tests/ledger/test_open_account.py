"""open_account(): only by the person or a proxy in force."""

from __future__ import annotations

import pytest
from tests.ledger.conftest import ON, PURPOSES, acting, opened

from baeum.ledger.models import Account, Consent
from baeum.ledger.services.open_account import (
    Opened,
    is_learner_number,
    learner_number,
    numbered,
    open_account,
)
from baeum.shared.refusal import Refusal
from cast import Cast

pytestmark = pytest.mark.django_db


def test_a_person_opens_their_account(cast: Cast) -> None:
    answer = opened(cast, "nari")
    assert is_learner_number(answer.learner_number)
    with acting(cast.as_self("nari")):
        account = Account.objects.get()
        assert (account.pk, account.opened_by_id) == (answer.account_id, cast.person["nari"].id)
        assert set(Consent.objects.values_list("purpose", flat=True)) == set(PURPOSES)


def test_a_proxy_opens_it_and_is_named(cast: Cast) -> None:
    by = cast.as_self("boram")
    answer = open_account(cast.person["nari"].id, purposes=PURPOSES, by=by, on=ON)
    assert isinstance(answer, Opened)
    with acting(by):
        assert Account.objects.get().opened_by_id == cast.person["boram"].id


@pytest.mark.parametrize("who", ["dowon", "sora", "inseo", "yujin"])
def test_nobody_else_does(cast: Cast, who: str) -> None:
    actors = [cast.as_self(who)] + ([cast.as_(who)] if who in cast.appointment else [])
    for by in actors:
        answer = open_account(cast.person["nari"].id, purposes=PURPOSES, by=by, on=ON)
        assert answer == Refusal("account.not_theirs", status=403)


def test_a_proxy_that_has_ended_does_not(cast: Cast) -> None:
    from baeum.people.models import Proxy
    from baeum.shared.clock import now

    with acting(cast.as_self("nari")):
        Proxy.objects.update(revoked_at=now(), revoked_by=cast.person["nari"])
    answer = open_account(cast.person["nari"].id, purposes=PURPOSES, by=cast.as_self("boram"), on=ON)
    assert answer == Refusal("account.not_theirs", status=403)


def test_there_is_one_account_a_person(cast: Cast, nari: Opened) -> None:
    answer = open_account(cast.person["nari"].id, purposes=PURPOSES, by=cast.as_self("nari"), on=ON)
    assert answer == Refusal("account.open_already", status=409)


def test_an_account_needs_its_consent_and_known_purposes(cast: Cast) -> None:
    by, person = cast.as_self("nari"), cast.person["nari"].id
    answer = open_account(person, purposes=["statistics"], by=by, on=ON)
    assert answer == Refusal("consent.required", {"purposes": ["record"]})
    unknown = open_account(person, purposes=["record", "advertising"], by=by, on=ON)
    assert isinstance(unknown, Refusal) and unknown.code == "consent.unknown"


def test_a_learner_number_shows_a_slip_of_the_pen() -> None:
    number = learner_number()
    assert is_learner_number(number)
    for place in range(1, 11):
        other = "0" if number[place] != "0" else "1"
        assert not is_learner_number(number[:place] + other + number[place + 1 :])
    assert (
        not is_learner_number("L" + "１" * 10)
        and not is_learner_number("")
        and not is_learner_number(number + "0")
    )


def test_the_check_digit_is_luhns() -> None:
    """1234567897 is an example of its descriptions."""
    assert numbered(123456789) == "L1234567897"
    assert numbered(0) == "L0000000000"
    for text in (
        "1234567897",
        "L123456789",
        "L12345678977",
        "X1234567897",
        "L123456789７",
        "L12345678 7",
        "",
    ):
        assert not is_learner_number(text), text
    for place in range(1, 11):  # any one digit that is wrong shows
        for digit in "0123456789":
            slip = "L1234567897"[:place] + digit + "L1234567897"[place + 1 :]
            assert is_learner_number(slip) == (slip == "L1234567897"), slip


def test_nobody_opens_their_own_at_work(cast: Cast) -> None:
    """Under an appointment one is an office, and an office opens no account."""
    answer = open_account(cast.person["sora"].id, purposes=PURPOSES, by=cast.as_("sora"), on=ON)
    assert answer == Refusal("account.not_theirs", status=403)
