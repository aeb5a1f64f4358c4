"""What a client signs is believed only if nothing about it is wrong."""

from __future__ import annotations

import base64
import hmac
import json
import time
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from baeum.api.assertions import Assertion, Distrust, claimed_client, verify
from baeum.shared.clock import now

from .signing import AUDIENCE, KeyPair

PAIR = KeyPair()


class Ahead(NamedTuple):
    """A moment so many seconds from when the test runs, which may be long after this file was read."""

    seconds: int


def verified(assertion: str, *keys: dict[str, Any]) -> Assertion | Distrust:
    return verify(assertion, keys or [PAIR.public], client="c", audience=AUDIENCE, at=now())


@pytest.mark.parametrize("algorithm", ["ES256", "RS256", "EdDSA"])
def test_a_good_assertion_is_believed(algorithm: str) -> None:
    pair = KeyPair(algorithm)
    found = verified(pair.assertion("c", jti="once"), pair.public)
    assert isinstance(found, Assertion)
    assert (found.client, found.jti) == ("c", "once")


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"iss": "d"}, "iss"),
        ({"sub": "d"}, "iss"),
        ({"iss": None}, "iss"),
        ({"sub": 5}, "iss"),
        ({"jti": None}, "iss"),
        ({"exp": None}, "iss"),
        ({"aud": None}, "iss"),
        ({"aud": "http://elsewhere/api/v1/token"}, "aud"),
        ({"aud": [AUDIENCE]}, "aud"),
        ({"aud": [AUDIENCE, "http://elsewhere/"]}, "aud"),
        ({"exp": Ahead(-31)}, "expired"),
        ({"exp": Ahead(3600)}, "ahead"),
        ({"exp": "soon"}, "numbers"),
        ({"exp": 1e309}, "numbers"),
        ({"exp": 2**70}, "numbers"),
        ({"exp": True}, "numbers"),
        ({"nbf": Ahead(100)}, "not hold yet"),
        ({"iat": Ahead(100)}, "not hold yet"),
        ({"iat": []}, "numbers"),
        ({"jti": "x" * 201}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": 5}, "signature"),
    ],
)
def test_a_wrong_claim_is_told(claims: dict[str, Any], says: str) -> None:
    said = {
        name: int(time.time()) + value.seconds if isinstance(value, Ahead) else value
        for name, value in claims.items()
    }
    found = verified(PAIR.assertion("c", **said))
    assert isinstance(found, Distrust)
    assert says in found.en


def unsigned(alg: str) -> str:
    """An assertion that claims an algorithm and has no signature."""
    _, claims, _ = PAIR.assertion("c").split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": alg, "kid": "one"}).encode()).rstrip(b"=").decode()
    return f"{header}.{claims}."


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "HS256", "ES256", "PS256", ""])
def test_nothing_unsigned_is_believed(alg: str) -> None:
    assert isinstance(verified(unsigned(alg)), Distrust)


def test_a_public_key_is_no_shared_secret() -> None:
    """The confusion of algorithms: signed with HS256 and the public key as the secret."""
    pem = PAIR.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head, claims, _ = unsigned("HS256").split(".")
    signature = hmac.digest(pem, f"{head}.{claims}".encode(), "sha256")
    forged = f"{head}.{claims}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"
    assert isinstance(verified(forged), Distrust)


def test_another_key_of_the_same_name_is_not_believed() -> None:
    assert isinstance(verified(KeyPair().assertion("c")), Distrust)
    assert isinstance(verified(KeyPair(kid="two").assertion("c")), Distrust)


def test_a_changed_claim_breaks_the_signature() -> None:
    head, _, signature = PAIR.assertion("c").split(".")
    _, claims, _ = PAIR.assertion("c", jti="other").split(".")
    assert isinstance(verified(f"{head}.{claims}.{signature}"), Distrust)


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a.b.c", "\x00", "é.é.é", "x" * 9000, "eyJ" + "W" * 4000 + ".."]
)
def test_what_is_no_assertion_is_not_believed(text: str) -> None:
    assert claimed_client(text) is None
    assert isinstance(verified(text), Distrust)


def test_the_client_is_read_before_anything_is_believed() -> None:
    assert claimed_client(PAIR.assertion("c")) == "c"
    assert claimed_client(PAIR.assertion("c", iss=None)) is None
