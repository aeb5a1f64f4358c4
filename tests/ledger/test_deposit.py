"""deposit(): a line once, however often it is sent."""

from __future__ import annotations

import pytest
from cast import Cast

from baeum.ledger.models import Account, Entry
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.writing import Written
from tests.ledger.conftest import ON, acting, training

pytestmark = pytest.mark.django_db


def test_a_deposit_is_a_line(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    answer = deposit(nari.account_id, training(), key="k1", by=by, on=ON)
    assert isinstance(answer, Written) and (answer.number, answer.standing) == (1, "self_declared")
    with acting(by):
        line = Entry.objects.get()
        account = Account.objects.get()
    assert (account.head_number, account.hours) == (1, 30)
    assert bytes(account.head_hash) == bytes(line.hash)
