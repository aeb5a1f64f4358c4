"""A wallet of the tests' own, by the text of the standards alone: it knows the site by its addresses only."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
FORM = "application/x-www-form-urlencoded"


def b64(held: bytes) -> str:
    return urlsafe_b64encode(held).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def part(value: Any) -> str:
    return b64(json.dumps(value).encode())


@dataclass(frozen=True)
class Key:
    """A key pair of P-256."""

    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def jwk(self) -> dict[str, str]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": b64(numbers.x.to_bytes(32, "big")),
            "y": b64(numbers.y.to_bytes(32, "big")),
        }

    def jwt(self, header: dict[str, Any], payload: dict[str, Any]) -> str:
        signed = f"{part(header)}.{part(payload)}"
        r, s = decode_dss_signature(self.private.sign(signed.encode(), ec.ECDSA(SHA256())))
        return f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def opened(jwt: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and payload, unchecked."""
    return tuple(json.loads(unb64(one)) for one in jwt.split(".")[:2])  # type: ignore[return-value]


def signed_by(jwt: str, jwk: dict[str, str]) -> bool:
    """Whether this public key made it: ES256."""
    head, body, signature = jwt.split(".")
    x, y = (int.from_bytes(unb64(jwk[name]), "big") for name in ("x", "y"))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    held = unb64(signature)
    der = encode_dss_signature(int.from_bytes(held[:32], "big"), int.from_bytes(held[32:], "big"))
    key.verify(der, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    return True


@dataclass
class Wallet:
    """Fetches and presents. ``last``: the last answer, as JSON where it is any."""

    http: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    keys: list[Key] = field(default_factory=list)
    last: Any = None

    # -- HTTP

    def ask(self, method: str, address: str, body: str = "", kind: str = "", **headers: str) -> Any:
        """The response; ``address`` as the site told it."""
        parts = urlsplit(address)
        assert parts.netloc in ("", "baeum.example")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        if method == "GET":
            response = self.http.get(path, **named)
        else:
            response = self.http.generic(method, path, body, kind, **named)
        typed = response.headers.get("Content-Type", "").startswith("application/json")
        self.last = json.loads(response.content) if typed else response.content.decode()
        return response

    def metadata(self, issuer: str) -> dict[str, Any]:
        self.ask("GET", f"{issuer}/.well-known/openid-credential-issuer")
        assert self.last["credential_issuer"] == issuer
        return dict(self.last)

    # -- OpenID4VCI

    def offer(self, link: str) -> dict[str, Any]:
        parts = urlsplit(link)
        assert parts.scheme == "openid-credential-offer"
        return dict(json.loads(parse_qs(parts.query)["credential_offer"][0]))

    def token(self, offer: dict[str, Any], digits: str, **more: str) -> Any:
        """The response of the token endpoint."""
        server = self.ask("GET", f"{offer['credential_issuer']}/.well-known/oauth-authorization-server")
        assert server.status_code == 200 and self.last["issuer"] == offer["credential_issuer"]
        form = {
            "grant_type": GRANT,
            "pre-authorized_code": offer["grants"][GRANT]["pre-authorized_code"],
            "tx_code": digits,
            **more,
        }
        held = {name: value for name, value in form.items() if value != "-"}
        return self.ask("POST", self.last["token_endpoint"], urlencode(held), FORM)

    def nonce(self, issuer: str) -> str:
        self.ask("POST", self.metadata(issuer)["nonce_endpoint"])
        return str(self.last["c_nonce"])

    def proof(self, issuer: str, nonce: str, key: Key | None = None, **more: Any) -> str:
        """A proof; members of ``header`` and ``payload`` replace what is right, None leaves them out."""
        key = key or Key()
        self.keys.append(key)
        header = {"typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": key.jwk, **more.get("header", {})}
        payload = {"aud": issuer, "iat": int(time.time()), "nonce": nonce, **more.get("payload", {})}
        kept = ({n: v for n, v in one.items() if v is not None} for one in (header, payload))
        return key.jwt(*kept)

    def fetch(self, offer: dict[str, Any], token: str, jwts: list[str], **more: Any) -> Any:
        """The response of the credential endpoint."""
        issuer = offer["credential_issuer"]
        [kind] = offer["credential_configuration_ids"]
        asked: dict[str, Any] = {"credential_configuration_id": kind, "proofs": {"jwt": jwts}}
        asked = {name: value for name, value in {**asked, **more}.items() if value is not None}
        address = self.metadata(issuer)["credential_endpoint"]
        return self.ask(
            "POST", address, json.dumps(asked), "application/json", authorization=f"Bearer {token}"
        )

    def take(self, link: str, tx_code: str, copies: int = 1) -> list[str]:
        """The whole way: credentials, each bound to ``keys`` of the same place."""
        offer = self.offer(link)
        assert self.token(offer, tx_code).status_code == 200, self.last
        token, nonce = self.last["access_token"], self.nonce(offer["credential_issuer"])
        self.keys = []
        proofs = [self.proof(offer["credential_issuer"], nonce) for _ in range(copies)]
        assert self.fetch(offer, token, proofs).status_code == 200, self.last
        return [one["credential"] for one in self.last["credentials"]]

    # -- OpenID4VP

    def request(self, link: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Header and payload of the request object, whose client id is that of the link."""
        asked = {name: held[0] for name, held in parse_qs(urlsplit(link).query).items()}
        response = self.ask("GET", asked["request_uri"])
        assert response.status_code == 200, self.last
        assert response.headers["Content-Type"] == "application/oauth-authz-req+jwt"
        header, payload = opened(self.last)
        assert payload["client_id"] == asked["client_id"]
        return header, payload

    def present(self, credential: str, key: Key, request: dict[str, Any], **more: Any) -> str:
        """The SD-JWT with a holder's JWT for the one who asks; ``more`` replaces its members."""
        digest = b64(sha256(credential.encode()).digest())
        payload = {"iat": int(time.time()), "aud": request["client_id"], "nonce": request["nonce"]}
        return credential + key.jwt({"typ": "kb+jwt", "alg": "ES256"}, {**payload, "sd_hash": digest, **more})

    def answer(self, request: dict[str, Any], token: Any, **more: str) -> Any:
        form = {"vp_token": json.dumps(token), "state": request["state"], **more}
        held = {name: value for name, value in form.items() if value != "-"}
        return self.ask("POST", request["response_uri"], urlencode(held), FORM)
