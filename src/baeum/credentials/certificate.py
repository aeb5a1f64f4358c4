"""The certificate as an SD-JWT VC: the learner shows any of its lines and any of the personal fields.

What the certificate is, who issued it, and until when are open. Each line and each personal field is one
disclosure, and so is the number: whoever has it with the day can look up all of the document. Decoys fill the
digests up to a bucket, so that what is shown does not tell how much there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from baeum.credentials import jws, sd_jwt
from baeum.credentials.encodings import to_base64url
from baeum.credentials.keys import Purpose, SigningKey
from baeum.credentials.snapshot import Snapshot, as_json
from baeum.credentials.status import StatusEntry

TYPE = "dc+sd-jwt"
FORMER_TYPE = "vc+sd-jwt"  # drafts until 2024; read, not written
BINDING_TYPE = "kb+jwt"
NUMBER = "number"


@dataclass(frozen=True)
class CertificateTerms:
    """What the caller decides: the address of the type, the bit, the holder's key where it is bound to one.

    ``holder``: the public JWK of the wallet; without it the certificate is anybody's who has it, as paper is.
    """

    vct: str
    status: StatusEntry | None = None
    holder: dict[str, str] | None = None
    zone: str = "+09:00"


def certificate(snapshot: Snapshot, terms: CertificateTerms, key: SigningKey) -> str:
    """The signed SD-JWT VC with every disclosure. Raises ValueError for a key that may not sign it."""
    if key.purpose is not Purpose.DISCLOSURE or not key.key_id.startswith(f"{snapshot.issuer.did}#"):
        raise ValueError(f"{key.key_id} may not sign certificates of {snapshot.issuer.did}")
    frozen = as_json(snapshot)
    lines, of_lines = sd_jwt.hidden_elements(frozen.get("lines", []))
    personal, of_holder = sd_jwt.hidden_members(frozen.get("holder", {}))
    number, of_number = sd_jwt.hidden_members({NUMBER: frozen[NUMBER]})
    payload: dict[str, Any] = {
        "iss": snapshot.issuer.did,
        "iat": _seconds(snapshot.issued_on.isoformat(), "00:00:00", terms.zone),
        "vct": terms.vct,
        **_open(frozen),
        "_sd": number,
        "holder": {"_sd": personal},
        "lines": lines,
    }
    if snapshot.valid_until:
        payload["exp"] = _seconds(snapshot.valid_until.isoformat(), "23:59:59", terms.zone)
    if terms.status:
        payload["status"] = terms.status.token_entry()
    if terms.holder:
        payload["cnf"] = {"jwk": {name: terms.holder[name] for name in ("kty", "crv", "x", "y")}}
    return sd_jwt.issue(payload, [*of_number, *of_holder, *of_lines], key, TYPE)


def present(text: str, *, lines: Iterable[str], personal: Iterable[str], number: bool = False) -> str:
    """The certificate with only the lines of these ids and these personal fields, and perhaps its number."""
    ids, names = set(lines), {*personal, *([NUMBER] if number else ())}

    def kept(parts: list[Any]) -> bool:
        if len(parts) == 3:
            return parts[1] in names
        return isinstance(parts[1], dict) and parts[1].get("id") in ids

    return sd_jwt.present(text, kept)


def bind(text: str, *, audience: str, nonce: str, at: datetime, sign: Callable[[bytes], bytes]) -> str:
    """The presentation with the holder's JWT behind it: for this verifier, now. ``sign``: ES256, 64 bytes."""
    digest = to_base64url(sha256(text.encode("ascii")).digest())
    payload = {"iat": int(at.timestamp()), "aud": audience, "nonce": nonce, "sd_hash": digest}
    signed = f"{jws.encoded({'alg': 'ES256', 'typ': BINDING_TYPE})}.{jws.encoded(payload)}"
    return f"{text}{signed}.{to_base64url(sign(signed.encode('ascii')))}"


def _open(frozen: dict[str, Any]) -> dict[str, Any]:
    """What everybody sees: everything but the person, the lines and the number."""
    closed = {"holder", "lines", "issuer", "valid_until", NUMBER}
    shown = {name: value for name, value in frozen.items() if name not in closed}
    return {**shown, "issuer": {"name_ko": frozen["issuer"]["name_ko"], **_english(frozen["issuer"])}}


def _english(issuer: dict[str, Any]) -> dict[str, Any]:
    return {"name_en": issuer["name_en"]} if issuer.get("name_en") else {}


def _seconds(day: str, time: str, zone: str) -> int:
    return int(datetime.fromisoformat(f"{day}T{time}{zone}").timestamp())
