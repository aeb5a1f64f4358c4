"""Two at once: of one code, of one nonce, of the last copies, one gets it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from baeum.shared.clock import now
from baeum.wallet.links import request_link
from baeum.wallet.services.ask import Asked, ask
from claims.cases import Learner

from .steps import ISSUER, copies, link_of, offered, token_for
from .wallet import Key, Wallet

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def both(one: Callable[[Wallet], Any]) -> list[int]:
    """What two wallets are told who ask in the same moment, sorted."""
    start = Barrier(2)

    def asking(_: int) -> int:
        wallet = Wallet()
        try:
            start.wait()
            return int(one(wallet).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(asking, range(2)))


def test_two_at_once(nari: Learner, document: UUID, wallet: Wallet) -> None:
    """All in one test: the database is renewed after each that really commits."""
    held, token = {}, ""
    for _ in range(ROUNDS):
        made = offered(nari, document)
        offer = wallet.offer(link_of(made))
        assert both(lambda one, o=offer, m=made: one.token(o, m.tx_code)) == [200, 400]
    held, token = token_for(wallet, offered(nari, document))
    nonce, before = wallet.nonce(ISSUER), copies(nari, document)
    same = [wallet.proof(ISSUER, nonce) for _ in range(1)]
    assert both(lambda one: one.fetch(held, token, same)) == [200, 400]
    assert copies(nari, document) == before + 1

    def six(one: Wallet) -> Any:
        own = one.nonce(ISSUER)
        return one.fetch(held, token, [one.proof(ISSUER, own) for _ in range(6)])

    assert both(six) == [200, 400]
    assert copies(nari, document) == before + 7
    asked = ask(nari.account, by=nari.by, at=now())
    assert isinstance(asked, Asked)
    _, request = wallet.request(request_link(asked.id))
    badge = {"badge": [{"proof": {}}]}
    assert both(lambda one: one.answer(request, badge)) == [200, 400]
    assert Key() != Key()
