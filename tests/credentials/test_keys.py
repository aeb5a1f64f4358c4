"""Keys: one way to write each, the right purpose, 64 bytes of signature."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum.credentials.encodings import NotEncoded, from_base58, from_base64url, to_base58, to_base64url
from baeum.credentials.issuer import (
    IssuerFault,
    address_of,
    did_document,
    jwt_issuer,
    read_issuer,
)
from baeum.credentials.keys import (
    CURVES,
    KeyFault,
    Purpose,
    from_jwk,
    from_multikey,
    multikey,
    new_key,
    public_jwk,
    purpose_of,
)

from .making import DID, World

# Of the specifications: did:key (Ed25519) and its test vectors (P-256).
PUBLISHED = (
    "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
)


@pytest.mark.parametrize("text", PUBLISHED)
def test_published_keys_read_and_write_the_same(text: str) -> None:
    assert multikey(from_multikey(text)) == text


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_key_survives_each_of_its_forms_and_signs_64_bytes(purpose: Purpose) -> None:
    key = new_key(DID, purpose, 2026)
    assert key.key_id == f"{DID}#{purpose}-2026" and purpose_of(key.key_id) is purpose
    assert key.public.curve == CURVES[purpose]
    signature = key.sign(b"words")
    for again in (from_multikey(key.public.multibase), from_jwk(public_jwk(key.public.key))):
        assert multikey(again) == key.public.multibase
    assert len(signature) == 64
    assert key.public.accepts(signature, b"words")
    assert not key.public.accepts(signature, b"wordz")
    assert not key.public.accepts(signature[:-1], b"words")


@pytest.mark.parametrize("text", ["", "z", "Q123", "z6Mk0", "u____", PUBLISHED[0][:-1], "z" + "1" * 300])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(KeyFault):
        from_multikey(text)


@given(st.binary(max_size=80))
def test_encodings_come_back(held: bytes) -> None:
    assert from_base58(to_base58(held)) == held
    assert from_base64url(to_base64url(held)) == held


@pytest.mark.parametrize("text", ["A", "AB=", "A+", "AB", "한"])
def test_there_is_one_base64url_of_some_bytes(text: str) -> None:
    with pytest.raises(NotEncoded):
        from_base64url(text)


def test_keys_of_former_years_stay_listed_and_may_still_assert() -> None:
    old, new = (new_key(DID, Purpose.ITEMS, year) for year in (2025, 2026))
    document = did_document(DID, [old.public, new.public])
    assert [one["id"] for one in document["verificationMethod"]] == document["assertionMethod"]
    issuer = read_issuer(json.dumps(document).encode())
    assert set(issuer.keys) == {old.key_id, new.key_id}


def test_a_key_that_may_not_assert_is_none() -> None:
    key = new_key(DID, Purpose.ITEMS, 2026)
    document = {**did_document(DID, [key.public]), "assertionMethod": []}
    assert not read_issuer(json.dumps(document).encode()).keys


def test_a_key_signs_only_for_its_purpose(world: World) -> None:
    issuer = world.issuer
    status = world.keys[Purpose.STATUS].key_id
    assert issuer.key(status, [Purpose.STATUS]) and not issuer.key(status, [Purpose.ITEMS])


def test_keys_of_somebody_else_are_refused() -> None:
    key = new_key("did:web:other.example", Purpose.ITEMS, 2026).public
    with pytest.raises(IssuerFault):
        did_document(DID, [key])
    document = did_document("did:web:other.example", [key])
    with pytest.raises(IssuerFault):
        read_issuer(json.dumps({**document, "id": DID}).encode())


def test_fragments_embedded_keys_and_other_kinds_of_keys_are_read() -> None:
    key = new_key(DID, Purpose.DISCLOSURE, 2026).public
    jwk = {"id": f"{DID}#a", "type": "JsonWebKey", "controller": DID, "publicKeyJwk": public_jwk(key.key)}
    short = {"id": "#b", "type": "Multikey", "controller": DID, "publicKeyMultibase": key.multibase}
    rsa = {"id": f"{DID}#c", "type": "JsonWebKey", "controller": DID, "publicKeyJwk": {"kty": "RSA"}}
    document = {
        "id": DID,
        "verificationMethod": [short, rsa],
        "assertionMethod": ["#b", f"{DID}#c", jwk],
    }
    assert set(read_issuer(json.dumps(document).encode()).keys) == {f"{DID}#a", f"{DID}#b"}


def test_addresses_of_documents() -> None:
    assert address_of("did:web:example.kr") == "https://example.kr/.well-known/did.json"
    assert address_of("did:web:example.kr%3A8443:seoul") == "https://example.kr:8443/seoul/did.json"
    with pytest.raises(IssuerFault):
        address_of("did:web:example.kr/../x")


def test_the_metadata_of_a_jwt_issuer_has_only_keys_of_that_kind(world: World) -> None:
    keys = jwt_issuer("https://baeum.example", [key.public for key in world.keys.values()])["jwks"]["keys"]
    assert {key["crv"] for key in keys} == {"P-256"} and len(keys) == 3
    assert not any("d" in key for key in keys)
