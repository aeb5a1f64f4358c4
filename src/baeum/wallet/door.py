"""The door of what wallets call: no cookie counts, nobody acts, and every error leaves it as JSON."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from baeum.people.acting import NOBODY, acting
from baeum.shared.allowance import spend
from baeum.shared.clock import now

from .denied import Denied

LARGEST_BODY = 1_000_000  # bytes
logger = logging.getLogger("baeum.wallet")
View = Callable[..., HttpResponse]


def door(*methods: str) -> Callable[[View], View]:
    """The view behind the door, for these methods; any page may call it (CORS), without credentials."""

    def behind(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return _open_to_all(HttpResponse(status=204), methods)
            try:
                with acting(NOBODY):
                    _allowed(request, methods)
                    response = view(request, **parts)
            except Denied as denied:
                response = _told(denied)
            except Exception as fault:
                response = _told(_fault(fault))
            return _open_to_all(response, methods)

        answered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is looked at
        return answered

    return behind


def as_json(held: Any, status: int = 200) -> HttpResponse:
    """An answer that nobody keeps a copy of, unless it says so itself."""
    return JsonResponse(held, status=status, json_dumps_params={"ensure_ascii": False})


def _allowed(request: HttpRequest, methods: tuple[str, ...]) -> None:
    """The method, the size, and the allowance of the address it comes from. Raises Denied."""
    if request.method not in methods:
        allow = ", ".join([*methods, "OPTIONS"])
        raise Denied("invalid_request", f"the method must be one of: {allow}", 405, {"Allow": allow})
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if not (stated.isascii() and stated.isdigit() and len(stated) < 10 and int(stated) <= LARGEST_BODY):
        raise Denied("invalid_request", f"a request has at most {LARGEST_BODY} bytes", 413)
    key = f"wallet:{request.META.get('REMOTE_ADDR', '')}"[:120]
    spending = spend(key, limit=settings.WALLET_REQUESTS, cost=1, at=now())
    if not spending.allowed:
        headers = {"Retry-After": str(spending.wait_s)}
        raise Denied("temporarily_unavailable", "too many requests: wait and try again", 429, headers)


def _told(denied: Denied) -> HttpResponse:
    response = as_json({"error": denied.error, "error_description": denied.description}, denied.status)
    for name, value in denied.headers.items():
        response.headers[name] = value
    return response


def _fault(fault: Exception) -> Denied:
    """A fault of ours, recorded without its message: that may name a person."""
    logger.error("%s\n%s", type(fault).__name__, "".join(traceback.format_tb(fault.__traceback__)))
    return Denied("server_error", "a fault of this site, which has been recorded", 500)


def _open_to_all(response: HttpResponse, methods: tuple[str, ...]) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join([*methods, "OPTIONS"])
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Expose-Headers"] = "WWW-Authenticate, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
