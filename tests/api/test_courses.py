"""GET /api/v1/courses, also at /api/courses: the search of the page as JSON, for everybody."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from catalogue.conftest import catalogue  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("catalogue")


def ask(client: Client, **given: str) -> dict[str, object]:
    answer = client.get("/api/v1/courses?" + urlencode(given))
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_answers_what_the_page_finds(client: Client) -> None:
    found = ask(client, q="바리스터", province="11")
    assert found["stage"] == "corrected" and found["corrections"] == [
        {"typed": "바리스터", "shown": "바리스타"}
    ]
    assert {one["province"] for one in found["items"]} == {"11"} and found["total"] == len(found["items"])  # type: ignore[attr-defined,index,arg-type]
    page = client.get("/courses/?" + urlencode({"q": "바리스터", "province": "11"}))
    assert [one["offering_id"] for one in found["items"]] == [  # type: ignore[attr-defined,index]
        row["entry"].offering_id for row in page.context["rows"]
    ]
    assert {"value": "11", "courses": found["total"]} in found["facets"]["province"]  # type: ignore[index]
    assert found["items"][0]["url"].startswith("http://testserver/courses/")  # type: ignore[index]


def test_also_without_a_version_in_the_address(client: Client) -> None:
    short = client.get("/api/courses?q=요리")
    assert short.json() == client.get("/api/v1/courses?q=요리").json() and short.json()["total"] == 3


def test_a_cursor_goes_on_and_is_of_its_own_search(client: Client) -> None:
    first = ask(client, limit="10")
    second = ask(client, limit="10", cursor=str(first["next"]))
    third = ask(client, limit="10", cursor=str(second["next"]))
    ids = [one["offering_id"] for page in (first, second, third) for one in page["items"]]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids)) == first["total"] == 23 and third["next"] is None
    other = client.get("/api/v1/courses?" + urlencode({"q": "요리", "cursor": str(first["next"])}))
    assert other.status_code == 400 and other.json()["type"].endswith("/cursor-refused/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("province", "99"),
        ("province", "x"),
        ("city", "99999"),
        ("field", "arts"),
        ("field", "act.none"),
        ("state", "x"),
        ("accredited", "x"),
        ("begins_from", "어제"),
        ("limit", "0"),
        ("limit", "101"),
        ("sort", "x"),
        ("q", "가" * 101),
    ],
)
def test_a_wrong_value_is_a_problem_that_names_it(client: Client, name: str, value: str) -> None:
    answer = client.get("/api/v1/courses?" + urlencode({name: value}))
    assert answer.status_code == 422 and answer.headers["Content-Type"].startswith("application/problem+json")
    assert [one["parameter"] for one in answer.json()["errors"]] == [name]


def test_too_many_requests_of_one_address(client: Client, settings: object) -> None:
    settings.API_REQUESTS = 2  # type: ignore[attr-defined]
    codes = [client.get("/api/v1/courses").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert client.get("/api/v1/courses", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_only_reading(client: Client) -> None:
    assert client.post("/api/courses").status_code == client.post("/api/v1/courses").status_code == 405
