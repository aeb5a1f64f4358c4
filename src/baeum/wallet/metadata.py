"""What the site tells wallets of itself: OpenID4VCI 1.0, 12.2, and RFC 8414 for its token endpoint."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from baeum.certificates.rendering import type_address
from baeum.credentials.certificate import TYPE
from baeum.credentials.snapshot import KINDS, PERSONAL
from baeum.places.queries import institute_on
from baeum.shared.clock import today

from .services.issue_copies import MOST_COPIES

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
LOCALES = {"ko": "ko-KR", "en": "en-US"}
CLAIMS: dict[tuple[str | None, ...], tuple[str, str]] = {
    ("holder", "name"): ("성명", "Name"),
    ("holder", "name_en"): ("영문 성명", "Name in English"),
    ("holder", "birth_date"): ("생년월일", "Date of birth"),
    ("holder", "learner_number"): ("학습자번호", "Learner number"),
    ("holder", "address"): ("주소", "Address"),
    ("holder", "workplace"): ("직장", "Workplace"),
    ("lines",): ("학습 내역", "Lines of learning"),
    ("lines", None, "title_ko"): ("학습과정", "Course"),
    ("lines", None, "institution"): ("기관", "Institution"),
    ("lines", None, "happened_on"): ("마친 날", "Completed on"),
    ("lines", None, "hours"): ("시간", "Hours"),
    ("lines", None, "credits"): ("학점", "Credits"),
    ("lines", None, "standing"): ("확인", "Standing"),
    ("number",): ("문서번호", "Document number"),
    ("issued_on",): ("발급일", "Issued on"),
}
assert {name for place, *rest in CLAIMS if place == "holder" for name in rest} == set(PERSONAL)


@cache
def names() -> dict[str, dict[str, str]]:
    """What each kind of document is called, in ``ko`` and ``en``."""
    with Path(__file__).with_name("kinds.toml").open("rb") as file:
        return tomllib.load(file)


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
        "display": _display(_office()),
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
    return {
        "format": TYPE,
        "vct": type_address(kind),
        "credential_signing_alg_values_supported": ["ES256"],
        "cryptographic_binding_methods_supported": ["jwk"],
        "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": ["ES256"]}},
        "credential_metadata": {
            "display": _display(names()[kind]),
            "claims": [
                {"path": list(path), "display": _display({"ko": ko, "en": en})}
                for path, (ko, en) in CLAIMS.items()
            ],
        },
    }


def _display(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": words[language], "locale": locale} for language, locale in LOCALES.items()]


def _office() -> dict[str, str]:
    office = institute_on(today())
    ko = office.name_ko if office else "배움"
    return {"ko": ko, "en": (office.name_en if office else "") or ko}
