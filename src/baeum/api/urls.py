"""Addresses of the API: every operation behind the door, and every other address a problem."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from . import openapi
from .door import door
from .operations import deposits, statements, statuses, tokens  # noqa: F401  they add their operations
from .problems import Problem
from .routes import api

app_name = "api"


def _nowhere(request: HttpRequest, **_: str) -> HttpResponse:
    raise Problem("not-found")


def _behind_the_door() -> list[URLPattern]:
    found = [pattern for pattern in api.urls[0] if pattern.name != "api-root"]
    for pattern in found:
        pattern.callback = door(pattern.callback)
    return found


urlpatterns = [
    *_behind_the_door(),
    path("openapi.json", door(openapi.document), name="openapi"),
    re_path(r"^(?P<rest>.*)$", door(_nowhere), name="nowhere"),
]
