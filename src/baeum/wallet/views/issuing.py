"""What a wallet calls to fetch a document: metadata, token, nonce, credential."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from baeum.credentials.snapshot import KINDS
from baeum.credentials.strict_json import Unread, read_json
from baeum.shared.clock import now

from .. import codes, metadata
from ..denied import Denied, no_token
from ..door import as_json, door
from ..nonces import new_nonce
from ..services.issue_copies import issue_copies
from ..services.redeem import redeem

FRESH = "public, max-age=3600"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
DETAILS = "openid_credential"


@door("GET", "HEAD")
def issuer(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  the same for everybody
    """The metadata of the credential issuer."""
    return _kept(metadata.issuer_metadata())


@door("GET", "HEAD")
def server(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  the same for everybody
    """The metadata of the authorization server."""
    return _kept(metadata.server_metadata())


@door("POST")
def token(request: HttpRequest) -> HttpResponse:
    """A pre-authorized code with its tx_code becomes an access token (OpenID4VCI 1.0, 6)."""
    form = form_of(request)
    if form.get("grant_type") != metadata.GRANT:
        raise Denied(
            "unsupported_grant_type" if form.get("grant_type") else "invalid_request", metadata.GRANT
        )
    if not form.get("pre-authorized_code"):
        raise Denied("invalid_request", "pre-authorized_code is missing")
    if not form.get("tx_code"):
        raise Denied("invalid_request", "tx_code is missing: the six digits that the page shows")
    asked = _details(form.get("authorization_details"))
    made = redeem(form["pre-authorized_code"], form["tx_code"].strip())
    answer: dict[str, Any] = {"access_token": made.token, "token_type": "Bearer", "expires_in": made.life_s}
    told = [one for one in asked if one["credential_configuration_id"] == made.kind]
    if told:
        identifiers = {"credential_identifiers": [str(made.offer_id)]}
        answer["authorization_details"] = [{**one, **identifiers} for one in told]
    return as_json(answer)


@door("POST")
def nonce(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  for everybody
    """A fresh c_nonce (OpenID4VCI 1.0, 7)."""
    return as_json({"c_nonce": new_nonce(now())})


@door("POST")
def credential(request: HttpRequest) -> HttpResponse:
    """Copies for a token, one for each proof (OpenID4VCI 1.0, 8)."""
    bearer = _bearer(request)
    if request.content_type != JSON:
        raise Denied("invalid_credential_request", f"the content type must be {JSON}")
    try:
        asked = read_json(request.body)
    except Unread as error:
        raise Denied("invalid_credential_request", "the request must be JSON") from error
    made = issue_copies(bearer, asked, at=now())
    return as_json({"credentials": [{"credential": one} for one in made]})


def _kept(held: dict[str, Any]) -> HttpResponse:
    response = as_json(held)
    response.headers["Cache-Control"] = FRESH
    return response


def form_of(request: HttpRequest) -> dict[str, str]:
    """The parameters, each of them once (RFC 6749, 3.2)."""
    if request.content_type != FORM:
        raise Denied("invalid_request", f"the content type must be {FORM}")
    if any(len(values) > 1 for _, values in request.POST.lists()):
        raise Denied("invalid_request", "a parameter stands twice")
    return {name: str(value) for name, value in request.POST.items()}


def _bearer(request: HttpRequest) -> str:
    scheme, _, held = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not held.strip():
        raise no_token("an access token is needed", "")
    return held.strip()[: codes.LONGEST]


def _details(text: str | None) -> list[dict[str, str]]:
    """What of ``authorization_details`` is told back (RFC 9396). Raises Denied."""
    if text is None:
        return []
    try:
        asked = read_json(text.encode("utf-8", "replace"))
    except Unread:
        asked = None
    if not isinstance(asked, list) or not all(
        isinstance(one, dict)
        and one.get("type") == DETAILS
        and one.get("credential_configuration_id") in KINDS
        for one in asked
    ):
        raise Denied("invalid_authorization_details", f"objects of type {DETAILS} with a known configuration")
    return [{name: one[name] for name in ("type", "credential_configuration_id")} for one in asked]
