"""Pages for people: what the API offers, and what each problem means. Made from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baeum.api import openapi
from baeum.api.describing import SCHEME
from baeum.api.problems import kinds, language_now

METHODS = ("get", "post", "put", "patch", "delete")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The API for somebody who is going to use it."""
    made = openapi.build(language_now(), request.build_absolute_uri("/"))
    shown = {
        "made": made,
        "operations": list(_operations(made)),
        "security": made["components"]["securitySchemes"][SCHEME],
        "place": "api",
    }
    return render(request, "api/docs.html", shown)


@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """What a problem means and what to do: the address that answers carry as their type."""
    if code not in kinds():
        raise Http404
    kind, language = kinds()[code], language_now()
    made = openapi.build(language, request.build_absolute_uri("/"))
    answering = [
        one
        for one in _operations(made)
        if any(code == found for answer in one["answers"] for found, _ in answer["problems"])
    ]
    shown = {
        "kind": kind,
        "title": kind.title[language],
        "detail": kind.detail[language].replace("{", "〈").replace("}", "〉"),
        "remedy": kind.remedy[language],
        "operations": answering,
        "place": "api",
    }
    return render(request, "api/problem.html", shown)


def _operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each operation as the page shows it, in the order of the document."""
    for path, methods in made["paths"].items():
        for method in METHODS:
            if found := methods.get(method):
                answers = found["responses"]
                good: dict[str, Any] = next(
                    (one for status, one in answers.items() if status.startswith("2")), {}
                )
                yield {
                    **found,
                    "method": method.upper(),
                    "path": path,
                    "scopes": [scope for one in found.get("security", ()) for scope in one[SCHEME]],
                    "inputs": [*_parameters(found), *_fields(found, made)],
                    "request": _example(found.get("requestBody", {})),
                    "answer": _example(good),
                    "answers": [_answer(status, one) for status, one in sorted(answers.items())],
                }


def _parameters(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in operation["parameters"]:
        yield _input(one["name"], one["in"], one["schema"], one["description"], one.get("required", False))


def _fields(operation: dict[str, Any], made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The members of the body; of a list, those of its items too."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        yield from _members(content["schema"], made, "body")


def _members(schema: dict[str, Any], made: dict[str, Any], place: str) -> Iterator[dict[str, Any]]:
    schema = _resolved(schema, made)
    for name, field in schema.get("properties", {}).items():
        said = field.get("description") or openapi.words()["fields"][name][language_now()]
        yield _input(name, place, field, said, name in schema.get("required", ()))
        if "items" in field:
            yield from _members(field["items"], made, f"{name}[]")


def _resolved(schema: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return made["components"]["schemas"][name] if name else schema


def _input(name: str, place: str, schema: dict[str, Any], said: str, needed: bool) -> dict[str, Any]:
    kinds_of = [schema, *schema.get("anyOf", ())]
    named = [one.get("format") or one.get("type") for one in kinds_of if one.get("type") != "null"]
    form = " / ".join(str(one) for one in named if one)
    return {"name": name, "place": place, "form": form, "description": said, "needed": needed}


def _example(carrier: dict[str, Any]) -> str:
    for content in carrier.get("content", {}).values():
        if "example" in content:
            return json.dumps(content["example"], ensure_ascii=False, indent=2)
    return ""


def _answer(status: str, answer: dict[str, Any]) -> dict[str, Any]:
    examples = [one for content in answer.get("content", {}).values() for one in content.get("examples", ())]
    titles = [(code, kinds()[code].title[language_now()]) for code in examples]
    return {"status": status, "description": answer["description"], "problems": titles}
