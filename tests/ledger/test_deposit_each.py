"""Many deposits at once: each is answered as if it came alone, and a few statements write them all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.ledger.conftest import ON, acting, training
from tests.ledger.test_concurrent import together

from baeum.ledger.models import Consent, DepositRequest, Entry
from baeum.ledger.services.deposit import Asked, deposit, deposit_each
from baeum.ledger.services.open_account import Opened
from baeum.ledger.verify import verify
from baeum.ledger.writing import Written
from baeum.people.acting import Actor
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal
from cast import Cast

pytestmark = pytest.mark.django_db


def told(answers: list[Written | Refusal]) -> list[object]:
    """The number of each line, or the code of its refusal."""
    return [one.number if isinstance(one, Written) else one.code for one in answers]


def numbers(account: Opened, by: Actor) -> list[tuple[int, str]]:
    with acting(by):
        found = Entry.objects.filter(account_id=account.account_id).order_by("number")
        return [(line.number, line.act) for line in found]


def test_each_is_answered_as_if_it_came_alone(cast: Cast, nari: Opened, dowon: Opened) -> None:
    sora, hers, his = cast.as_("sora"), nari.account_id, dowon.account_id
    deposit(hers, training("먼저"), key="before", by=sora, on=ON)
    deposit(his, training("스스로"), key="own", by=cast.as_self("dowon"), on=ON)
    asked = [
        Asked(hers, training("하나"), "k1"),
        Asked(his, training("하나"), "k2"),
        Asked(hers, training("하나"), "k3"),  # the event stands since the first
        Asked(hers, training("둘"), "k4"),
        Asked(hers, training("둘"), "k4"),  # sent twice
        Asked(hers, training("셋"), "k4"),  # other content
        Asked(hers, training("넷"), "before"),  # the key of another time
        Asked(hers, training("먼저"), "before"),  # the same again
        Asked(his, training("스스로"), "k5"),  # declared by himself: confirmed
        Asked(hers, training("다섯", hours=-1), "k6"),
        Asked(0, training("여섯"), "k7"),
        Asked(hers, training("일곱"), ""),
    ]
    answers = deposit_each(asked, by=sora, on=ON)
    assert told(answers) == [
        *(2, 2, "deposit.event_stands", 3, 3, "deposit.key_reused", "deposit.key_reused", 1, 3),
        *("learning.faults", "account.unknown", "deposit.key"),
    ]
    assert numbers(nari, cast.as_self("nari")) == [(1, "deposit"), (2, "deposit"), (3, "deposit")]
    assert numbers(dowon, cast.as_self("dowon")) == [(1, "deposit"), (2, "deposit"), (3, "confirmation")]
    for account, key in ((hers, "nari"), (his, "dowon")):
        with acting(cast.as_self(key)):
            assert verify(account) == []
    assert told(deposit_each(asked, by=sora, on=ON)) == told(answers)
    assert told(
        [deposit(one.account_id, one.learning, key=one.key, by=sora, on=ON) for one in asked]
    ) == told(answers)


@pytest.mark.parametrize("keep", [True, False])
def test_a_refusal_is_kept_under_its_key_or_leaves_no_trace(cast: Cast, nari: Opened, keep: bool) -> None:
    sora, asked = cast.as_("sora"), [Asked(nari.account_id, training(), "k")]
    with acting(cast.as_self("nari")):
        Consent.objects.filter(purpose="institution_deposit").update(withdrawn_at=now())
    assert told(deposit_each(asked, by=sora, on=ON, keep_refusals=keep)) == ["consent.missing"]
    with acting(sora):
        assert DepositRequest.objects.count() == keep
    with acting(cast.as_self("nari")) as by:
        Consent.objects.create(
            account_id=nari.account_id, purpose="institution_deposit", given_by_id=by.person_id
        )
    assert told(deposit_each(asked, by=sora, on=ON)) == (["consent.missing"] if keep else [1])


def test_a_written_line_is_kept_under_its_key_in_any_case(cast: Cast, nari: Opened) -> None:
    sora, asked = cast.as_("sora"), [Asked(nari.account_id, training(), "k")]
    first = deposit_each(asked, by=sora, on=ON, keep_refusals=False)
    assert told(first) == [1] and deposit_each(asked, by=sora, on=ON, keep_refusals=False) == first


def test_ten_times_as_many_take_as_many_statements(cast: Cast, nari: Opened, dowon: Opened) -> None:
    def statements(turn: str, count: int) -> int:
        asked = [
            Asked(one.account_id, training(f"{turn} {number}"), f"{turn} {number}")
            for number in range(count)
            for one in (nari, dowon)[number % 2 :][:1]
        ]
        with CaptureQueriesContext(connection) as captured:
            assert all(isinstance(one, Written) for one in deposit_each(asked, by=cast.as_("sora"), on=ON))
        return len(captured)

    assert statements("few", 3) == statements("many", 30)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_in_the_same_accounts(cast: Cast, nari: Opened, dowon: Opened) -> None:
    """Two offices and the same files, twice: nobody waits for ever, and each row is there once an office."""
    rows = [(one.account_id, number) for one in (nari, dowon) for number in range(20)]

    def work(writer: int) -> list[Written | Refusal]:
        office = ("sora", "taeo")[writer % 2]
        asked = [
            Asked(account, training(f"{office} {number}"), f"{account}:{number}") for account, number in rows
        ]
        return deposit_each(asked, by=cast.as_(office), on=ON)

    answers = together(work, 4)
    assert told(answers[0]) == told(answers[2]) and told(answers[1]) == told(answers[3])
    for account, key in ((nari, "nari"), (dowon, "dowon")):
        assert len(numbers(account, cast.as_self(key))) == 40
        with acting(cast.as_self(key)):
            assert verify(account.account_id) == []
