"""Compiled copies of plain functions: what they reach, and when what was kept on disk holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numba
import pytest

from baeum_rules.batch.compiling import compiled, digest
from baeum_rules.batch.judging import judge_all
from baeum_rules.recognition import counting, days, eligibility, judging
from baeum_rules.recognition.days import ordinal_of, year_month_day

again = compiled.__wrapped__  # as in another process


def stats(dispatcher: Any) -> tuple[int, int]:
    """Found on disk, compiled."""
    return sum(dispatcher.stats.cache_hits.values()), sum(dispatcher.stats.cache_misses.values())


@pytest.fixture
def kept_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def test_a_copy_answers_as_the_function_does() -> None:
    for ordinal in (1, 59, 60, 61, 738_521, date.max.toordinal()):
        day = date.fromordinal(ordinal)
        assert compiled(ordinal_of)(day.year, day.month, day.day) == ordinal
        assert compiled(year_month_day)(ordinal) == year_month_day(ordinal)
    assert compiled(ordinal_of) is compiled(ordinal_of) and isinstance(ordinal_of(1, 1, 1), int)


def test_what_was_compiled_is_kept(kept_in: Path) -> None:
    first = again(ordinal_of)
    assert first(2026, 11, 26) == date(2026, 11, 26).toordinal() and stats(first) == (0, 1)
    assert list(kept_in.glob("*/*.nbc"))
    second = again(ordinal_of)
    assert second(2026, 11, 26) == first(2026, 11, 26) and stats(second) == (1, 0)


def test_a_changed_constant_is_compiled_anew(kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """numba itself would look at the file of the function alone, and answer by the old one."""
    first = again(ordinal_of)(2026, 11, 26)
    monkeypatch.setattr(days, "BEFORE_YEAR_1", days.BEFORE_YEAR_1 + 1)
    changed = again(ordinal_of)
    assert changed(2026, 11, 26) == first - 1 and stats(changed) == (0, 1) and kept_in


def another(score: int, minimum: int) -> bool:
    return score > minimum


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (judging, "accredited_score", another),  # a rule that is reached by way of others
        (judging, "LEAVE", 1),
        (counting, "STATED", (0, 1)),
        (eligibility, "OTHER_MAJOR", 2),
        (judging, "Standing", SimpleNamespace),
    ],
)
def test_the_stamp_is_of_all_that_is_reached(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, value: Any
) -> None:
    before = digest(judge_all)
    assert digest(judge_all) == before
    monkeypatch.setattr(module, name, value)
    assert digest(judge_all) != before
    monkeypatch.undo()
    assert digest(judge_all) == before


def test_a_default_and_a_number_within_are_of_the_stamp() -> None:
    def one(x: int, y: int = 1) -> int:
        return x + y + 5

    def two(x: int, y: int = 2) -> int:
        return x + y + 5

    def three(x: int, y: int = 1) -> int:
        return x + y + 6

    assert len({digest(one), digest(two), digest(three)}) == 3
