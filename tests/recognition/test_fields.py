"""Numbers, dates and texts are read exactly, or not at all."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum_rules.recognition.fields import (
    Problem,
    one_of,
    read_conferral,
    read_date,
    read_flag,
    read_share,
    read_text,
    whole,
)

CODES: list[tuple[Any, Any, str]] = [
    (read_text, 3, "type.text"),
    (read_text, "가" * 501, "text.long"),
    (read_text, " \u3000", "text.empty"),
    (read_text, "a\x00b", "text.control"),
    (read_text, "a\ud800", "text.control"),
    (read_date, 20260101, "type.date"),
    (read_date, "2026-2-3", "date.format"),
    (read_date, "٢٠٢٦-٠١-٠١", "date.format"),
    (read_date, "2026-02-29", "date.calendar"),
    (read_date, "0000-01-01", "date.calendar"),
    (read_conferral, 2026, "type.conferral"),
    (read_conferral, "2026-03", "conferral.month"),
    (read_conferral, "0000-02", "conferral.month"),
    (read_flag, 1, "type.flag"),
    (read_share, True, "type.number"),
    (read_share, "59", "type.number"),
    (read_share, math.nan, "number.finite"),
    (read_share, Decimal("Infinity"), "number.finite"),
    (read_share, -0.001, "number.share"),
    (read_share, Decimal("100.0000000000000000000000000001"), "number.share"),
    (whole(1, 4), True, "type.whole"),
    (whole(1, 4), 3.0, "type.whole"),
    (whole(1, 4), 0, "number.range"),
    (whole(1, 4), 5, "number.range"),
    (one_of("a", "b"), "c", "choice"),
    (one_of("a", "b"), ["a"], "choice"),
]


@pytest.mark.parametrize(("check", "value", "code"), CODES)
def test_each_code(check: Any, value: Any, code: str) -> None:
    found = check(value)
    assert isinstance(found, Problem)
    assert found.code == code


def test_what_is_read() -> None:
    assert read_text("  가\u1100\u1161 ") == "가가"
    assert read_text("a\u200bb") == "a\u200bb"  # a format character is no control character
    assert read_date("2024-02-29") == 738945
    assert read_conferral("2027-08") == "2027-08"
    assert read_flag(False) is False
    assert whole(1, 4)(4) == 4
    assert one_of("a")("a") == "a"


@pytest.mark.parametrize(
    ("value", "two_thousandths"),
    [
        (60, 120000),
        (59.9, 119800),
        (Decimal("59.9"), 119800),
        (Decimal("59." + "9" * 40), 119999),
        (Decimal("60." + "0" * 40 + "1"), 120001),
        (Decimal("60.000"), 120000),
        (Decimal("6E1"), 120000),
        (Decimal("1E-50"), 1),
        (0, 0),
        (Decimal("-0"), 0),
        (100, 200000),
    ],
)
def test_shares_are_exact(value: Any, two_thousandths: int) -> None:
    assert read_share(value) == two_thousandths


@given(st.decimals(0, 100, places=3), st.integers(0, 100_000))
def test_thousandths_compare_as_numbers(share: Decimal, threshold: int) -> None:
    found = read_share(share)
    assert isinstance(found, int)
    assert (found >= 2 * threshold) == (share * 1000 >= threshold)


@given(st.floats(0, 100, allow_subnormal=False), st.integers(0, 100))
def test_floats_compare_as_written(share: float, threshold: int) -> None:
    found = read_share(share)
    assert isinstance(found, int)
    assert (found >= 2000 * threshold) == (Decimal(repr(share)) >= threshold)
