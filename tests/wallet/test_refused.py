"""What a wallet is refused on the way, each with the error of the standard; and nothing is half stored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from baeum.certificates.services.revoke import revoke
from baeum.people.services.erase import erase
from baeum.shared.clock import now
from baeum.wallet.services.offer import Offer, offer
from claims.cases import Learner

from .steps import ISSUER, copies, link_of, offered, token_for
from .wallet import FORM, GRANT, Key, Wallet

pytestmark = pytest.mark.django_db

TOKEN_FAULTS = [
    ({"grant_type": "-"}, "invalid_request"),
    ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
    ({"pre-authorized_code": "-"}, "invalid_request"),
    ({"pre-authorized_code": "nothing"}, "invalid_grant"),
    ({"pre-authorized_code": "\udc80".encode("utf-8", "surrogatepass").decode("latin-1")}, "invalid_grant"),
    ({"tx_code": "-"}, "invalid_request"),
    ({"tx_code": "12345"}, "invalid_grant"),
    ({"authorization_details": "[1]"}, "invalid_authorization_details"),
    ({"authorization_details": "{"}, "invalid_authorization_details"),
]


def test_what_the_token_endpoint_refuses(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    held = wallet.offer(link_of(made))
    for more, error in TOKEN_FAULTS:
        response = wallet.token(held, made.tx_code, **more)
        assert (response.status_code, wallet.last["error"]) == (400, error), more
        assert response.headers["Cache-Control"] == "no-store" and wallet.last["error_description"].isascii()
    assert wallet.token(held, made.tx_code).status_code == 200  # and the code can still be used


def test_the_form_of_a_token_request(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    form = f"grant_type={GRANT}&pre-authorized_code={made.code}&tx_code={made.tx_code}"
    for body, kind in ((form, "application/json"), (f"{form}&tx_code=1", FORM)):
        assert wallet.ask("POST", "/openid/token", body, kind).status_code == 400
        assert wallet.last["error"] == "invalid_request"
    assert wallet.ask("GET", "/openid/token").status_code == 405
    assert wallet.ask("POST", "/openid/token", form, FORM).status_code == 200


def test_a_code_is_redeemed_once(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    held, token = token_for(wallet, made)
    assert wallet.token(held, made.tx_code).status_code == 400
    assert wallet.last["error"] == "invalid_grant"
    assert token and "used" in wallet.last["error_description"]


def test_five_wrong_tx_codes_end_an_offer(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offered(nari, document)
    held = wallet.offer(link_of(made))
    wrong = f"{(int(made.tx_code) + 1) % 10**6:06}"
    for _ in range(5):
        assert wallet.token(held, wrong).status_code == 400
        assert "tx_code is wrong" in wallet.last["error_description"]
    assert wallet.token(held, made.tx_code).status_code == 400
    assert wallet.last["error"] == "invalid_grant" and "too many" in wallet.last["error_description"]


def test_an_expired_code(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made = offer(document, by=nari.by, at=now() - timedelta(minutes=20))
    assert isinstance(made, Offer)
    assert wallet.token(wallet.offer(link_of(made)), made.tx_code).status_code == 400
    assert wallet.last["error"] == "invalid_grant" and "expired" in wallet.last["error_description"]


def test_a_document_revoked_in_between(nari: Learner, document: UUID, wallet: Wallet) -> None:
    made, early = offered(nari, document), offered(nari, document)
    held, token = token_for(wallet, early)
    revoke(document, why="holder", by=nari.by, at=now())
    assert wallet.token(wallet.offer(link_of(made)), made.tx_code).status_code == 400
    assert wallet.last["error"] == "invalid_grant"
    response = wallet.fetch(held, token, [wallet.proof(ISSUER, wallet.nonce(ISSUER))])
    assert (response.status_code, wallet.last["error"]) == (400, "credential_request_denied")
    assert copies(nari, document) == 1


def test_of_somebody_erased_nothing_is_fetched(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    erase(nari.world.cast.person["nari"].id, by=nari.by, at=now())
    response = wallet.fetch(held, token, [wallet.proof(ISSUER, wallet.nonce(ISSUER))])
    assert (response.status_code, wallet.last["error"]) == (400, "credential_request_denied")


def test_without_a_token_nothing(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    proof = wallet.proof(ISSUER, wallet.nonce(ISSUER))
    assert wallet.fetch(held, token + "x", [proof]).status_code == 401
    assert wallet.last["error"] == "invalid_token"
    response = wallet.ask("POST", "/openid/credential", "{}", "application/json")
    assert response.status_code == 401 and response.headers["WWW-Authenticate"].startswith("Bearer")
    assert copies(nari, document) == 1


REQUEST_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"credential_configuration_id": None}, "invalid_credential_request"),
    ({"credential_identifier": "x"}, "invalid_credential_request"),
    ({"credential_configuration_id": None, "credential_identifier": "x"}, "unknown_credential_identifier"),
    ({"credential_configuration_id": "passport"}, "unknown_credential_configuration"),
    ({"credential_configuration_id": "degree"}, "credential_request_denied"),
    ({"credential_response_encryption": {}}, "invalid_encryption_parameters"),
    ({"proofs": None}, "invalid_proof"),
    ({"proofs": {"jwt": []}}, "invalid_proof"),
    ({"proofs": {"jwt": ["x"], "di_vp": []}}, "invalid_proof"),
    ({"proofs": {"jwt": [7]}}, "invalid_proof"),
    ({"proofs": {"jwt": ["x"] * 11}}, "invalid_proof"),
]


def test_what_the_credential_endpoint_refuses(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    proof = wallet.proof(ISSUER, wallet.nonce(ISSUER))
    for more, error in REQUEST_FAULTS:
        response = wallet.fetch(held, token, [proof], **more)
        assert (response.status_code, wallet.last["error"]) == (400, error), more
    assert copies(nari, document) == 1
    assert wallet.fetch(held, token, [proof]).status_code == 200  # nothing was used up


OTHER = Key()
PROOF_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"header": {"typ": "JWT"}}, "invalid_proof"),
    ({"header": {"alg": "none"}}, "invalid_proof"),
    ({"header": {"alg": "ES384"}}, "invalid_proof"),
    ({"header": {"jwk": None}}, "invalid_proof"),
    ({"header": {"jwk": OTHER.jwk}}, "invalid_proof"),
    ({"header": {"kid": "did:jwk:x"}}, "invalid_proof"),
    ({"header": {"x5c": ["x"]}}, "invalid_proof"),
    ({"key": OTHER, "header": {"jwk": {**OTHER.jwk, "d": "AA"}}}, "invalid_proof"),
    ({"header": {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": "A" * 43}}}, "invalid_proof"),
    ({"payload": {"aud": "https://other.example"}}, "invalid_proof"),
    ({"payload": {"aud": [ISSUER, "https://other.example"]}}, "invalid_proof"),
    ({"payload": {"iat": None}}, "invalid_proof"),
    ({"payload": {"iat": True}}, "invalid_proof"),
    ({"payload": {"iat": 1_700_000_000}}, "invalid_proof"),
    ({"payload": {"iat": 4_000_000_000}}, "invalid_proof"),
    ({"payload": {"nonce": None}}, "invalid_proof"),
    ({"payload": {"nonce": "A" * 54}}, "invalid_nonce"),
    ({"payload": {"nonce": "äöü"}}, "invalid_nonce"),
]


def test_a_proof_that_is_wrong(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    nonce = wallet.nonce(ISSUER)
    right = wallet.proof(ISSUER, nonce)
    for more, error in PROOF_FAULTS:
        wrong = wallet.proof(ISSUER, nonce, **more)
        response = wallet.fetch(held, token, [right, wrong])  # one wrong proof, and there is no copy at all
        assert (response.status_code, wallet.last["error"]) == (400, error), more
    assert copies(nari, document) == 1
    assert wallet.fetch(held, token, [right]).status_code == 200


def test_one_key_binds_one_copy(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    nonce, key = wallet.nonce(ISSUER), Key()
    proofs = [wallet.proof(ISSUER, nonce, key) for _ in range(2)]
    assert wallet.fetch(held, token, proofs).status_code == 400 and wallet.last["error"] == "invalid_proof"


def test_a_nonce_is_used_once(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    nonce = wallet.nonce(ISSUER)
    assert wallet.fetch(held, token, [wallet.proof(ISSUER, nonce)]).status_code == 200
    fresh = wallet.nonce(ISSUER)
    again = [wallet.proof(ISSUER, fresh), wallet.proof(ISSUER, nonce)]
    assert wallet.fetch(held, token, again).status_code == 400 and wallet.last["error"] == "invalid_nonce"
    assert copies(nari, document) == 2
    assert wallet.fetch(held, token, [wallet.proof(ISSUER, fresh)]).status_code == 200  # that was rolled back


def test_a_nonce_that_has_expired(nari: Learner, document: UUID, wallet: Wallet) -> None:
    from baeum.wallet.nonces import new_nonce

    held, token = token_for(wallet, offered(nari, document))
    old = new_nonce(now() - timedelta(seconds=301))
    assert wallet.fetch(held, token, [wallet.proof(ISSUER, old)]).status_code == 400
    assert wallet.last["error"] == "invalid_nonce"


def test_ten_copies_and_no_more(nari: Learner, document: UUID, wallet: Wallet) -> None:
    held, token = token_for(wallet, offered(nari, document))
    for count, status in ((6, 200), (5, 400), (4, 200), (1, 400)):
        nonce = wallet.nonce(ISSUER)
        proofs = [wallet.proof(ISSUER, nonce) for _ in range(count)]
        assert wallet.fetch(held, token, proofs).status_code == status
    assert wallet.last["error"] == "credential_request_denied" and copies(nari, document) == 11
