"""The two published forms of a status list, each signed with the status key of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from json import dumps
from typing import Any

from baeum.credentials.contexts import CREDENTIALS
from baeum.credentials.encodings import NotEncoded, from_base64url, from_multibase, to_base64url
from baeum.credentials.jws import signed
from baeum.credentials.keys import Purpose, SigningKey
from baeum.credentials.proof import secured
from baeum.credentials.status import StatusFault, StatusList
from baeum.credentials.templates import Templates

TOKEN_TYPE = "statuslist+jwt"


@dataclass(frozen=True)
class Publication:
    """When a list was made and until when it may be used; published by the clock, not when something changes.

    ``at`` and ``until`` have an offset; ``seconds``: after how many a verifier should ask again.
    """

    at: datetime
    until: datetime
    seconds: int = 3_600


def bitstring_credential(
    held: StatusList,
    address: str,
    when: Publication,
    key: SigningKey,
    templates: Templates,
    purpose: str = "revocation",
) -> bytes:
    """The signed Bitstring Status List credential as JSON. ``address``: where it will be published."""
    if key.purpose is not Purpose.STATUS:
        raise ValueError(f"{key.key_id} may not sign a Bitstring Status List")
    document = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.key_id.partition("#")[0],
        "validFrom": when.at.isoformat(),
        "validUntil": when.until.isoformat(),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": "u" + to_base64url(held.for_bitstring()),
        },
    }
    done, _ = secured(document, key, when.at.isoformat(), templates)
    return dumps(done, ensure_ascii=False).encode()


def status_token(held: StatusList, address: str, when: Publication, key: SigningKey) -> bytes:
    """The signed Token Status List as a compact JWT. ``address``: where it will be published."""
    if key.purpose is not Purpose.STATUS_TOKEN:
        raise ValueError(f"{key.key_id} may not sign a Token Status List")
    payload = {
        "iss": key.key_id.partition("#")[0],
        "sub": address,
        "iat": int(when.at.timestamp()),
        "exp": int(when.until.timestamp()),
        "ttl": when.seconds,
        "status_list": {"bits": 1, "lst": to_base64url(held.for_token())},
    }
    return signed({"typ": TOKEN_TYPE}, payload, key).encode("ascii")


def bitstring_of(subject: dict[str, Any]) -> StatusList:
    """The list in the subject of a Bitstring Status List credential. Raises StatusFault."""
    try:
        return StatusList.from_bitstring(from_multibase(str(subject.get("encodedList"))))
    except NotEncoded as error:
        raise StatusFault(f"encodedList: {error}") from error


def token_list_of(payload: dict[str, Any]) -> StatusList:
    """The list in the payload of a status token; one bit for each entry only. Raises StatusFault."""
    listed = payload.get("status_list")
    if not isinstance(listed, dict) or listed.get("bits") != 1:
        raise StatusFault("status_list: only lists of one bit are read")
    try:
        return StatusList.from_token(from_base64url(str(listed.get("lst"))))
    except NotEncoded as error:
        raise StatusFault(f"lst: {error}") from error
