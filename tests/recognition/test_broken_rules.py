"""A rule broken on purpose makes a worked example fail: every comparison of the eligibility rules, and every
number and date of the law that recognition looks up, each moved by one."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from baeum_rules.recognition import audit, eligibility
from baeum_rules.recognition.examples import examples
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
    ast.And: ast.Or,
    ast.Or: ast.And,
}
# left_on and valid_until are -1 or the ordinal of a day, never 0
EQUIVALENT = {
    "university_left: left_on >= 0",
    "certificate_validity: valid_until < 0",
    "certificate_validity: acquired_on >= valid_from",  # no row of the table has a first day; see below
}


def first_failure() -> str:
    """The first example whose answer is not as expected; "" if all are."""
    return next((one.id for one in EXAMPLES if differences(one, audit(one.case))), "")


def broken_twins() -> Iterator[tuple[str, str, str]]:
    """(what is broken, function, source of its twin) of every comparison and connective."""
    for name, function in inspect.getmembers(eligibility, inspect.isfunction):
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
    assert first_failure() == ""
    assert len(TWINS) >= 20
    assert {what for what, _, _ in TWINS} >= EQUIVALENT


@pytest.mark.parametrize(("what", "name", "source"), TWINS, ids=[what for what, _, _ in TWINS])
def test_broken_comparison(monkeypatch: pytest.MonkeyPatch, what: str, name: str, source: str) -> None:
    space: dict[str, Any] = dict(vars(eligibility))
    exec(compile(source, "<twin>", "exec"), space)
    monkeypatch.setattr(eligibility, name, space[name])
    failed = first_failure()
    assert (failed == "") == (what in EQUIVALENT), f"{what}: {failed or 'no example fails'}"


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
    """Give a name other versions; the two dates that are read once are read again."""
    monkeypatch.setitem(thresholds._versions, name, (since, values))
    starts = thresholds.windows
    if name.startswith("window.") and name.endswith(".start"):
        day = int(values[0][:2]) * 100 + int(values[0][3:])
        field = "year" if name == "window.year.start" else "second_semester"
        monkeypatch.setattr(thresholds, "windows", starts._replace(**{field: day}))
