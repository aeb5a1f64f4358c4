"""The statement: newest first, fifty at a time, narrowed, as of a day, by what was known; few queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baeum.shared.clock import today

from .learners import Learner


def numbers(answer: Any) -> list[int]:
    return [int(n) for n in re.findall(r'id="line-(\d+)"', answer.content.decode())]


def test_newest_first_and_fifty_at_a_time(nari: Learner) -> None:
    for n in range(53):
        nari.enter(f"강좌 {n}")
    first = nari.get("statement/")
    assert numbers(first) == list(range(53, 3, -1))
    following = re.search(r'id="next" href="([^"]+)"', first.content.decode())
    assert following
    assert numbers(nari.get("statement/", following[1])) == [3, 2, 1]
    assert len(first.content) < 60 * 1024
    assert "53줄" in first.content.decode()  # the picture tells of all


def test_it_is_narrowed_by_part_kind_standing_office_period_and_state(nari: Learner) -> None:
    nari.enter("요리", happened_on=date(2015, 6, 30))
    nari.enter("글쓰기", kind="course", by="sora", happened_on=date(2020, 1, 1))
    nari.enter("토지", kind="book", happened_on=date(2022, 1, 1))
    nari.post("lines/1/reverse/", {"reason": "아닙니다"})
    office = nari.cast.office["hangang"].pk
    for query, found in {
        "?part=special_note": [4, 3, 1],
        "?kind=book": [3],
        "?standing=institution_confirmed": [2],
        f"?office={office}": [2],
        "?from=2020.1.1&until=20211231": [2],
        "?as_of=2019-12-31": [4, 1],
        "?state=stands": [3, 2],
        f"?known_by={today().isoformat()}": [4, 3, 2, 1],
        f"?known_by={(today() - timedelta(1)).isoformat()}": [],
        "?part=nothing&standing=nothing&office=x&before=x": [4, 3, 2, 1],
    }.items():
        assert numbers(nari.get("statement/", query)) == found, query


def test_a_filter_that_cannot_be_read_is_told(nari: Learner) -> None:
    answer = nari.get("statement/", "?from=어제&part=special_note")
    assert answer.status_code == 422 and "“어제”" in answer.content.decode()
    assert nari.get("statement/", "?from=%00&office=9999999999999999999999").status_code in (200, 422)


@pytest.mark.parametrize(
    "page", ["", "goal/", "statement/", "requests/", "looks/", "shares/", "deposit/", "proxies/"]
)
def test_a_list_asks_as_often_for_three_rows_as_for_one(nari: Learner, page: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert nari.get(page).status_code == 200
        return len(found)

    _one_more(nari, 0)
    queries()  # what is kept for the process is kept now
    once = queries()
    _one_more(nari, 1)
    _one_more(nari, 2)
    assert queries() == once


def _one_more(nari: Learner, n: int) -> None:
    """A line, a line of an office with a request, a share."""
    from baeum.people.acting import acting
    from baeum.people.services.look import look

    nari.enter(f"자료구조 {n}", kind="certificate", where="공단")
    number = nari.enter(f"글쓰기 {n}", kind="course", by="sora")
    nari.post(f"lines/{number}/request/", {"reason": "시간이 다릅니다."})
    nari.post("shares/new/", {"purpose": "지원", "ends": today().isoformat(), "line": [str(number)]})
    by = nari.cast.as_("inseo")
    with acting(by):
        look(nari.cast.person["nari"].id, by=by, reason="성적을 확인하려고")
    if n == 0:
        nari.post("goal/", {"g-degree": "bachelor", "g-route": "first", "g-major": "social-work"})


def test_somebody_elses_statement_is_not_there(nari: Learner, signed_in: Callable[[str], Any]) -> None:
    nari.enter("요리")
    path = f"/account/{nari.account}/statement/"
    assert signed_in("dowon").get(path).status_code == 404
    assert signed_in("boram").get(path).status_code == 200
