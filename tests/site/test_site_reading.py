"""What people type, read without guessing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from baeum.calculator import reading
from baeum_rules.recognition.document import parse


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026.11.21.", "2026-11-21"),
        ("2026. 11. 21.", "2026-11-21"),
        ("2026.1.2", "2026-01-02"),
        ("20261121", "2026-11-21"),
        ("2026-02-30", "2026-02-30"),  # not a day: the rules say so
        ("26.11.21", "26.11.21"),
        ("어제", "어제"),
        ("99999999", "9999-99-99"),
        ("２０２６1121", "２０２６1121"),
    ],
)
def test_days(typed: str, read: str) -> None:
    assert reading.day(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3", 3),
        ("59.9", Decimal("59.9")),
        ("95 %", 95),
        ("88점", 88),
        ("-1", "-1"),
        ("1e9", "1e9"),
        ("NaN", "NaN"),
    ],
)
def test_numbers(typed: str, read: Any) -> None:
    found = reading.number(typed)
    assert found == read
    assert type(found) is type(read)


def test_exact_numbers_are_written_digit_by_digit() -> None:
    document = {"a": [Decimal("59.90"), 1, True, None], "b": "0-0", "나": Decimal("1E+309")}
    text = reading.write(document)
    assert text == '{"a":[59.90,1,true,null],"b":"0-0","나":1E+309}'
    assert parse(text) == document


def test_what_is_shown_can_be_typed_back() -> None:
    for found in (3, Decimal("59.90"), True, "글"):
        assert reading.shown(found) in ("3", "59.90", "true", "글")
    assert reading.shown(None) == ""
