"""A document goes into a wallet: offered, redeemed, fetched as copies that nothing joins."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from baeum.certificates.models import IssuedCopy
from baeum.certificates.services.revoke import revoke
from baeum.credentials.certificate import present
from baeum.credentials.verify import verify
from baeum.credentials.verify_sd_jwt import Binding
from baeum.people.acting import acting
from baeum.people.services.erase import erase
from baeum.shared.clock import now, today
from baeum.wallet import models
from baeum.wallet.links import offer_link
from baeum.wallet.services.offer import Offer, offer
from certificates.checking import status_lists, trusted
from claims.cases import Learner, code

from .wallet import FORM, GRANT, Key, Wallet, opened

pytestmark = pytest.mark.django_db
ISSUER = "https://baeum.example"


def offered(nari: Learner, document: UUID) -> Offer:
    made = offer(document, by=nari.by, at=now())
    assert isinstance(made, Offer), made
    return made


def link_of(made: Offer) -> str:
    return offer_link(made.kind, made.code)


def token_for(wallet: Wallet, made: Offer) -> tuple[dict[str, Any], str]:
    held = wallet.offer(link_of(made))
    assert wallet.token(held, made.tx_code).status_code == 200, wallet.last
    return held, wallet.last["access_token"]


def copies(nari: Learner, document: UUID) -> int:
    with acting(nari.by):
        return IssuedCopy.objects.filter(document_id=document).count()


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
