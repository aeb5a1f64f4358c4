"""What pruning compares: an offering stands for another only where it is nowhere worse."""

from __future__ import annotations

from typing import Any

from baeum_rules.plan.plans import Planner
from baeum_rules.plan.prune import Pruner, courses_under, courses_within
from baeum_rules.plan.solving import Clock
from baeum_rules.plan.wishes import Wishes
from baeum_rules.recognition import read

from .sample import CURRICULUM, T, case, items, row


def kept(rows: list[dict[str, Any]], most: int | None = None, doc: dict[str, Any] | None = None) -> list[str]:
    document = doc or case()
    read_case = read(document)
    assert not isinstance(read_case, list)
    planner = Planner(read_case, document, items(rows), Wishes(), T, Clock(1.0))
    whole = planner._whole(planner.months)
    return [item.id for item in Pruner(whole, planner.months, T, most).kept()]


def test_the_dearer_of_one_subject_in_one_term_goes():
    a, b = row("a", "알고리즘", "2027-06-14", 90_000), row("b", "알고리즘", "2027-06-14", 91_000)
    assert kept([a, b]) == ["a"] and kept([b, a]) == ["a"]
    assert kept([a, b | {"won": 90_000}]) == ["a"]  # one of equals


def test_what_is_better_in_anything_stays():
    base = row("a", "알고리즘", "2027-06-14", 90_000)
    for other in (
        row("b", "알고리즘", "2027-06-10", 95_000),  # over sooner
        row("b", "알고리즘", "2027-06-14", 95_000, hours=40),
        row("b", "알고리즘", "2027-09-14", 80_000),  # in another term
        row("b", "알고리즘", "2027-06-14", 95_000, credits=2),
        row("b", "운영체제", "2027-06-14", 95_000),
    ):
        assert sorted(kept([base, other])) == ["a", "b"], other
    needs_first = base | {"id": "b", "after": [["자료구조"]]}
    assert kept([base, needs_first]) == ["a"] and kept([base | {"won": 95_000}, needs_first]) == ["a", "b"]


def test_what_ends_after_a_cut_off_does_not_stand_for_what_ends_before():
    """Of subjects that do the same; both end in one semester, but one in time for August only."""
    rows = [row("late", "알고리즘", "2027-08-20", 10_000), row("soon", "운영체제", "2027-07-10", 90_000)]
    assert kept(rows, most=1) == ["soon", "late"]
    rows[0] = row("late", "알고리즘", "2027-07-12", 10_000)
    assert kept(rows, most=1) == ["late"]


def test_required_and_shared_subjects_are_not_exchanged():
    doc = case()
    doc["goal"]["curriculum"] = CURRICULUM | {"required": ["자료구조", "알고리즘"]}
    rows = [row("cheap", "알고리즘", "2027-06-14", 10_000), row("required", "자료구조", "2027-06-14", 90_000)]
    assert sorted(kept(rows, most=1, doc=doc)) == ["cheap", "required"]
    doc = case()
    doc["records"].append(doc["records"][2] | {"id": "r9", "subject": "운영체제", "credits": 3})
    rows[1] = row("shared", "운영체제", "2027-06-14", 90_000)
    assert sorted(kept(rows, most=1, doc=doc)) == ["cheap", "shared"]


def test_how_many_courses_a_plan_can_hold():
    rows = [
        row(f"o{n}", name, "2027-06-14", won)
        for n, (name, won) in enumerate((("가", 10_000), ("나", 20_000), ("다", 30_000)))
    ]
    document = case()
    read_case = read(document)
    assert not isinstance(read_case, list)
    planner = Planner(read_case, document, items(rows), Wishes(), T, Clock(1.0))
    whole = planner._whole(planner.months)
    assert [courses_within(whole, won, 1000) for won in (12_999, 13_000, 36_000, 69_000, 10**9)] == [
        0,
        1,
        2,
        3,
        3,
    ]
    assert [courses_under(whole, hours) for hours in (44, 45, 90, 900)] == [0, 1, 2, 3]
