"""From sheets to a result: exact means, the boundaries at 70 % and 2/3, one re-evaluation."""

from __future__ import annotations

import random
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum_rules.accreditation.outcome import FAILED, PASSED, PRELIMINARY, RESULTS, outcome
from baeum_rules.accreditation.scoring import Item, Mean, Missing, Sheet, Unscored, means
from baeum_rules.accreditation.sentences import explained, explained_item, shown
from baeum_rules.parameters import law_folder, load_law

ON = date(2026, 11, 26)
SIX = tuple(Item(f"item_{number}", 20) for number in range(6))
FIVE = SIX[:5]


def mean_of(*values: int | Fraction, items: tuple[Item, ...] = SIX) -> tuple[Mean, ...]:
    return tuple(Mean(item, Fraction(value)) for item, value in zip(items, values, strict=True))


def result(*values: int | Fraction, attempt: int = 1, items: tuple[Item, ...] = SIX) -> str:
    return outcome(mean_of(*values, items=items), attempt, ON).result


def test_every_item_at_exactly_70_percent_passes() -> None:
    assert result(14, 14, 14, 14, 14, 14) == PASSED
    assert result(14, 14, 14, 14, 14, Fraction(14) - Fraction(1, 1000)) == PRELIMINARY


def test_exactly_two_thirds_of_the_items_are_preliminary() -> None:
    assert result(14, 14, 14, 14, 0, 0) == PRELIMINARY
    assert result(14, 14, 14, 13, 20, 0) == PRELIMINARY
    assert result(20, 20, 20, 13, 13, 13) == FAILED
    assert result(14, 14, 14, 0, 0, items=FIVE) == FAILED  # 3 of 5 are less than 2/3
    assert result(14, 14, 14, 14, 0, items=FIVE) == PRELIMINARY
    assert outcome(mean_of(0, 0, 0, 0, 0, items=FIVE), 1, ON).needed == 4


def test_there_is_one_re_evaluation() -> None:
    assert result(14, 14, 14, 14, 14, 13, attempt=1) == PRELIMINARY
    assert result(14, 14, 14, 14, 14, 13, attempt=2) == FAILED
    assert result(14, 14, 14, 14, 14, 14, attempt=2) == PASSED


def test_points_of_items_differ() -> None:
    items = (Item("a", 30), Item("b", 7), Item("c", 1))
    found = outcome(mean_of(21, Fraction(49, 10), 1, items=items), 1, ON)
    assert [one.needed for one in found.items] == [21, Fraction(49, 10), Fraction(7, 10)]
    assert found.result == PASSED


def test_the_mean_is_exact() -> None:
    sheets = [Sheet("a", {"x": 14}), Sheet("b", {"x": 14}), Sheet("c", {"x": 13})]
    found = means([Item("x", 20)], ["a", "b", "c"], sheets)
    assert found == (Mean(Item("x", 20), Fraction(41, 3)),)
    assert outcome(found, 1, ON).result == FAILED  # type: ignore[arg-type]


def test_a_missing_sheet_is_no_zero() -> None:
    sheets = [Sheet("b", {"x": 20})]
    found = means([Item("x", 20)], ["a", "b", "c"], sheets)
    assert found == Missing((Unscored("a", "", None), Unscored("c", "", None)))


def test_everything_in_the_way_is_told_at_once() -> None:
    sheets = [Sheet("b", {"x": 21}), Sheet("a", {"y": -1})]
    found = means([Item("x", 20), Item("y", 10)], ["a", "b"], sheets)
    assert found == Missing(
        (Unscored("a", "x", None), Unscored("a", "y", -1), Unscored("b", "x", 21), Unscored("b", "y", None))
    )


@pytest.mark.parametrize(
    ("panel", "evaluators"),
    [([], []), (["a"], ["a", "a"]), (["a"], ["a", "b"])],
    ids=["nobody", "twice", "stranger"],
)
def test_sheets_are_of_the_panel(panel: list[str], evaluators: list[str]) -> None:
    with pytest.raises(ValueError, match="one sheet of each"):
        means([Item("x", 20)], panel, [Sheet(one, {"x": 1}) for one in evaluators])


