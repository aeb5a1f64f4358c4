"""A document goes into a wallet: offered, redeemed, fetched as copies that nothing joins."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from baeum.certificates.services.revoke import revoke
from baeum.credentials.certificate import present
from baeum.credentials.verify import verify
from baeum.credentials.verify_sd_jwt import Binding
from baeum.people.acting import acting
from baeum.shared.clock import now, today
from baeum.wallet import models
from baeum.wallet.services.offer import offer
from certificates.checking import status_lists, trusted
from claims.cases import Learner, code

from .steps import ISSUER, copies, link_of, offered
from .wallet import Wallet, opened

pytestmark = pytest.mark.django_db


def test_the_whole_way(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    [credential] = wallet.take(link_of(made), made.tx_code)
    _, payload = opened(credential.split("~")[0])
    assert payload["cnf"] == {"jwk": wallet.keys[0].jwk}
    assert payload["vct"] == f"{ISSUER}/types/learning_history"
    found = verify(credential.encode(), trusted=trusted(), status=status_lists(now()), on=today())
    assert found.outcome == "valid", found
    assert len(found.shown["lines"]) == 2 and found.shown["holder"]["name"] == "김나리"
    with acting(nari.by):
        kept = models.Offer.objects.get()
    assert (kept.copies, kept.kept) == (1, 1) and kept.redeemed_at is not None


def test_ten_copies_that_nothing_joins(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    held = wallet.take(link_of(made), made.tx_code, copies=10)
    payloads = [opened(one.split("~")[0])[1] for one in held]
    for what in (
        {str(one["cnf"]) for one in payloads},
        {one["status"]["status_list"]["idx"] for one in payloads},
        {str(one["holder"]["_sd"]) for one in payloads},
        {one["lines"][0]["..."] for one in payloads},
    ):
        assert len(what) == 10
    disclosures = [part for one in held for part in one.split("~")[1:-1]]
    assert len(set(disclosures)) == len(disclosures)  # no salt twice
    assert copies(nari, document) == 11  # and the first, of the paper


def test_revoked_are_all_copies_together(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    held = wallet.take(link_of(made), made.tx_code, copies=3)
    revoke(document, why="holder", by=nari.by, at=now())
    later = now() + timedelta(hours=1)
    for one in held:
        found = verify(one.encode(), trusted=trusted(), status=status_lists(later), on=today())
        assert found.outcome == "revoked"


def test_a_copy_is_presented_by_its_own_key_alone(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    one, other = wallet.take(link_of(made), made.tx_code, copies=2)
    request = {"client_id": "https://employer.example", "nonce": "n-1"}
    asked = Binding(
        "https://employer.example", "n-1", now() - timedelta(minutes=1), now() + timedelta(minutes=1)
    )
    shown = present(one, lines=(), personal=["name"])
    for key, outcome in ((wallet.keys[0], "valid"), (wallet.keys[1], "changed")):
        text = wallet.present(shown, key, request)
        found = verify(
            text.encode(), trusted=trusted(), status=status_lists(now()), on=today(), binding=asked
        )
        assert found.outcome == outcome, found
    assert other != one


def test_the_metadata(document: UUID, wallet: Wallet) -> None:  # noqa: ARG001  there is an institute then
    held = wallet.metadata(ISSUER)
    assert held["batch_credential_issuance"] == {"batch_size": 10}
    assert {one["locale"] for one in held["display"]} == {"ko-KR", "en-US"}
    kinds = held["credential_configurations_supported"]
    assert len(kinds) == 8
    for kind, one in kinds.items():
        assert one["format"] == "dc+sd-jwt" and one["vct"] == f"{ISSUER}/types/{kind}"
        assert one["proof_types_supported"] == {"jwt": {"proof_signing_alg_values_supported": ["ES256"]}}
        names = {each["locale"]: each["name"] for each in one["credential_metadata"]["display"]}
        assert names["ko-KR"] != names["en-US"]


def test_by_the_identifier_of_authorization_details(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    held = wallet.offer(link_of(made))
    asked = '[{"type": "openid_credential", "credential_configuration_id": "learning_history"}]'
    assert wallet.token(held, made.tx_code, authorization_details=asked).status_code == 200
    [told], token = wallet.last["authorization_details"], wallet.last["access_token"]
    [identifier] = told["credential_identifiers"]
    proof = wallet.proof(ISSUER, wallet.nonce(ISSUER))
    response = wallet.fetch(
        held, token, [proof], credential_configuration_id=None, credential_identifier=identifier
    )
    assert response.status_code == 200


def test_who_may_offer_what(nari: Learner, document: UUID) -> None:
    for other in (
        nari.world.cast.as_self("mina"),
        nari.world.cast.as_("sora"),
        nari.world.officers.institute[0],
    ):
        assert code(offer(document, by=other, at=now())) == "document.none"
        with acting(other):
            assert not models.Offer.objects.exists()
    assert code(offer(document, by=nari.by, at=now() + timedelta(days=200))) == "wallet.expired"
    for _ in range(5):
        offered(nari, document)
    assert code(offer(document, by=nari.by, at=now())) == "wallet.many_offers"
    revoke(document, why="holder", by=nari.by, at=now())
    assert code(offer(document, by=nari.by, at=now())) == "wallet.revoked"


def test_codes_are_kept_by_digests_only(nari: Learner, document: UUID) -> None:
    made = offered(nari, document)
    with acting(nari.by):
        kept = models.Offer.objects.get()
    held = [bytes(one) for one in (kept.code, kept.tx_code)]
    assert held[0] == sha256(made.code.encode()).digest()
    plain = [sha256(one.encode()).digest()[:16] for one in (made.tx_code, f"{made.code}:{made.tx_code}")]
    assert held[1] not in plain and made.tx_code.encode() not in held[1]  # keyed: six digits are soon tried


def test_any_page_may_call_without_credentials(wallet: Wallet) -> None:
    response = wallet.ask("OPTIONS", "/openid/credential", origin="https://wallet.example")
    assert response.status_code == 204 and response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers
    response = wallet.ask("POST", "/openid/nonce")
    assert response.headers["Access-Control-Allow-Origin"] == "*" and not response.cookies
    assert response.headers["Cache-Control"] == "no-store"


def test_an_address_that_asks_too_often_waits(wallet: Wallet, settings: Any) -> None:
    settings.WALLET_REQUESTS = 2
    codes = [wallet.ask("POST", "/openid/nonce").status_code for _ in range(4)]
    assert codes[-1] == 429 and wallet.last["error"] == "temporarily_unavailable"
