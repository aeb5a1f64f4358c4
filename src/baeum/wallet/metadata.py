"""What the site tells wallets of itself: OpenID4VCI 1.0, 12.2, and RFC 8414 for its token endpoint."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from baeum.certificates.type_metadata import LOCALES, type_metadata
from baeum.credentials.certificate import TYPE
from baeum.credentials.snapshot import KINDS
from baeum.places.queries import institute_on
from baeum.shared.clock import today

from .services.issue_copies import MOST_COPIES

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"


def address_of(route: str, *parts: Any) -> str:
    """The whole address of a machine route."""
    return f"{settings.ADDRESS}{reverse(f'wallet_machine:{route}', args=parts)}"


def issuer_metadata() -> dict[str, Any]:
    """``/.well-known/openid-credential-issuer``: every kind, once, bound to a key of the wallet."""
    return {
        "credential_issuer": settings.ADDRESS,
        "credential_endpoint": address_of("credential"),
        "nonce_endpoint": address_of("nonce"),
        "batch_credential_issuance": {"batch_size": MOST_COPIES},
        "display": _display(),
        "credential_configurations_supported": {kind: _configuration(kind) for kind in KINDS},
    }


def server_metadata() -> dict[str, Any]:
    """``/.well-known/oauth-authorization-server``: the same site gives the tokens, without a client id."""
    return {
        "issuer": settings.ADDRESS,
        "token_endpoint": address_of("token"),
        "grant_types_supported": [GRANT],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["none"],
        "pre-authorized_grant_anonymous_access_supported": True,
        "authorization_details_types_supported": ["openid_credential"],
    }


def _configuration(kind: str) -> dict[str, Any]:
    told = type_metadata(kind)
    assert told is not None  # every kind that is issued has one
    return {
        "format": TYPE,
        "vct": told["vct"],
        "credential_signing_alg_values_supported": ["ES256"],
        "cryptographic_binding_methods_supported": ["jwk"],
        "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": ["ES256"]}},
        "credential_metadata": {
            "display": told["display"],
            "claims": [
                {"path": claim["path"], "display": [_named(one) for one in claim["display"]]}
                for claim in told["claims"]
            ],
        },
    }


def _named(label: dict[str, str]) -> dict[str, str]:
    """What type metadata calls a label is a name here."""
    return {"locale": label["locale"], "name": label["label"]}


def _display() -> list[dict[str, str]]:
    """The institute of today, by its two names."""
    office = institute_on(today())
    ko, en = (office.name_ko, office.name_en or office.name_ko) if office else ("배움", "Baeum")
    return [{"locale": locale, "name": name} for locale, name in zip(LOCALES, (ko, en), strict=True)]
