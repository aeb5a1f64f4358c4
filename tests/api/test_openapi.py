"""The description is whole: words in both languages, a schema for every status, examples that are true."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser
from jsonschema_rs import Draft202012Validator  # schemathesis brings it

from baeum.api import openapi
from baeum.api.problems import kinds
from baeum.api.refusing import problem_of
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import ACTS, PARTS, STANDINGS
from baeum_rules.ledger.statement import GONE_BY, REVERSES, STANDS

LANGUAGES = ("ko", "en")


def operations(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for path in made["paths"].values() for one in path.values()]


def texts(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Every text of the document with the name it stands under, examples aside."""
    if isinstance(value, dict):
        return [
            found
            for key, one in value.items()
            if key not in ("example", "examples", "Word", "ko")
            for found in texts(one, key)
        ]
    if isinstance(value, list):
        return [found for one in value for found in texts(one, name)]
    return [(name, value)] if isinstance(value, str) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_operation_is_described_whole(language: str) -> None:
    made = openapi.build(language)
    assert len(operations(made)) == 9
    for one in operations(made):
        assert one["summary"] and one["description"]
        assert {"405", "429", "500", "503"} <= set(one["responses"])
        if one["operationId"] != "searchCourses":  # for everybody
            assert ("401" in one["responses"]) and (one["operationId"] == "getToken" or one["security"])
        for status, answer in one["responses"].items():
            (content,) = answer["content"].values()
            assert answer["description"] and content["schema"], (one["operationId"], status)
            assert "example" in content or content["examples"], (one["operationId"], status)
            assert (status < "400") == ("application/json" in answer["content"])
        for parameter in one["parameters"]:
            assert parameter["description"]
    for name, schema in made["components"]["schemas"].items():
        for field, said in schema["properties"].items():
            assert said["description"], (name, field)


def test_english_has_no_korean_left() -> None:
    left = [found for found in texts(openapi.build("en")) if re.search("[가-힣]", found[1])]
    assert left == []


def test_examples_are_what_their_schemas_say() -> None:
    made = openapi.build("ko")
    checked = 0
    for one in operations(made):
        carriers = [one.get("requestBody", {}), *one["responses"].values()]
        for content in [found for carrier in carriers for found in carrier.get("content", {}).values()]:
            shown = [content["example"]] if "example" in content else []
            shown += [example["value"] for example in content.get("examples", {}).values()]
            for example in shown:
                schema = {**content["schema"], "components": made["components"]}
                Draft202012Validator(schema).validate(example)
                checked += 1
    assert checked > 100


def test_every_problem_is_one_of_an_operation() -> None:
    made = openapi.build("ko")
    named = {
        code
        for one in operations(made)
        for answer in one["responses"].values()
        for content in answer["content"].values()
        for code in content.get("examples", ())
    }
    assert set(kinds()) - named == {"forbidden", "xapi-version"}


def test_every_problem_has_its_sentences_in_both_languages() -> None:
    for kind in kinds().values():
        for language in LANGUAGES:
            assert all(said[language] for said in (kind.title, kind.detail, kind.remedy)), kind.code
        figures = [set(re.findall(r"{(\w+)}", kind.detail[language])) for language in LANGUAGES]
        assert figures[0] == figures[1], kind.code
        assert not any(re.search("[가-힣]", said["en"]) for said in (kind.title, kind.detail, kind.remedy))


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("account.unknown", 404),
        ("account.erased", 410),
        ("account.closed", 409),
        ("consent.missing", 403),
        ("deposit.key_reused", 422),
        ("deposit.event_stands", 409),
        ("line.unknown", 404),
        ("line.gone", 409),
        ("line.of_others", 403),
        ("reason", 422),
    ],
)
def test_refusals_of_the_services_keep_their_status(code: str, status: int) -> None:
    assert problem_of(Refusal(code, {"number": 1}, status)).status == status


def test_codes_are_those_of_the_ledger() -> None:
    from baeum.api.operations.statuses import words

    assert [one.code for one in words("acts")] == list(ACTS)
    assert [one.code for one in words("parts")] == list(PARTS)
    assert [one.code for one in words("standings")] == list(STANDINGS)
    assert {one.code for one in words("states")} == {STANDS, REVERSES, *GONE_BY.values()}


def test_the_document_is_served_in_both_languages_with_its_own_address(client: Browser) -> None:
    for language in LANGUAGES:
        answer = client.get("/api/v1/openapi.json", headers={"Accept-Language": language})
        assert answer.headers["Content-Type"] == "application/json"
        made = answer.json()
        assert made == openapi.build(language, "http://testserver/")
        assert made["servers"] == [{"url": "http://testserver/api/v1"}]
        addresses = set(re.findall(r"https?://[^/\"]+", answer.content.decode()))
        assert addresses == {"http://testserver"}
