"""Help, display mode, health, and the pages for what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from .page import CONTRAST_COOKIE, HIGH_CONTRAST

DISPLAY = "display"  # the action of a posted page that switches how it is shown


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What this is, what it is not, how to read an answer."""
    return render(request, "shared/help.html", {"place": "help"})


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Answers ``ok`` where the site can decide a case and reach its database; else 503."""
    from .rules import revision

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(f"ok {revision()}\n", content_type="text/plain; charset=utf-8")


@csrf_exempt  # sets nothing but the visitor's own colours, and so needs no other cookie
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Switch high contrast on or off, and go back."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("start")
    response = HttpResponseRedirect(back)
    set_display(response, request.POST.get("display") == HIGH_CONTRAST)
    return response


def with_display(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is posted with all it holds: its action ``display:MODE`` only switches how it is shown."""

    @wraps(page)
    def shown(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        verb, _colon, mode = str(request.POST.get("action", "")).partition(":")
        if verb != DISPLAY:
            return page(request, *args, **named)
        # where the context of every page looks for it
        request.display = HIGH_CONTRAST if mode == HIGH_CONTRAST else ""  # type: ignore[attr-defined]
        response = page(request, *args, **named)
        set_display(response, mode == HIGH_CONTRAST)
        return response

    return shown


def set_display(response: HttpResponse, high: bool) -> None:
    """Remember the display mode on the visitor's device for a year, or forget it."""
    if high:
        response.set_cookie(CONTRAST_COOKIE, HIGH_CONTRAST, max_age=31_536_000, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(CONTRAST_COOKIE, samesite="Lax")


def _failure(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "shared/failure.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: the request itself could not be read, or was too large."""
    return _failure(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _failure(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _failure(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return _failure(request, 500)
