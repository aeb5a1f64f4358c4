"""What a request carries: its type and size looked at before it is read, and read once."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.http.request import RawPostDataException

from . import json_reading
from .problems import Problem

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
LARGEST_BODY = 2_000_000  # bytes: 500 deposits of 4 kB


def read_json(request: HttpRequest) -> None:
    """Read the JSON of a POST to ``request.json``, for the parser. Raises Problem."""
    if request.method == "POST":
        cast(Any, request).json = json_reading.read(_body(request, JSON))


def read_form(request: HttpRequest) -> QueryDict:
    """The form of a POST. Raises Problem."""
    _body(request, FORM)
    try:
        return request.POST
    except TooManyFieldsSent as error:
        raise Problem("invalid-request", {"names": "*"}) from error


def _body(request: HttpRequest, wanted: str) -> bytes:
    if request.content_type != wanted or request.headers.get("Content-Encoding", "identity") != "identity":
        raise Problem("unsupported-media-type", {"wanted": wanted})
    too_large = Problem("too-large", {"limit": LARGEST_BODY})
    if _length(request) > LARGEST_BODY:
        raise too_large
    try:
        return request.body
    except RequestDataTooBig as error:
        raise too_large from error
    except RawPostDataException as error:
        why = {"ko": "끝까지 오지 않았습니다", "en": "it ended early"}
        raise Problem("malformed-json", {"why": why}) from error


def _length(request: HttpRequest) -> int:
    """The stated length; too much where it is no number."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else LARGEST_BODY + 1
