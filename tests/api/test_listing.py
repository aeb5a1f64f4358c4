"""The list of an office's lines: whole, in stable pages, filtered, in few queries."""

from __future__ import annotations

from typing import Any

import pytest

from cast import Cast

from .conftest import System, account, register, training

pytestmark = pytest.mark.django_db


def deposit(system: System, number: str, count: int, start: int = 0) -> list[int]:
    """Ids of so many new lines."""
    made = []
    for place in range(start, start + count):
        answer = system.deposit(training(number, title=f"학습 {place}"), f"k{place}")
        assert answer.status_code == 201
        made.append(answer.json()["id"])
    return made


def walk(system: System, query: str = "limit=3", meanwhile: Any = lambda: None) -> list[int]:
    """The ids of all pages; between two pages something happens."""
    found: list[int] = []
    cursor = ""
    while True:
        page = system.get(f"/deposits?{query}{cursor and '&cursor=' + cursor}").json()
        found += [one["id"] for one in page["items"]]
        if not page["next"]:
            return found
        cursor = page["next"]
        meanwhile()


def test_pages_are_stable_while_lines_are_added(system: System, nari: str) -> None:
    before = deposit(system, nari, 10)
    added = iter(range(10, 100))
    found = walk(system, meanwhile=lambda: deposit(system, nari, 2, next(added) * 2))
    assert found == before[::-1]
    assert len(walk(system)) > len(before)


def test_a_cursor_is_of_one_client_and_one_list(cast: Cast, system: System, nari: str) -> None:
    deposit(system, nari, 3)
    cursor = system.get("/deposits?limit=1").json()["next"]
    assert system.get(f"/deposits?limit=2&cursor={cursor}").status_code == 200
    other = register(cast).sign_in()  # of the same office
    for answer in (
        other.get(f"/deposits?cursor={cursor}"),
        system.get(f"/deposits?cursor={cursor}&kind=book"),
        system.get(f"/deposits?cursor={cursor}x"),
        system.get("/deposits?cursor=1"),
    ):
        assert answer.status_code == 400
        assert answer.json()["type"].endswith("/api/problems/cursor-refused/")


def test_filters(cast: Cast, system: System, nari: str) -> None:
    dowon = account(cast, "dowon").learner_number
    system.deposit(training(nari, kind="book", happened_on="2026-01-05", happened_from=None), "1")
    line = system.deposit(training(dowon, "dowon", title="둘"), "2").json()["id"]
    system.post(f"/deposits/{line}/reversal", {"reason": "잘못"})

    def count(query: str) -> int:
        return len(system.get(f"/deposits?{query}").json()["items"])

    assert count("") == 3
    assert count("kind=book") == 1
    assert count(f"learner_number={dowon}") == 2
    assert count("learner_number=L0000000000") == 0
    assert count("act=reversal") == 1
    assert count("part=special_note") == 3
    assert count("part=schooling") == 0
    assert count("standing=institution_confirmed") == 3
    assert count("happened_since=2026-02-01") == 2
    assert count("happened_until=2026-02-01") == 1
    assert count("recorded_since=2026-01-01T00:00:00%2B09:00") == 3
    assert count("recorded_since=2999-01-01T00:00:00Z") == 0


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=x",
        "limit=1e3",
        "learner_number=1",
        "kind=%00",
        "happened_since=2026",
        "cursor=",
    ],
)
def test_a_wrong_filter_is_named(system: System, query: str) -> None:
    answer = system.get(f"/deposits?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_the_number_of_queries_does_not_grow_with_the_lines(
    system: System, nari: str, django_assert_num_queries: Any
) -> None:
    deposit(system, nari, 1)
    with django_assert_num_queries(QUERIES):
        system.get("/deposits")
    deposit(system, nari, 3, 1)
    with django_assert_num_queries(QUERIES):
        system.get("/deposits")


QUERIES = 9
