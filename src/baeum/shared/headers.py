"""Response headers that no Django setting covers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


Responder = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Responder) -> Responder:
    """Middleware: no device access, no copy of a learner's page in caches or on shared machines."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store" if request.method == "POST" else "no-cache")
        return response

    return middleware
