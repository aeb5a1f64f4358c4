"""Which JWK sets are accepted, and every fault of the others at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baeum.api.keys import read_key_set
from baeum.shared.refusal import Refusal

from .signing import KeyPair


def codes(text: str) -> list[str]:
    found = read_key_set(text)
    return [one.code for one in found if isinstance(one, Refusal)]


def keys(*given: Any) -> str:
    return json.dumps({"keys": list(given)})


@pytest.mark.parametrize("algorithm", ["ES256", "RS256", "EdDSA"])
def test_public_keys_of_the_three_kinds_are_kept_without_anything_else(algorithm: str) -> None:
    pair = KeyPair(algorithm)
    assert read_key_set(keys({**pair.public, "note": "mine"})) == [dict(sorted(pair.public.items()))]


@pytest.mark.parametrize("algorithm", ["ES384", "RS-small"])
def test_other_curves_and_short_keys_are_refused(algorithm: str) -> None:
    assert codes(KeyPair(algorithm).key_set) == ["keys.unreadable"]


@pytest.mark.parametrize("algorithm", ["ES256", "RS256", "EdDSA"])
def test_a_private_key_is_told_from_a_public_one(algorithm: str) -> None:
    assert codes(keys(KeyPair(algorithm).secret)) == ["keys.private"]
    assert codes(keys({"kty": "oct", "k": "c2VjcmV0", "kid": "a"})) == ["keys.private"]


def test_all_faults_are_told_with_their_places() -> None:
    good = KeyPair().public
    found = read_key_set(
        keys({**good, "kid": ""}, good, {**good, "kid": "two", "use": "enc", "alg": "RS256"}, 3)
    )
    assert [(one.code, one.figures["place"]) for one in found if isinstance(one, Refusal)] == [
        ("keys.no_id", 1),
        ("keys.not_for_signing", 3),
        ("keys.unreadable", 3),
        ("keys.not_object", 4),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "keys.not_json"),
        ("[" * 100_000, "keys.too_large"),
        ("[" * 19_000, "keys.not_json"),
        ("[]", "keys.no_set"),
        ('{"keys": []}', "keys.no_set"),
        ('{"keys": {}}', "keys.no_set"),
        ('{"keys": [{"kty": "EC", "crv": 5, "kid": "a"}]}', "keys.unreadable"),
        ('{"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "a"}]}', "keys.unreadable"),
        ('{"keys": [{"kty": "RSA", "n": "!", "e": "AQAB", "kid": "a"}]}', "keys.unreadable"),
        ('{"keys": [{"kid": "a"}]}', "keys.unreadable"),
    ],
)
def test_what_is_no_key_set_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_not_too_many_keys_and_no_id_twice() -> None:
    pair = KeyPair()
    assert codes(keys(pair.public, pair.public)) == ["keys.same_id"]
    assert codes(keys(*[pair.public] * 11)) == ["keys.too_many"]
