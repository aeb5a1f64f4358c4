"""The checker accepts what a batch answers, and finds each number that was altered."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.batch.flattening import nested
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.bits import rule_ids
from baeum_rules.batch.checking import ARITHMETIC, SOLVER, check_answer

Row = dict[str, Any]
DECLINED = rule_ids().index("learner.declined")


@pytest.fixture(scope="module")
def answered() -> list[tuple[dict[str, Any], Row]]:
    """Cases with the rows that a batch answers."""
    cases = [tiny_case(random.Random(seed)) for seed in range(300, 420)]
    cases += [large_case(random.Random(seed), "ordinary") for seed in range(40, 52)]
    cases += [large_case(random.Random(seed), "adversarial") for seed in range(40, 44)]
    rows = {row["learner"]: row for row in Auditor().audit(nested(cases)).answers.to_pylist()}
    return [(case, rows[f"L{place}"]) for place, case in enumerate(cases)]


def test_what_a_batch_answers_is_right(answered: list[tuple[dict[str, Any], Row]]) -> None:
    found = [check_answer(case, row) for case, row in answered]
    assert [one.wrong for one in found if one.wrong] == []
    assert {ARITHMETIC, SOLVER} <= {one.bound for one in found}


def _altered(row: Row) -> list[tuple[str, Row]]:
    """The row with one thing changed, in every way that there is."""
    found = [
        (name, row | {name: row[name] + 1}) for name in ("remaining", "lower", "upper", "recognised", "major")
    ]
    for place, line in enumerate(row["records"]):
        changes: list[Row] = []
        if line["verdict"] == "recognised":
            changes += [
                {"credits": 0, "class": None, "verdict": "not_chosen"},
                {"credits": line["credits"] + 1},
            ]
            changes += [
                {"class": other} for other in ("major_required", "liberal_arts") if other != line["class"]
            ]
        elif line["verdict"] == "refused":
            changes += [
                {"rules": line["rules"] ^ 1 << rule_ids().index("learner.declined")},
                {"verdict": "not_chosen"},
            ]
        for change in changes:
            lines = [*row["records"]]
            lines[place] = line | change
            found.append((f"{line['id']} {change}", row | {"records": lines}))
    return found


def test_whatever_is_altered_is_found(answered: list[tuple[dict[str, Any], Row]]) -> None:
    missed, tried = [], 0
    for case, row in answered[:60]:
        if not row["take_clash"]:
            for what, altered in _altered(row):
                tried += 1
                if not check_answer(case, altered, prove=False).wrong:
                    missed.append((row["learner"], what))
    assert tried > 400 and missed == []


def test_a_worse_selection_is_found_by_the_solver(answered: list[tuple[dict[str, Any], Row]]) -> None:
    for case, row in answered:
        if row["take_clash"] or row["remaining"] in (0, None) or row["holder"]:
            continue
        left_out = [line for line in row["records"] if line["verdict"] == "recognised"]
        if len(left_out) != len([line for line in row["records"] if line["verdict"] != "refused"]):
            continue
        only = [line if line["verdict"] == "refused" else _left_out(line) for line in row["records"]]
        zero = dict.fromkeys(("recognised", "major", "major_required", "liberal_arts", "eighteen"), 0)
        answer = check_answer(case | {"choices": {}}, row | zero | {"records": only, **_all_left(row)})
        assert "remaining: a selection leaves less to earn" in answer.wrong
        return
    pytest.fail("no case to try on")


def _left_out(line: Row) -> Row:
    return line | {"verdict": "not_chosen", "credits": 0, "class": None}


def _all_left(row: Row) -> dict[str, int]:
    return dict.fromkeys(("remaining", "lower", "upper"), row["total_need"])
