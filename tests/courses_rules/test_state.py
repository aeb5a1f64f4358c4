"""The state of an offering, on each side of every boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baeum_rules.courses.state import CALLED_OFF, CLOSED, ENDED, OPEN, PLANNED, RUNNING, Days, state_on

DAY = timedelta(1)
APPLY, LAST_APPLY = date(2026, 2, 1), date(2026, 2, 20)
BEGINS, ENDS = date(2026, 3, 2), date(2026, 6, 30)
DAYS = Days(BEGINS, ENDS, APPLY, LAST_APPLY)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (APPLY - DAY, PLANNED),
        (APPLY, OPEN),
        (LAST_APPLY, OPEN),
        (LAST_APPLY + DAY, CLOSED),
        (BEGINS - DAY, CLOSED),
        (BEGINS, RUNNING),
        (ENDS, RUNNING),
        (ENDS + DAY, ENDED),
    ],
)
def test_each_boundary_day(on: date, state: str) -> None:
    assert state_on(DAYS, on) == state


def test_called_off_is_that_from_its_day_on_whatever_else() -> None:
    off = DAYS._replace(called_off_on=LAST_APPLY)
    assert state_on(off, LAST_APPLY - DAY) == OPEN
    for on in (LAST_APPLY, BEGINS, ENDS + DAY):
        assert state_on(off, on) == CALLED_OFF


def test_open_beyond_the_first_day_while_applications_are_taken() -> None:
    rolling = DAYS._replace(application_ends=BEGINS + DAY)
    assert [state_on(rolling, BEGINS + days * DAY) for days in (0, 1, 2)] == [OPEN, OPEN, RUNNING]


def test_closed_early_is_closed_until_it_begins() -> None:
    closed = DAYS._replace(closed_on=date(2026, 2, 10))
    assert state_on(closed, date(2026, 2, 9)) == OPEN
    assert state_on(closed, date(2026, 2, 10)) == CLOSED
    assert state_on(closed, BEGINS - DAY) == CLOSED
    assert state_on(closed, BEGINS) == RUNNING
    assert state_on(DAYS._replace(closed_on=APPLY - 9 * DAY), APPLY - DAY) == CLOSED


def test_days_that_were_not_published() -> None:
    bare = Days(BEGINS)
    assert [state_on(bare, on) for on in (date.min, BEGINS - DAY, BEGINS, date.max)] == [
        OPEN,
        OPEN,
        RUNNING,
        RUNNING,
    ]
    no_end = Days(BEGINS, ENDS, APPLY)
    assert [state_on(no_end, on) for on in (APPLY - DAY, APPLY, BEGINS - DAY, BEGINS)] == [
        PLANNED,
        OPEN,
        OPEN,
        RUNNING,
    ]
