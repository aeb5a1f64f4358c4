"""After the key is destroyed nothing can be read, and the chain still verifies."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.ledger.conftest import ON, acting, course, training
from tests.ledger.files import png

from baeum.ledger.models import Entry
from baeum.ledger.queries import newest, statement
from baeum.ledger.services.answer_correction import answer_correction
from baeum.ledger.services.close_account import close_account
from baeum.ledger.services.confirm import confirm
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.give_consent import give_consent
from baeum.ledger.services.move import Accreditation, move
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.put_evidence import put_evidence
from baeum.ledger.services.request_correction import CorrectionRequested, request_correction
from baeum.ledger.services.reverse import reverse
from baeum.ledger.services.supplement import supplement
from baeum.ledger.services.withdraw_consent import withdraw_consent
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


def test_every_act_is_refused_after_an_erasure(cast: Cast, nari: Opened) -> None:
    account, by, sora = nari.account_id, cast.as_self("nari"), cast.as_("sora")
    deposit(account, training(), key="k1", by=by, on=ON)
    deposit(account, course(), key="k1", by=sora, on=ON)
    asked = request_correction(account, 2, reason="학점이 다릅니다", by=by, on=ON)
    assert isinstance(asked, CorrectionRequested)
    with acting(by):
        PersonKey.objects.filter(person=cast.person["nari"]).update(wrapped=None, destroyed_at=now())
    accredited = Accreditation("고시 2026-1", ON)
    answers = {
        "reverse": reverse(account, 1, reason="잘못 적음", by=by),
        "supplement": supplement(account, 1, evidence=uuid4(), by=by),
        "move": move(account, 1, accreditation=accredited, by=by, on=ON),
        "give_consent": give_consent(account, purpose="statistics", by=by, on=ON),
        "withdraw_consent": withdraw_consent(account, purpose="institution_deposit", by=by, on=ON),
        "close_account": close_account(account, by=by),
        "request_correction": request_correction(account, 2, reason="다시 봐 주세요", by=by, on=ON),
        "confirm": confirm(account, 1, by=sora),
        "answer_correction": answer_correction(
            asked.request_id, grant=False, reason="기록 없음", by=sora, on=ON
        ),
    }
    assert answers == dict.fromkeys(answers, Refusal("account.erased", status=410))
