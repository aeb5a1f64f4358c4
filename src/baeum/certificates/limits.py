"""How often somebody may check from one address (an IPv6 network of /64 is one).

Numbers that are not there count more: whoever types them from a paper is wrong now and then, whoever guesses
always is.
"""

from __future__ import annotations

from allauth.core.internal import ratelimit  # the public door of it never counts a GET
from django.http import HttpRequest

LOOK, FILE, WRONG = "look", "file", "wrong"
RATES = {LOOK: "60/m/ip", FILE: "20/m/ip", WRONG: "20/h/ip"}
_APP = "baeum.certificates"


def may(request: HttpRequest, what: str) -> bool:
    """Count a look or a file. False where there were too many, or too many wrong numbers before."""
    return _consume(request, WRONG, dry_run=True) and _consume(request, what)


def was_wrong(request: HttpRequest) -> None:
    """Count a number that is not there."""
    _consume(request, WRONG)


def _consume(request: HttpRequest, what: str, *, dry_run: bool = False) -> bool:
    usage = ratelimit.consume(request, app=_APP, action=what, config=RATES, dry_run=dry_run, limit_get=True)
    return usage is not None
