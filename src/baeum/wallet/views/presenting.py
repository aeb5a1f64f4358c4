"""What a wallet calls to present a credential: the request object, and where it posts its answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from baeum.shared.clock import now

from .. import asked
from ..denied import Denied
from ..door import as_json, door
from ..services.receive import asked as open_request
from ..services.receive import receive
from .issuing import form_of

MEDIA_TYPE = "application/oauth-authz-req+jwt"


@door("GET", "HEAD")
def request_object(request: HttpRequest, presentation: UUID) -> HttpResponse:  # noqa: ARG001  for whoever has the id
    """The signed request, while it is not answered (RFC 9101, 5.2.3)."""
    held = open_request(presentation)
    if held.answered:
        raise Denied("invalid_request", "this was answered before", 404)
    signed = asked.request_object(presentation, held.nonce, expires_at=held.expires_at, at=now())
    return HttpResponse(signed, content_type=MEDIA_TYPE)


@door("POST")
def answer(request: HttpRequest, presentation: UUID) -> HttpResponse:
    """The wallet's answer by direct_post (OpenID4VP 1.0, 8.2)."""
    receive(presentation, form_of(request), at=now())
    return as_json({})
