"""Quarters, degree windows, the countdown, 75 days and the 15th (facts 4.2, D12, D13)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum_rules.claims.path import ASKS
from baeum_rules.claims.sentences import explained, window_name
from baeum_rules.claims.windows import (
    ALWAYS,
    DEGREE,
    QUARTER,
    Window,
    conferral_window,
    countdown,
    cutoff,
    latest_registration,
    lead,
    next_window,
    way_of,
    window_on,
    windows_of,
)

DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))


def test_the_quarters_of_a_year_the_first_of_which_began_the_year_before() -> None:
    assert [(one.name, one.opens, one.closes) for one in windows_of(QUARTER, 2027)] == [
        ("2027-Q1", date(2026, 12, 15), date(2027, 1, 31)),
        ("2027-Q2", date(2027, 4, 1), date(2027, 4, 30)),
        ("2027-Q3", date(2027, 6, 15), date(2027, 7, 31)),
        ("2027-Q4", date(2027, 10, 1), date(2027, 10, 31)),
    ]


def test_degree_windows_are_named_by_their_conferral() -> None:
    assert conferral_window("2027-02") == Window("2027-02", date(2026, 12, 15), date(2027, 1, 15))
    assert conferral_window("2026-08") == Window("2026-08", date(2026, 6, 15), date(2026, 7, 15))
    assert [one.name for one in windows_of(DEGREE, 2027)] == ["2027-02", "2027-08"]
    with pytest.raises(KeyError):
        conferral_window("2027-05")


@pytest.mark.parametrize(
    ("on", "open_", "name", "days"),
    [
        (date(2026, 10, 1), True, "2026-Q4", 30),
        (date(2026, 10, 31), True, "2026-Q4", 0),
        (date(2026, 11, 1), False, "2027-Q1", 44),
        (date(2026, 12, 15), True, "2027-Q1", 47),
        (date(2027, 1, 31), True, "2027-Q1", 0),
        (date(2027, 2, 1), False, "2027-Q2", 59),
    ],
)
def test_the_countdown(on: date, open_: bool, name: str, days: int) -> None:
    found = countdown("recognition", on)
    assert found.window is not None
    assert (found.open, found.window.name, found.days) == (open_, name, days)


def test_every_kind_has_a_way() -> None:
    ways = {kind: way_of(kind, date(2026, 11, 26)) for kind in ASKS}
    assert ways["degree"] == DEGREE and ways["recognition"] == QUARTER and ways["school_level"] == ALWAYS
    found = countdown("re_examination", date(2026, 11, 26))
    assert found.open and found.window is None
    assert explained(found, "en") == "It can be submitted at any time."


def test_75_days_before_the_last_day_of_the_window() -> None:
    last = latest_registration("2027-02")
    assert last == date(2026, 11, 1)
    assert lead(last, "2027-02").enough and lead(last, "2027-02").days == 75
    late = lead(last + timedelta(1), "2027-02")
    assert not late.enough and (late.days, late.needed) == (74, 75)
    assert not lead(date(2027, 1, 15) - timedelta(70), "2027-02").enough  # D12


def test_learning_ends_by_the_15th() -> None:
    assert (cutoff("2027-02"), cutoff("2026-08")) == (date(2027, 1, 15), date(2026, 7, 15))


def test_in_words() -> None:
    closed = countdown("recognition", date(2026, 11, 26))
    assert (
        explained(closed, "en")
        == "It is not open now. Next is quarter 1 of 2027, from 2026-12-15 to 2027-01-31 (in 19 days)."
    )
    assert "19일 뒤" in explained(closed, "ko")
    assert window_name(conferral_window("2027-02"), "ko") == "2027년 2월 학위"
    assert window_name(conferral_window("2027-02"), "en") == "degree of 2027-02"


@given(DAYS, st.sampled_from([QUARTER, DEGREE]))
def test_a_day_is_in_a_window_or_before_one(on: date, way: str) -> None:
    inside, following = window_on(way, on), next_window(way, on)
    assert following.opens > on and (inside is None or inside.closes < following.opens)
    before = next_window(way, on - timedelta(400))
    assert before.opens <= on
    if inside is None:
        assert window_on(way, following.opens - timedelta(1)) is None or following.opens - timedelta(1) <= on


def test_the_next_window_is_never_the_one_that_is_open() -> None:
    assert next_window(QUARTER, date(2026, 10, 1)).name == "2027-Q1"
    assert next_window(DEGREE, date(2026, 12, 15)).name == "2027-08"
