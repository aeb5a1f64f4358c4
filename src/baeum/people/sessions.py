"""Sessions: begun anew at each sign-in, bound to the browser they began in, and over after a time."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from baeum.people.models import SignIn
from baeum.shared.clock import now

BEGAN, BROWSER, DEMO = "began", "browser", "demo"  # keys of the session


@receiver(user_logged_in)
def bind(sender: object, request: HttpRequest, user: SignIn, **_: Any) -> None:  # noqa: ARG001
    """Remember when and in which browser. Django has changed the session's key just now."""
    request.session[BEGAN] = now().timestamp()
    request.session[BROWSER] = _browser(request)


def sessions(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Ends a sign-in that is too old, or that another browser brings along."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            began = float(request.session.get(BEGAN, 0))
            over = now().timestamp() - began > settings.SESSION_LONGEST
            if over or not compare_digest(request.session.get(BROWSER, ""), _browser(request)):
                logout(request)
        return get_response(request)

    return middleware


def is_strong(request: HttpRequest) -> bool:
    """Whether a second factor, or a passkey, was shown in this session. People of the examples need none."""
    user = request.user
    if not isinstance(user, SignIn):
        return False
    if settings.DEMO and request.session.get(DEMO) == user.pk:
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def _browser(request: HttpRequest) -> str:
    return sha256(request.headers.get("User-Agent", "").encode()).hexdigest()
