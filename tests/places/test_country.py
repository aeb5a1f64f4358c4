"""The regions of a day, read without a database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from baeum.places.country import MUNICIPALITY, PROVINCE, current_code, regions_on, rows_in

ON = date(2026, 11, 1)


def test_every_municipality_lies_in_a_province_of_its_day() -> None:
    for on in (date(2023, 6, 10), date(2023, 7, 1), ON):
        there = regions_on(on)
        assert len([one for one in there.values() if one.kind == PROVINCE]) == 17
        municipalities = [one for one in there.values() if one.kind == MUNICIPALITY]
        assert len(municipalities) > 220
        assert all(there[one.parent].kind == PROVINCE for one in municipalities)


@pytest.mark.parametrize(
    ("code", "now"),
    [("11680",) * 2, ("42110", "51110"), ("42", "51"), ("47720", "27720"), ("41111", "41110"), ("99", "")],
)
def test_the_code_of_today(code: str, now: str) -> None:
    assert current_code(code, ON) == now


def test_a_code_of_its_own_day() -> None:
    assert current_code("42110", date(2023, 6, 10)) == "42110"


def test_a_wrong_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('municipalities = "x.tsv"\n', encoding="utf-8")
    with pytest.raises(OSError, match=r"x\.tsv"):
        rows_in(tmp_path / "x.toml", "place")
    (tmp_path / "x.tsv").write_text("code\tko\tbegins\n1\t가\tyesterday\n", encoding="utf-8")
    with pytest.raises(ValueError, match="yesterday"):
        rows_in(tmp_path / "x.toml", "place")
