"""Small counts are not told, and nobody computes them from what is."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from tests.batch.impact.attack import Attack

from baeum_rules.batch.impact import report as reporting
from baeum_rules.batch.impact.adding_up import COUNTS, WIDEST, Sums, Tally, none
from baeum_rules.batch.impact.groups import AGE, APART, DEGREE, MAJOR, REGION, ROUTE, SOURCE
from baeum_rules.batch.impact.report import FEW, PARTS, report_of
from baeum_rules.batch.impact.withholding import SMALLEST, gathered, hidden, merged

CODES = {"bachelor": ("a", "b", "c", "d"), "associate_2y": ("a", "e"), "associate_3y": ("f", "g")}


def one(way: int, completed: bool, refused: int, by: int) -> Sums:
    """The sums of a single learner."""
    found = dict.fromkeys(COUNTS, 0) | {"learners": 1}
    found |= {"refused_more": int(refused > 0), "refused_fewer": int(refused < 0)}
    histograms = {"gains_by": np.zeros(2 * WIDEST + 1, int), "loses_by": np.zeros(2 * WIDEST + 1, int)}
    if way:
        name = "gains" if way > 0 else "loses"
        found |= {name: 1, "completes" if way > 0 else "no_longer": int(completed), f"{name}_remaining": by}
        histograms[f"{name}_by"][by + WIDEST] = 1
    return Sums(**found, **histograms)


def tally_of(draw: random.Random) -> Tally:
    """Learners with few groups large and many small, few of whom gain, lose, complete."""
    tally = Tally()
    share = draw.choice([0.02, 0.1, 0.5])
    for _ in range(draw.choice([3, 20, 60, 150])):
        way = draw.choice([1, -1]) if draw.random() < share else 0
        if draw.random() < 0.3:
            way = min(way, 0)
        sums = one(way, draw.random() < 0.4, draw.choice([0, 0, 0, way]), -way * draw.randint(0, 9))
        degree = draw.choices(list(CODES), (12, 3, 1))[0]
        keys = {REGION: draw.choice("PPPPQQQRRS"), AGE: draw.choice(("20", "30", "30", "80"))}
        keys |= {DEGREE: degree, ROUTE: draw.choice(("first", "first", "second"))}
        keys[MAJOR] = degree + APART + draw.choice(CODES[degree])
        tally.all = tally.all.with_(sums)
        for dimension, key in keys.items():
            groups = tally.groups[dimension]
            groups[key] = groups.get(key, none()).with_(sums)
        for source in ("certificate", "bdes_exam"):
            if draw.random() < share:
                tally.groups[SOURCE][source] = tally.groups[SOURCE][source].with_(sums)
    return tally


@pytest.mark.parametrize("seed", range(8))
def test_nothing_withheld_can_be_computed(seed: int) -> None:
    report = report_of(tally_of(random.Random(seed)))
    for name, (least, most) in Attack(report).ranges().items():
        assert most - least >= SMALLEST, name  # any of six numbers or more


def test_much_is_withheld_and_much_is_told() -> None:
    """Else the test above would say nothing."""
    reports = [report_of(tally_of(random.Random(seed))) for seed in range(40)]
    lines = [line for report in reports for rows in report.groups.values() for line in rows]
    among = [name in line.withheld for line in lines for name in ("gains", "completes", "refused_more")]
    assert 0.1 < sum(among) / len(among) < 0.9
    assert any(line.key == FEW for line in lines)


def test_no_count_told_is_small() -> None:
    for seed in range(200):
        report = report_of(tally_of(random.Random(seed)))
        lines = [report.all, *(line for rows in report.groups.values() for line in rows)]
        for line in lines:
            told = line.numbers
            for part in PARTS:
                cells = [told[name] for name in part.names if name]
                assert not any(cell and cell < SMALLEST for cell in cells if cell is not None), line
                whole = told[part.of]
                if "" in part.names and whole is not None and None not in cells:
                    rest = whole - sum(cells)
                    assert rest == 0 or rest >= SMALLEST, line
        for bars in report.by.values():
            assert all(bar.learners >= SMALLEST for bar in bars[:-1])
            assert sum(bar.learners for bar in bars) >= SMALLEST


@pytest.mark.parametrize(("broken", "seed"), [("hidden", 0), ("gathered", 0), ("blocks", 17)])
def test_each_step_is_needed(broken: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one of the steps the attack finds a number out: it can succeed."""

    def only_small(table: Any, *_: Any) -> list[set[int]]:
        return [{n for n, cell in enumerate(row) if 0 < cell < SMALLEST} for row in table]

    steps: dict[str, tuple[str, Any]] = {
        "hidden": ("hidden", only_small),
        "gathered": ("gathered", lambda _: set()),
        "blocks": ("_blocks", lambda rows, _: [list(range(len(rows)))]),
    }
    monkeypatch.setattr(reporting, *steps[broken])
    ranges = Attack(report_of(tally_of(random.Random(seed)))).ranges()
    assert any(least == most for least, most in ranges.values())


def test_small_groups_become_one_that_is_not_small() -> None:
    assert gathered([100, 3, 50, 7]) == {1, 3}
    assert gathered([100, 4, 4, 50]) == {1, 2}
    assert gathered([100, 1, 1, 50]) == {1, 2, 3}
    assert gathered([100, 0, 50]) == set()


def test_columns_whose_total_is_small_join_the_last() -> None:
    assert merged((3, 50, 900)) == {0, 2}
    assert merged((3, 50, 0)) == {0, 1}
    assert merged((1, 2, 900)) == {0, 1, 2}
    assert merged((0, 5, 900)) == set()


def test_a_second_row_hides_the_first_and_zeros_are_told() -> None:
    table = [(2, 0, 50), (9, 0, 40), (30, 0, 90)]
    assert hidden(table, set()) == [{0, 2}, {0, 2}, set()]
    assert hidden([(2, 0, 50), (9, 0, 40), (0, 6, 10)], set()) == [{0, 2}, {0, 2}, set()]
