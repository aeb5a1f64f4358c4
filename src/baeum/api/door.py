"""The door of the API: every request passes it, and every error leaves through it as a problem.

It speaks the reader's language and answers for what nobody below it answered: a method that is not there, a
database that is away, a fault of ours.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from .problems import Problem, respond

AWAY_S = 5  # seconds after which to try again where the database is away

logger = logging.getLogger("baeum.api")
View = Callable[..., HttpResponse]


def door(view: View) -> View:
    """The view behind the door."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            try:
                response = view(request, **kwargs)
                if isinstance(response, HttpResponseNotAllowed):
                    response = respond(request, _not_allowed(request, response))
            except Problem as problem:
                response = respond(request, problem)
            except Exception as fault:
                response = respond(request, _fault(fault))
            return _dressed(request, response)

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is ever looked at
    return answered


def language_of(request: HttpRequest) -> str:
    """Korean, unless the request prefers English."""
    for language, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if weight and language.split("-")[0] in ("ko", "en"):
            return language.split("-")[0]
    return "ko"


def _not_allowed(request: HttpRequest, response: HttpResponse) -> Problem:
    allowed = response.headers["Allow"]
    figures = {"method": request.method, "allowed": allowed}
    return Problem("method-not-allowed", figures, headers={"Allow": allowed})


def _fault(fault: Exception) -> Problem:
    """The problem for an exception nobody expected, recorded without its message: that may name a person."""
    frames = "".join(traceback.format_tb(fault.__traceback__))
    logger.error("%s\n%s", type(fault).__name__, frames)
    if isinstance(fault, OperationalError | InterfaceError) and _is_away(fault):
        return Problem("unavailable", headers={"Retry-After": str(AWAY_S)})
    return Problem("fault")


def _is_away(fault: Error) -> bool:
    """Whether the server of the database was not there, or ended the connection: worth trying again."""
    state = getattr(fault.__cause__, "sqlstate", None)
    return state is None or state[:2] in ("08", "57", "53", "40")


def _dressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What every answer carries: its language, the client's allowance, and that nobody keeps a copy."""
    response.headers["Content-Language"] = translation.get_language() or "ko"
    response.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(response, ["Accept-Language", "Authorization"])
    for name, value in getattr(request, "allowance_headers", {}).items():
        response.headers.setdefault(name, value)
    return response
