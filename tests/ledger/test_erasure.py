"""After the key is destroyed nothing can be read, and the chain still verifies."""

from __future__ import annotations

import pytest
from tests.ledger.conftest import ON, acting, course, training
from tests.ledger.files import png

from baeum.ledger.models import Entry
from baeum.ledger.queries import newest, statement
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.put_evidence import put_evidence
from baeum.ledger.verify import verify
from baeum.people.models import PersonKey
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.statement import Sums
from cast import Cast

pytestmark = pytest.mark.django_db


def test_erased_but_whole(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    deposit(nari.account_id, training(), key="k1", by=by, on=ON)
    deposit(nari.account_id, course(), key="k1", by=cast.as_("sora"), on=ON)
    with acting(by):
        assert [line.title for line in newest(nari.account_id)] == ["사회복지학개론", "생활 도예"]
        before = list(Entry.objects.order_by("number").values("content", "hash"))
        PersonKey.objects.filter(person=cast.person["nari"]).update(wrapped=None, destroyed_at=now())
        assert (
            list(Entry.objects.order_by("number").values("content", "hash")) == before
        )  # no row has changed
        assert verify(nari.account_id) == []
        found = statement(nari.account_id)
        assert [line.content for line in found.lines] == [None, None] and found.total == Sums(2, 3, 75)
    with acting(cast.as_("sora")):
        assert [line.content for line in newest(nari.account_id)] == [None]
    erased = Refusal("account.erased", status=410)
    assert deposit(nari.account_id, training("나"), key="k2", by=by, on=ON) == erased
    assert deposit(nari.account_id, training("나"), key="k2", by=cast.as_("sora"), on=ON) == erased
    assert put_evidence(nari.account_id, png(), by=by) == erased
