"""Days are counted in one place, and every sum can be followed."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum_rules.parameters import law_folder, load_law
from baeum_rules.working_days import (
    HOLIDAY,
    WEEKEND,
    Skipped,
    counted,
    due,
    holidays,
    months_later,
    working_day,
)

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def test_working_days_pass_over_weekends_and_holidays() -> None:
    assert working_day(date(2026, 9, 23), 1) == date(2026, 9, 28)  # Chuseok Thursday to Saturday
    assert working_day(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert working_day(date(2026, 11, 27), 0) == date(2026, 11, 27)


def test_a_sum_names_the_days_it_passed_over() -> None:
    found = due("account.correction.working_days", date(2026, 12, 24))
    assert (found.base, found.amount, found.unit) == (date(2026, 12, 24), 7, "working_days")
    assert found.on == date(2027, 1, 6)
    assert found.skipped == (
        Skipped(date(2026, 12, 25), HOLIDAY),
        Skipped(date(2026, 12, 26), WEEKEND),
        Skipped(date(2026, 12, 27), WEEKEND),
        Skipped(date(2027, 1, 1), HOLIDAY),
        Skipped(date(2027, 1, 2), WEEKEND),
        Skipped(date(2027, 1, 3), WEEKEND),
    )
    assert load_law().source(found.clause) and found.reading and found.unknown_years == ()


def test_a_year_without_holidays_is_named() -> None:
    found = due("account.correction.working_days", date(2027, 12, 28))
    assert found.on.year == 2028 and found.unknown_years == (2028,)


def test_calendar_days_pass_over_nothing() -> None:
    found = due("account.correction.days", date(2026, 9, 23))
    assert (found.on, found.skipped, found.unit) == (date(2026, 10, 3), (), "days")


def test_what_counts_no_time_is_a_fault() -> None:
    with pytest.raises(ValueError, match=r"account\.most_credits"):
        due("account.most_credits", date(2026, 1, 1))


def test_weeks_months_and_years(tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(law_folder(), folder)
    file = folder / "llas" / "account.toml"
    text = file.read_text(encoding="utf-8")
    begin = text.index("[account.correction.days]")
    for unit, on in (
        ("weeks", date(2026, 2, 9)),
        ("months", date(2026, 11, 30)),
        ("years", date(2036, 1, 31)),
    ):
        changed = text[begin:].replace('unit = "days"', f'unit = "{unit}"', 1)
        if unit == "weeks":
            changed = changed.replace("value = 10", "value = 1\n# ", 1)
        file.write_text(text[:begin] + changed, encoding="utf-8")
        load_law.cache_clear()
        base = date(2026, 2, 2) if unit == "weeks" else date(2026, 1, 31)
        assert due("account.correction.days", base, load_law(folder)).on == on
    load_law.cache_clear()


@pytest.mark.parametrize(
    ("base", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 2, date(2027, 1, 30)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
    ],
)
def test_months_end_in_shorter_months(base: date, months: int, then: date) -> None:
    assert months_later(base, months) == then


@given(DAYS, st.integers(1, 40))
def test_the_days_between_are_counted_or_skipped(base: date, count: int) -> None:
    on, skipped = counted(base, count)
    assert (on - base).days == count + len(skipped)
    assert on.weekday() < 5 and on not in holidays(load_law().folder)
    assert counted(base, count + 1)[0] > on
    assert all(one.day.weekday() >= 5 or one.why == HOLIDAY for one in skipped)
    assert counted(base - timedelta(1), count)[0] <= on
