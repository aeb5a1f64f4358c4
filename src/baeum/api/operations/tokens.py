"""The token endpoint (RFC 6749, 4.4, with client authentication by RFC 7523)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from baeum.api.assertions import LONGEST, Distrust, claimed_client
from baeum.api.bodies import read_form
from baeum.api.describing import described
from baeum.api.problems import Problem
from baeum.api.routes import api
from baeum.api.services.issue_token import is_in_force, issue_token
from baeum.api.shapes import TokenAnswer
from baeum.shared.allowance import spend
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal

GRANT = "client_credentials"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_SCOPE = 200
FORM_SCHEMA = {
    "type": "object",
    "required": ["grant_type", "client_assertion_type", "client_assertion"],
    "properties": {
        "grant_type": {"type": "string", "const": GRANT},
        "client_assertion_type": {"type": "string", "const": ASSERTION_TYPE},
        "client_assertion": {"type": "string", "minLength": 1, "maxLength": LONGEST},
        "scope": {"type": "string", "maxLength": LONGEST_SCOPE},
        "client_id": {"type": "string", "format": "uuid"},
    },
}


@api.post(
    "/token",
    operation_id="getToken",
    url_name="token",
    tags=["token"],
    response={200: TokenAnswer},
    openapi_extra=described(
        "invalid-request",
        "unsupported-grant-type",
        "invalid-scope",
        "invalid-client",
        "too-large",
        "unsupported-media-type",
        token=False,
    )
    | {
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": FORM_SCHEMA}},
        },
    },
)
def token(request: HttpRequest, response: HttpResponse) -> TokenAnswer:
    """An access token for a signed assertion."""
    form = read_form(request)
    assertion = _assertion(form)
    _take(request, assertion)
    issued = issue_token(
        assertion,
        scope=_one(form, "scope", LONGEST_SCOPE, optional=True),
        audience=request.build_absolute_uri(reverse("api:token")),
        at=now(),
    )
    if isinstance(issued, Refusal):
        raise _oauth("invalid-scope", "invalid_scope", **issued.figures)
    if isinstance(issued, Distrust):
        raise _oauth("invalid-client", "invalid_client", why=issued.sentence())
    response.headers["Pragma"] = "no-cache"
    return TokenAnswer(
        access_token=issued.token,
        token_type="Bearer",
        expires_in=issued.life_s,
        scope=" ".join(issued.scopes),
    )


def _assertion(form: QueryDict) -> str:
    """The assertion of a request that is whole. Raises Problem."""
    if _one(form, "grant_type", 100) != GRANT:
        raise _oauth("unsupported-grant-type", "unsupported_grant_type")
    if _one(form, "client_assertion_type", 100) != ASSERTION_TYPE:
        raise _oauth("invalid-request", "invalid_request", names="client_assertion_type")
    assertion = _one(form, "client_assertion", LONGEST)
    named = _one(form, "client_id", 100, optional=True)
    if named and named != claimed_client(assertion):
        raise _oauth("invalid-request", "invalid_request", names="client_id")
    return assertion


def _one(form: QueryDict, name: str, longest: int, *, optional: bool = False) -> str:
    """The only value of a name; "" where an optional one is absent. Raises Problem."""
    found = form.getlist(name)
    if not found and optional:
        return ""
    if len(found) != 1 or not found[0] or len(found[0]) > longest:
        raise _oauth("invalid-request", "invalid_request", names=name)
    return found[0]


def _take(request: HttpRequest, assertion: str) -> None:
    """Spend from a bucket of the client named and the address it calls from, before anything is verified.

    Whoever guesses from elsewhere does not spend what the client needs; unknown names share a bucket.
    """
    client = claimed_client(assertion)
    named = client if is_in_force(client) else "unknown"
    key = f"token:{named}:{request.META.get('REMOTE_ADDR', '')}"[:120]
    spending = spend(key, limit=settings.API_TOKEN_REQUESTS, cost=1, at=now())
    if not spending.allowed:
        raise Problem("too-many-requests", {"wait": spending.wait_s}, headers=spending.headers())


def _oauth(code: str, error: str, **figures: object) -> Problem:
    """A problem that also names its error as OAuth does (RFC 6749, 5.2)."""
    headers = {"WWW-Authenticate": 'Bearer realm="baeum"'} if error == "invalid_client" else {}
    return Problem(code, figures, members={"error": error}, headers=headers)
