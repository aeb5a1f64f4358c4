"""Five years, and how an accreditation stands on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum_rules.accreditation.sentences import explained_due
from baeum_rules.accreditation.validity import (
    APPROVED_ON,
    CANCELLED,
    EXPIRED,
    NOT_YET,
    NOTIFIED_ON,
    VALID,
    counts_from,
    inspected_from,
    renewed_from,
    standing_on,
    validity,
)
from baeum_rules.working_days import due


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2010, 6, 1), date(2015, 5, 31)),
        (date(2010, 6, 15), date(2015, 6, 14)),
        (date(2026, 11, 30), date(2031, 11, 29)),
        (date(2011, 1, 1), date(2015, 12, 31)),
        (date(2012, 2, 29), date(2017, 2, 28)),
        (date(2012, 3, 1), date(2017, 2, 28)),
        (date(2015, 3, 1), date(2020, 2, 29)),
    ],
)
def test_five_years(first: date, last: date) -> None:
    found = validity(first)
    assert (found.from_day, found.until) == (first, last)


def test_it_counts_from_the_approval_in_2010_and_from_the_notice_now() -> None:
    assert validity(date(2010, 6, 1)).counts_from == counts_from(date(2010, 6, 1)) == APPROVED_ON
    assert counts_from(date(2026, 3, 23)) == APPROVED_ON and counts_from(date(2026, 3, 24)) == NOTIFIED_ON


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)))
def test_it_holds_from_its_first_to_its_last_day(first: date) -> None:
    until = validity(first).until
    one = timedelta(1)
    assert standing_on(first - one, first, until) == NOT_YET
    assert standing_on(first, first, until) == standing_on(until, first, until) == VALID
    assert standing_on(until + one, first, until) == EXPIRED
    assert inspected_from(first) < until and renewed_from(until, first) < until
    assert 1824 <= (until - first).days <= 1826


def test_cancelled_from_its_day_on() -> None:
    first, until, cancelled = date(2026, 1, 1), date(2030, 12, 31), date(2027, 5, 5)
    assert standing_on(date(2027, 5, 4), first, until, cancelled) == VALID
    assert standing_on(cancelled, first, until, cancelled) == CANCELLED
    assert standing_on(date(2032, 1, 1), first, until, cancelled) == CANCELLED


def test_inspections_begin_with_the_fourth_year() -> None:
    assert inspected_from(date(2010, 6, 1)) == date(2013, 6, 1)
    assert renewed_from(date(2015, 5, 31), date(2014, 6, 1)) == date(2014, 5, 31)


def test_a_due_date_is_told_with_its_sum() -> None:
    found = due("accreditation.clock.municipality", date(2026, 12, 23))
    text = explained_due(found, "ko")
    assert text.startswith(
        "2026-12-23 + 5근무일 = 2026-12-31 (세지 않은 날: 2026-12-25 공휴일, 2026-12-26 주말"
    )
    assert explained_due(found, "en").startswith("2026-12-23 + 5 working days = 2026-12-31 (days not counted")
    notice = due("accreditation.clock.notice", date(2026, 12, 23))
    assert explained_due(notice, "en") == "2026-12-23 + 7 days = 2026-12-30" and not notice.reading
    late = due("accreditation.clock.municipality", date(2027, 12, 29))
    assert explained_due(late, "ko").endswith("2028년의 공휴일은 자료에 없어 주말만 빼고 셌습니다.")