scores = st.lists(st.lists(st.integers(0, 20), min_size=5, max_size=5), min_size=1, max_size=4)


def sheets_of(table: list[list[int]]) -> list[Sheet]:
    codes = [item.code for item in FIVE]
    return [Sheet(str(row), dict(zip(codes, one, strict=True))) for row, one in enumerate(table)]


def by_sheets(table: list[list[int]], attempt: int) -> str:
    sheets = sheets_of(table)
    found = means(FIVE, [sheet.evaluator for sheet in sheets], sheets)
    assert not isinstance(found, Missing)
    return outcome(found, attempt, ON).result


@given(scores, st.data(), st.sampled_from([1, 2]))
def test_raising_one_score_never_worsens_the_result(
    table: list[list[int]], data: st.DataObject, attempt: int
) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, 4))
    raised = [list(one) for one in table]
    raised[row][column] = data.draw(st.integers(table[row][column], 20))
    order = {name: place for place, name in enumerate(RESULTS)}
    assert order[by_sheets(raised, attempt)] <= order[by_sheets(table, attempt)]


@given(scores, st.randoms())
def test_the_order_of_sheets_does_not_matter(table: list[list[int]], shuffle: random.Random) -> None:
    sheets = sheets_of(table)
    panel = [sheet.evaluator for sheet in sheets]
    before = means(FIVE, panel, sheets)
    shuffle.shuffle(sheets)
    shuffle.shuffle(panel)
    assert means(FIVE, panel, sheets) == before


@given(scores)
def test_the_result_is_that_of_plain_counting(table: list[list[int]]) -> None:
    """In whole numbers alone: sum × 100 against 70 × points × sheets."""
    reached = sum(sum(column) * 100 >= 70 * 20 * len(table) for column in zip(*table, strict=True))
    expected = PASSED if reached == 5 else PRELIMINARY if reached * 3 >= 2 * 5 else FAILED
    assert by_sheets(table, 1) == expected


def test_the_numbers_are_those_of_the_day(tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(law_folder(), folder)
    file = folder / "llas" / "accreditation.toml"
    text = file.read_text(encoding="utf-8")
    later = "[[accreditation.pass_share.versions]]\nsince = 2027-03-01\nvalue = 65\n"
    later += 'clause = "llas.plan.criteria"\n\n'
    at = text.index("[accreditation.preliminary_share]")
    file.write_text(text[:at] + later + text[at:], encoding="utf-8")
    law, found = load_law(folder), mean_of(13, 13, 13, 13, 13, 13)
    assert outcome(found, 1, date(2027, 2, 28), law).result == FAILED
    assert outcome(found, 1, date(2027, 3, 1), law).result == PASSED


def test_a_result_says_why() -> None:
    found = outcome(mean_of(14, 14, 14, 14, Fraction(41, 3), 0), 1, ON)
    assert explained(found, ON, "ko").startswith(
        "6개 항목 가운데 4개가 배점의 70%에 이르렀습니다. 2/3 이상(4개)"
    )
    assert "4 of 6 items" in explained(found, ON, "en")
    assert explained_item(found.items[4], ON, "ko") == "평균 13.66…점 < 14점 (배점 20점의 70%)"
    assert explained_item(found.items[0], ON, "en") == "mean 14 ≥ 14 (70 % of 20 points)"
    assert "only 1 re-evaluation" in explained(outcome(mean_of(14, 14, 14, 14, 14, 0), 2, ON), ON, "en")
    assert "All 6 items" in explained(outcome(mean_of(14, 14, 14, 14, 14, 14), 2, ON), ON, "en")
    assert "Preliminary accreditation needs" in explained(outcome(mean_of(0, 0, 0, 0, 0, 0), 1, ON), ON, "en")
    assert load_law().source(found.clause)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(14), "14"),
        (Fraction(27, 2), "13.5"),
        (Fraction(41999, 3000), "13.99…"),
        (Fraction(5, 4), "1.25"),
    ],
)
def test_a_mean_is_never_shown_rounded_up(value: str, text: str) -> None:
    assert shown(Fraction(value)) == text
