"""First days of years and semesters may change with a day, like any other value of the law."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.changes import Change
from baeum_rules.parameters import load_law
from baeum_rules.recognition import audit
from baeum_rules.recognition.blocked import days_of
from baeum_rules.recognition.examples import whole_case
from baeum_rules.recognition.thresholds import thresholds_of
from baeum_rules.recognition.windows import window_of

SINCE = date(2028, 1, 1)
LAW = load_law().changed(
    [
        Change("window.year.start", SINCE, "01-01", "opreg.3.3.1"),
        Change("window.semester_2.start", SINCE, "07-01", "opreg.3.3.2"),
    ]
)
STARTS = thresholds_of(LAW).windows


@pytest.mark.parametrize(
    ("day", "window"),
    [
        ("2027-02-28", (2026, 2)),
        ("2027-03-01", (2027, 1)),
        ("2027-08-31", (2027, 1)),
        ("2027-12-31", (2027, 2)),  # cut short: the next year begins earlier
        ("2028-01-01", (2028, 1)),
        ("2028-06-30", (2028, 1)),
        ("2028-07-01", (2028, 2)),
        ("2028-12-31", (2028, 2)),
        ("2029-01-01", (2029, 1)),
    ],
)
def test_the_window_of_a_day(day: str, window: tuple[int, int]) -> None:
    assert window_of(date.fromisoformat(day).toordinal(), STARTS) == window
    first, last = days_of(STARTS, *window)
    assert first <= day <= last
    year = days_of(STARTS, window[0])
    assert year[0] <= first and last <= year[1]


def test_windows_follow_each_other_without_gap() -> None:
    for year in range(2024, 2032):
        (_, last), (first, _) = days_of(STARTS, year), days_of(STARTS, year + 1)
        assert date.fromisoformat(first).toordinal() - date.fromisoformat(last).toordinal() == 1
    assert days_of(STARTS, 2027) == ("2027-03-01", "2027-12-31")
    assert days_of(STARTS, 2028, 2) == ("2028-07-01", "2028-12-31")


def test_the_limit_of_a_year_follows() -> None:
    """Five courses of 12 credits in 2028: two years by the old days, one by the new."""
    days = ("2028-02-20", "2028-03-20", "2028-05-20", "2028-08-20", "2028-11-20")
    course = {"source": "accredited_course", "credits": 12}
    records = [course | {"id": f"c{n}", "ended_on": day} for n, day in enumerate(days)]
    case = whole_case({"records": records, "case": {"as_of": "2029-01-31"}})
    assert audit(case)["totals"]["recognised"] == 48  # 12 of 2027, 36 of 2028: the year's 42
    assert audit(case, LAW)["totals"]["recognised"] == 36
