"""What verifiers and wallets fetch: keys, status lists, types, and the bundle to check without this site."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from baeum.credentials.issuer import jwt_issuer
from baeum.credentials.status_publishing import TOKEN_TYPE
from baeum.shared.clock import now

from .. import issuer, lists, published
from ..type_metadata import type_metadata

TYPES = {"bitstring": "application/vc", "token": f"application/{TOKEN_TYPE}"}
LONGEST_NAME = 32
ZIP = "application/zip"


@require_safe
def did(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django passes it
    """The did document of this site."""
    return _public(json.dumps(issuer.own_document()).encode(), "application/did+ld+json")


@require_safe
def jwt_vc_issuer(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The keys of certificates with chosen disclosure, as a JWK set."""
    issuer.own_document()  # with the keys of this year there already
    return _public(_json(jwt_issuer(settings.DID, issuer.keys().public())), "application/json")


@require_safe
def status_list(request: HttpRequest, name: str, form: str) -> HttpResponse:  # noqa: ARG001
    """A status list, the same until the next hour."""
    known = form in lists.FORMS and len(name) <= LONGEST_NAME
    found = published.of_hour(name, form, now()) if known else None
    if found is None:
        raise Http404
    return _public(found, TYPES[form])


@require_safe
def certificate_type(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001
    """What a type of certificate is called, and what stands in it."""
    found = type_metadata(kind)
    if found is None:
        raise Http404
    return _public(_json(found), "application/json")


@require_safe
def bundle(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Everything that the offline verifier needs, of this hour."""
    at = now()
    response = _public(published.bundle(at), ZIP)
    response.headers["Content-Disposition"] = f'attachment; filename="baeum-verify-{at:%Y%m%d-%H}.zip"'
    return response


def _json(held: dict[str, Any]) -> bytes:
    return json.dumps(held, ensure_ascii=False).encode()


def _public(content: bytes, kind: str) -> HttpResponse:
    """For anybody on any page, kept until the next hour."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Cache-Control"] = f"public, max-age={published.until_next_hour(now())}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
