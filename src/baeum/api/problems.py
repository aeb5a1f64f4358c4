"""Problems (RFC 9457): what went wrong, in the reader's language, with an address that explains it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

MEDIA_TYPE = "application/problem+json"
LANGUAGES = ("ko", "en")


@dataclass(frozen=True)
class ProblemKind:
    """One section of problems.toml. ``title``, ``detail``, ``remedy``: a sentence for each language."""

    code: str
    status: int
    title: Mapping[str, str]
    detail: Mapping[str, str]
    remedy: Mapping[str, str]


@dataclass
class Problem(Exception):
    """An answer other than success; raised inside the API and turned into a response at its door.

    ``figures`` fill the sentences, ``members`` are added to the answer, ``headers`` to the response.
    """

    code: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return kinds()[self.code].status


@cache
def kinds() -> dict[str, ProblemKind]:
    """Every problem, by its code."""
    with Path(__file__).with_name("problems.toml").open("rb") as file:
        found = tomllib.load(file)
    return {code: ProblemKind(code, **section) for code, section in found.items()}


def address(request: HttpRequest, code: str) -> str:
    """The type URI: an absolute address that opens to a page about the problem."""
    return request.build_absolute_uri(f"/api/problems/{code}/")


def body(request: HttpRequest, problem: Problem) -> dict[str, Any]:
    """The members of the answer, in the language that the request asks for."""
    kind, language = kinds()[problem.code], language_now()
    return {
        "type": address(request, problem.code),
        "title": kind.title[language],
        "status": kind.status,
        "detail": kind.detail[language].format_map(_spoken(problem.figures, language)),
        "remedy": kind.remedy[language],
        **problem.members,
    }


def respond(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a response."""
    text = json.dumps(body(request, problem), ensure_ascii=False)
    return HttpResponse(
        text.encode("utf-8", "replace"),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def language_now() -> str:
    """``ko`` or ``en``: the language active in this thread."""
    return "en" if get_language() == "en" else "ko"


def _spoken(figures: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Figures that are themselves sentences (a mapping of languages) in the language asked for."""
    return {name: one[language] if isinstance(one, Mapping) else one for name, one in figures.items()}
