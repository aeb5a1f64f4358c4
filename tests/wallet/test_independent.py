"""A verifier nobody here wrote takes what a wallet got, shown by the wallet's key, and by no other."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from baeum.certificates import lists
from baeum.certificates.issuer import signing_key
from baeum.credentials.certificate import present
from baeum.credentials.keys import Purpose
from baeum.credentials.templates import Templates
from baeum.shared.clock import now, today
from claims.cases import Learner
from credentials.independent import Independent, installed

from .steps import link_of, offered
from .wallet import Wallet, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def independent() -> Iterator[Independent]:
    found = installed()
    yield found
    found.close()


def test_an_independent_verifier_takes_a_copy(
    nari: Learner, document: UUID, wallet: Wallet, independent: Independent
) -> None:
    made = offered(nari, document)
    credential, _ = wallet.take(link_of(made), made.tx_code, copies=2)
    shown = present(credential, lines=(), personal=["name"])
    address = opened(credential.split("~")[0])[1]["status"]["status_list"]["uri"]
    held = lists.published(address.split("/")[-2], "token", now(), Templates())
    assert held is not None
    task = {
        "kind": "sd-jwt",
        "jwk": signing_key(Purpose.DISCLOSURE, today().year).public.jwk,
        "statusJwk": signing_key(Purpose.STATUS_TOKEN, today().year).public.jwk,
        "lists": {address: held.decode()},
        "now": int(time.time()),
        "binding": {"nonce": "n-1"},
    }
    asked = {"client_id": "https://employer.example", "nonce": "n-1"}
    text = wallet.present(shown, wallet.keys[0], asked)
    found = independent.ask(**task, text=text)
    assert found["verified"], found
    assert "김나리" in json.dumps(found["payload"], ensure_ascii=False)
    for wrong in (
        wallet.present(shown, wallet.keys[1], asked),
        wallet.present(shown, wallet.keys[0], {**asked, "nonce": "n-2"}),
        wallet.present(present(credential, lines=(), personal=()), wallet.keys[0], asked, sd_hash="x"),
    ):
        assert not independent.ask(**task, text=wrong)["verified"]
