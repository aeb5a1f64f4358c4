"""The OpenAPI 3.1 document: complete, in the reader's language, made from the operations themselves.

The framework gives paths and schemas; added here are words, scopes, headers, examples and every problem.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

from .describing import PROBLEMS, SCHEME
from .models import SCOPES
from .problems import MEDIA_TYPE, kinds, language_now
from .routes import api

HERE = Path(__file__).parent
ALWAYS = ("Content-Language",)
WITH_TOKEN = ("RateLimit", "RateLimit-Policy")
OF_STATUS = {
    201: ("Location",),
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}


def document(request: HttpRequest) -> HttpResponse:
    """The document as JSON."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    made = build(language_now(), request.build_absolute_uri("/"))
    text = json.dumps(made, ensure_ascii=False)
    return HttpResponse(text.encode(), "application/json", headers={"Cache-Control": "no-cache"})


def build(language: str, root: str = "/") -> dict[str, Any]:
    """The document in a language; ``root``: the address of the site, with a slash at its end."""
    found = _built(language)
    made = json.loads(found.replace("{root}", root))
    made["servers"] = [{"url": root + reverse("api:openapi").strip("/").rpartition("/")[0]}]
    return dict(made)


@cache
def words() -> dict[str, Any]:
    """words.toml."""
    with (HERE / "words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def examples() -> dict[str, Any]:
    """examples.json: by operation, a request and an answer for each status."""
    return dict(json.loads((HERE / "examples.json").read_text("utf-8")))


@cache
def _built(language: str) -> str:
    """The document with {root} in the place of the site's address."""
    made = json.loads(json.dumps(deepcopy(api.get_openapi_schema(path_prefix=""))))
    info = words()["info"]
    made["info"] |= {"title": info["title"][language], "description": info["description"][language]}
    made["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    made["tags"] = [{"name": name, "description": one[language]} for name, one in words()["tags"].items()]
    made["components"]["securitySchemes"] = {SCHEME: _security(language)}
    made["components"]["headers"] = _headers(language)
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation, language)
    _problem_schema(made)
    _describe(made["components"]["schemas"], language)
    return json.dumps(made, ensure_ascii=False)


def _security(language: str) -> dict[str, Any]:
    scopes = {scope: words()["scopes"][scope][language] for scope in SCOPES}
    flow = {"tokenUrl": "{root}api/v1/token", "scopes": scopes}
    return {
        "type": "oauth2",
        "description": words()["security"][language],
        "flows": {"clientCredentials": flow},
    }


def _headers(language: str) -> dict[str, Any]:
    names = {*ALWAYS, *WITH_TOKEN, *(name for names in OF_STATUS.values() for name in names)}
    return {
        name: {"description": words()["responses"][name][language], "schema": {"type": "string"}}
        for name in sorted(names)
    }


def _complete(operation: dict[str, Any], language: str) -> None:
    """Words, headers, examples and problems of one operation."""
    name = operation["operationId"]
    said = words()["operations"][name]
    operation |= {"summary": said["summary"][language], "description": said["description"][language]}
    for parameter in operation["parameters"]:
        parameter["description"] = _said(parameter["name"], said.get("of", name))[language]
    given = examples().get(name, {})
    if "request" in given:
        for content in operation["requestBody"]["content"].values():
            content["example"] = given["request"]
    for status, answer in operation["responses"].items():
        answer["description"] = words()["responses"][str(status)][language]
        for content in answer.get("content", {}).values():
            if str(status) in given:
                content["example"] = given[str(status)]
        if str(status) in given.get("links", {}):
            answer["links"] = given["links"][str(status)]
    for status, answer in _problems(operation.pop(PROBLEMS), language):
        operation["responses"][str(status)] = answer
    with_token = "security" in operation
    for status, answer in operation["responses"].items():
        names = [*ALWAYS, *(WITH_TOKEN if with_token and int(status) not in (401, 405, 500, 503) else ())]
        names += OF_STATUS.get(int(status), ())
        answer["headers"] = {one: {"$ref": f"#/components/headers/{one}"} for one in names}


def _problems(codes: list[str], language: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """A response for each status, with an example of each problem that has it."""
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(kinds()[code].status, []).append(code)
    for status, found in sorted(by_status.items()):
        yield (
            status,
            {
                "description": " / ".join(kinds()[code].title[language] for code in found),
                "content": {
                    MEDIA_TYPE: {
                        "schema": {"$ref": "#/components/schemas/Problem"},
                        "examples": {code: {"value": _example(code, language)} for code in found},
                    }
                },
            },
        )


def _example(code: str, language: str) -> dict[str, Any]:
    kind = kinds()[code]
    return {
        "type": f"{{root}}api/problems/{code}/",
        "title": kind.title[language],
        "status": kind.status,
        "detail": kind.detail[language].replace("{", "<").replace("}", ">"),
        "remedy": kind.remedy[language],
    }


def _problem_schema(made: dict[str, Any]) -> None:
    """The schema of problems under its own name, also where it is part of another."""
    text = json.dumps(made["components"]["schemas"]).replace("/ProblemShape", "/Problem")
    schemas = json.loads(text)
    schemas["Problem"] = schemas.pop("ProblemShape")
    made["components"]["schemas"] = schemas


def _describe(schemas: dict[str, Any], language: str) -> None:
    """A sentence for every field; the class's own docstring is for programmers."""
    for of, schema in schemas.items():
        schema.pop("description", None)
        for name, field in schema.get("properties", {}).items():
            field.pop("title", None)
            field["description"] = _said(name, of)[language]


def _said(name: str, of: str) -> dict[str, str]:
    """What a field is called: of this operation or schema, where that has words of its own."""
    own: dict[str, dict[str, str]] = words()["of"].get(of, {})
    return own.get(name) or dict(words()["fields"][name])
