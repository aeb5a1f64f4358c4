"""Keys and assertions as a client makes them."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

AUDIENCE = "http://testserver/api/v1/token"


def _rsa(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


MAKERS: dict[str, tuple[Any, Any]] = {
    "ES256": (lambda: ec.generate_private_key(ec.SECP256R1()), ECAlgorithm),
    "ES384": (lambda: ec.generate_private_key(ec.SECP384R1()), ECAlgorithm),
    "RS256": (_rsa, RSAAlgorithm),
    "RS-small": (lambda: _rsa(1024), RSAAlgorithm),
    "EdDSA": (ed25519.Ed25519PrivateKey.generate, OKPAlgorithm),
}


@dataclass
class KeyPair:
    """A private key with its public half as a JWK."""

    algorithm: str = "ES256"
    kid: str = "one"
    private: Any = field(init=False)

    def __post_init__(self) -> None:
        make, self._family = MAKERS[self.algorithm]
        self.private = make()

    @property
    def public(self) -> dict[str, str]:
        """The JWK."""
        found = json.loads(self._family.to_jwk(self.private.public_key()))
        return {**{name: one for name, one in found.items() if isinstance(one, str)}, "kid": self.kid}

    @property
    def secret(self) -> dict[str, Any]:
        """The JWK with its private part: what nobody should paste."""
        return {**json.loads(self._family.to_jwk(self.private)), "kid": self.kid}

    @property
    def key_set(self) -> str:
        """A JWK set as it is pasted."""
        return json.dumps({"keys": [self.public]})

    def assertion(self, client: str, headers: dict[str, Any] | None = None, **claims: Any) -> str:
        """A signed assertion; claims given as None are left out."""
        whole = {
            "iss": client,
            "sub": client,
            "aud": AUDIENCE,
            "exp": int(time.time()) + 60,
            "jti": str(uuid.uuid4()),
            **claims,
        }
        whole = {name: one for name, one in whole.items() if one is not None}
        return jwt.encode(whole, self.private, self.algorithm, headers={"kid": self.kid, **(headers or {})})
