"""Version 1 of the API, which the modules of ``operations`` add their operations to."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.parser import Parser

from . import faults
from .problems import Problem, respond

VERSION = "1.0.0"


class ReadBefore(Parser):
    """The body as ``bodies.read_json`` has read it, strictly."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value of the JSON."""
        return cast(Any, request).json


api = NinjaAPI(
    title="Baeum API",
    version=VERSION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    parser=ReadBefore(),
)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return respond(request, problem)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return respond(request, faults.problem_of(error.errors))


@api.exception_handler(Http404)
def _unknown(request: HttpRequest, _: Http404) -> HttpResponse:
    return respond(request, Problem("not-found"))


@api.exception_handler(Exception)
def _pass_on(_: HttpRequest, fault: Exception) -> HttpResponseBase:
    raise fault  # to the door
