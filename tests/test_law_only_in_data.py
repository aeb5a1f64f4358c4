"""No number of the law stands in the code that decides: it belongs in ``law/``, with its date and clause."""

import ast
from pathlib import Path

import baeum_rules
from baeum_rules.parameters import load_law

PACKAGE = Path(baeum_rules.__file__).parent
# numbers that are not the law's: bits, radices, months of a year, limits of our own documents
OURS = {
    "fields.py": {1000, 500, 1200, 100, 4, 2, 3},  # sizes of a document, shares in per cent, stages
    "thresholds.py": {2000, 8},  # our unit, and how many laws are kept
    "document.py": {5_000_000},
    "windows.py": {100},
    "judging.py": {100},  # month * 100 + day
    "columns.py": {100},  # year * 100 + month
}
STEMS = (
    "eligibility", "judging", "counting", "refusals", "classes", "columns", "codes", "numbers", "limits",
    "build", "decision", "windows",
)  # fmt: skip
OURS_OF_PLANS = {100, 10}  # month * 100 + day; conferrals looked at


def numbers(path: Path) -> set[int]:
    """The whole numbers above 9 that stand in a file's code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 9
    }


def law_numbers() -> set[int]:
    law = load_law()
    return {
        version.value
        for name in law.names()
        for version in law.parameter(name).versions
        if isinstance(version.value, int) and version.value > 9
    }


def test_code_that_decides_holds_no_number_of_the_law():
    """Files of recognition that apply rules; heritage trainees' steps name their parameters by months."""
    of_law = law_numbers()
    named_by_months = {12, 24, 36}
    for stem in STEMS:
        name = f"{stem}.py"
        found = numbers(PACKAGE / "recognition" / name) & of_law - OURS.get(name, set())
        if name == "numbers.py":
            found -= named_by_months
        assert not found, f"{name} holds {sorted(found)}: numbers of the law belong in law/"


def test_plans_hold_no_number_of_the_law():
    """The rules of a plan: conferrals, limits, openings; what else stands there are sizes of our own."""
    of_law = law_numbers()
    for stem in (
        "bounds",
        "calendar",
        "exams",
        "infeasible",
        "model",
        "prospects",
        "prune",
        "scope",
        "answer",
    ):
        found = numbers(PACKAGE / "plan" / f"{stem}.py") & of_law - OURS_OF_PLANS
        assert not found, f"{stem}.py holds {sorted(found)}: numbers of the law belong in law/"


def test_the_check_sees_a_number(tmp_path):
    """The check itself: 105 is a number of the law, and a file that holds it is caught."""
    assert 105 in law_numbers()
    with_a_number = tmp_path / "limits.py"
    with_a_number.write_text("cap = 105\n", encoding="utf-8")
    assert numbers(with_a_number) == {105}
