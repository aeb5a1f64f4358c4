"""What is asked of a wallet: a signed request object (OpenID4VP 1.0, 5; RFC 9101) with a DCQL query (6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from baeum.certificates.issuer import signing_key
from baeum.credentials import jws
from baeum.credentials.certificate import TYPE
from baeum.credentials.keys import Purpose

from .metadata import address_of

REQUEST_TYPE = "oauth-authz-req+jwt"
SELF_ISSUED = "https://self-issued.me/v2"  # the audience where nothing is known of the wallet (5.8)
CERTIFICATE, BADGE = "certificate", "badge"  # ids of the credential queries
LINKED = "ldp_vc"
BADGE_TYPE = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"
QUERY: dict[str, Any] = {
    "credentials": [
        # an empty meta asks for no type in particular (6.1)
        {"id": CERTIFICATE, "format": TYPE, "meta": {}},
        # a badge is nobody's key's: it is taken as an uploaded file is, by the name in it
        {
            "id": BADGE,
            "format": LINKED,
            "meta": {"type_values": [[BADGE_TYPE]]},
            "require_cryptographic_holder_binding": False,
        },
    ],
    "credential_sets": [{"options": [[CERTIFICATE], [BADGE]]}],
}
METADATA: dict[str, Any] = {
    "vp_formats_supported": {
        TYPE: {"sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"]},
        LINKED: {"proof_type_values": ["DataIntegrityProof"], "cryptosuite_values": ["eddsa-rdfc-2022"]},
    }
}


def client_id() -> str:
    """This site as a wallet names it, and the audience of what it presents (5.9.3)."""
    return f"decentralized_identifier:{settings.DID}"


def request_object(presentation: UUID, nonce: str, *, expires_at: datetime, at: datetime) -> str:
    """The JWT that the wallet fetches and checks by the did document."""
    payload = {
        "aud": SELF_ISSUED,
        "iat": int(at.timestamp()),
        "exp": int(expires_at.timestamp()),
        "client_id": client_id(),
        "response_type": "vp_token",
        "response_mode": "direct_post",
        "response_uri": address_of("answer", presentation),
        "nonce": nonce,
        "state": str(presentation),
        "dcql_query": QUERY,
        "client_metadata": METADATA,
    }
    return jws.signed({"typ": REQUEST_TYPE}, payload, signing_key(Purpose.REQUESTS, at.year))
