"""Addresses of the API: every operation behind the door, and every other address a problem."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from . import openapi
from .door import View, door
from .operations import (  # noqa: F401  they add their operations
    courses,
    deposits,
    statements,
    statuses,
    tokens,
)
from .problems import Problem
from .routes import api

app_name = "api"


def _nowhere(_: HttpRequest, **__: str) -> HttpResponse:
    raise Problem("not-found")


def _behind_the_door() -> list[URLPattern]:
    """The framework's addresses, but the one for its own description."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for pattern in found:
        pattern.callback = door(cast(View, pattern.callback))
    return found


OPERATIONS = _behind_the_door()
search_courses = next(one.callback for one in OPERATIONS if one.name == "courses")  # also at /api/courses

urlpatterns = [
    *OPERATIONS,
    path("openapi.json", door(openapi.document), name="openapi"),
    re_path(r"^(?P<rest>.*)$", door(_nowhere), name="nowhere"),
]
