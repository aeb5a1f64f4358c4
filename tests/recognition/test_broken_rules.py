"""A rule broken on purpose makes a worked example fail: every comparison of the eligibility rules, and every
number and date of the law that recognition looks up, each moved by one."""

from __future__ import annotations

import ast
import inspect
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest
from benchmarks.engine import differences as differences_to
from tests.oracle.brute import solve
from tests.oracle.cases import tiny_case

from baeum_rules.recognition import audit, counting, decision, eligibility, judging
from baeum_rules.recognition.examples import Example, examples
from baeum_rules.recognition.thresholds import Thresholds, thresholds_of

from .expectations import differences

EXAMPLES = list(examples())
OTHER = {
    ast.GtE: ast.Gt,
    ast.Gt: ast.GtE,
    ast.LtE: ast.Lt,
    ast.Lt: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
# left_on, valid_until and days of degrees are -1 or the ordinal of a day, never 0
EQUIVALENT = {
    "refused_by: standing.bdes_degree >= 0",
    "standing_of: latest < 0",
    "university_left: left_on >= 0",
    "certificate_validity: valid_until < 0",
    "certificate_validity: acquired_on >= valid_from",  # no row of the table has a first day; see below
}


def first_failure() -> str:
    """The first example whose answer is not as expected, or that has none; "" if all are well."""
    return next((one.id for one in EXAMPLES if is_wrong(one)), "")


def first_disagreement() -> str:
    """The first random case whose answer is not that of the oracle; "" if all agree."""
    return next((f"seed {seed}" for seed, case, truth in enumerated() if is_other(case, truth)), "")


@lru_cache(maxsize=1)
def enumerated() -> list[tuple[int, dict[str, Any], dict[str, Any]]]:
    """Random cases with the oracle's answers: how classes are changed needs more cases than the examples."""
    cases = ((seed, tiny_case(random.Random(seed), most=5)) for seed in range(300))
    return [(seed, case, solve(case)) for seed, case in cases]


def is_other(case: dict[str, Any], truth: dict[str, Any]) -> bool:
    try:
        return bool(differences_to(case, truth))
    except Exception:
        return True


def is_wrong(example: Example) -> bool:
    try:
        return bool(differences(example, audit(example.case)))
    except Exception:  # whatever a broken rule does to its figures
        return True


def broken_twins() -> Iterator[tuple[str, str, str]]:
    """(what is broken, function, source of its twin) of every comparison and connective."""
    functions = [
        named
        for module in (eligibility, judging, counting)
        for named in inspect.getmembers(module, inspect.isfunction)
        if named[1].__module__ == module.__name__
    ]
    for name, function in functions:
        source = inspect.getsource(function)
        count = sum(isinstance(node, ast.Compare | ast.BoolOp) for node in ast.walk(ast.parse(source)))
        for number in range(count):
            tree = ast.parse(source)
            nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Compare | ast.BoolOp)]
            node = nodes[number]
            what = f"{name}: {ast.unparse(node)}"
            if isinstance(node, ast.Compare):
                node.ops[0] = OTHER[type(node.ops[0])]()
            else:
                node.op = OTHER[type(node.op)]()
            yield what, name, ast.unparse(tree)


TWINS = list(broken_twins())


def test_all_is_well_unbroken() -> None:
    assert first_failure() == first_disagreement() == ""
    assert len(TWINS) >= 20
    assert {what for what, _, _ in TWINS} >= EQUIVALENT


@pytest.mark.parametrize(("what", "name", "source"), TWINS, ids=[what for what, _, _ in TWINS])
def test_broken_comparison(monkeypatch: pytest.MonkeyPatch, what: str, name: str, source: str) -> None:
    modules = [module for module in (eligibility, counting, judging, decision) if hasattr(module, name)]
    space: dict[str, Any] = dict(vars(modules[0]))
    exec(compile(source, "<twin>", "exec"), space)
    for module in modules:  # where it is called from too
        monkeypatch.setattr(module, name, space[name])
    failed = first_failure() or first_disagreement()
    assert (failed == "") == (what in EQUIVALENT), f"{what}: {failed or 'no example fails, no case differs'}"


def test_the_first_day_of_an_accreditation_is_within_it() -> None:
    assert eligibility.certificate_validity(10, 10, -1)
    assert not eligibility.certificate_validity(9, 10, -1)


def looked_up() -> list[tuple[str, int]]:
    """Every value that the examples make recognition look up, by name and version."""
    thresholds = thresholds_of(None)
    first_failure()
    known = thresholds._versions
    return [(name, number) for name in sorted(known) for number in range(len(known[name][1]))]


def moved(value: Any, by: int) -> Any:
    """A value one further: a number, an ordinal, a month and day, or the letter beside it."""
    if isinstance(value, int):
        return value + by
    if value[2:3] == "-":
        day = date.fromisoformat(f"2026-{value}") + timedelta(by)
        return day.isoformat()[5:]
    letters = ["F", "D-", "D", "D+"]
    return letters[letters.index(value) + by]


def is_number(value: Any) -> bool:
    return isinstance(value, int) or value[2:3] == "-" or value == "D-"


VALUES = looked_up()


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize(("name", "number"), VALUES, ids=[f"{name}#{number}" for name, number in VALUES])
def test_moved_number(monkeypatch: pytest.MonkeyPatch, name: str, number: int, by: int) -> None:
    thresholds = thresholds_of(None)
    since, values = thresholds._versions[name]
    if is_number(values[number]) and (values[number], by) != (0, -1) and not is_before_the_rule(name, number):
        others = [moved(value, by) if at == number else value for at, value in enumerate(values)]
        patch(monkeypatch, thresholds, name, since, others)
        assert first_failure(), f"{name} = {others[number]} fails no example"
        monkeypatch.undo()
    if number and len(set(map(str, values))) > 1:
        days = [day + by if at == number else day for at, day in enumerate(since)]
        patch(monkeypatch, thresholds, name, days, values)
        assert first_failure(), f"{name} since a day {'later' if by > 0 else 'earlier'} fails no example"


def is_before_the_rule(name: str, number: int) -> bool:
    """Needs of days when the degree did not exist: the data repeat the later figure, with a note."""
    return name.startswith("requirement.") and number < len(thresholds_of(None)._versions[name][1]) - 1


def patch(
    monkeypatch: pytest.MonkeyPatch, thresholds: Thresholds, name: str, since: list[int], values: list[Any]
) -> None:
    """Give a name other versions; the two dates that are read once are read again, and so are the numbers."""
    monkeypatch.setitem(thresholds._versions, name, (since, values))
    monkeypatch.setattr(thresholds, "numbers", None)
    starts = thresholds.windows
    if name.startswith("window.") and name.endswith(".start"):
        day = int(values[0][:2]) * 100 + int(values[0][3:])
        field = "year" if name == "window.year.start" else "second_semester"
        monkeypatch.setattr(thresholds, "windows", starts._replace(**{field: day}))
