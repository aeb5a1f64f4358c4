"""Learners with part of a degree, a catalogue of 3,000: plans pass the engine; pruning loses nothing.

200 learners are measured by ``python -m benchmarks plan``; here a few of them stand for all.
"""

from __future__ import annotations

import pytest
from benchmarks.plan import passes
from benchmarks.plan_learners import catalogue, learner

from baeum_rules.plan.catalogue import read_items
from baeum_rules.plan.items import Item
from baeum_rules.plan.plans import Planner
from baeum_rules.plan.solving import Clock
from baeum_rules.plan.wishes import Wishes
from baeum_rules.recognition import read
from baeum_rules.recognition.thresholds import thresholds_of

SECONDS = 60.0


def planner(document: dict, items: list, wishes: Wishes, *, pruned: bool = True) -> Planner:
    case = read(document)
    assert not isinstance(case, list)
    return Planner(case, document, items, wishes, thresholds_of(), Clock(SECONDS), pruned=pruned)


@pytest.mark.parametrize("seed", [1, 9, 13])
def test_plans_pass_the_engine_with_their_items_completed(seed: int) -> None:
    document, items = learner(seed), read_items(catalogue(1), thresholds_of())
    outcome = planner(document, items, Wishes(purposes=("soonest", "cost"))).plans()
    assert [plan.purpose for plan in outcome.plans] == ["soonest", "cost"]
    for plan in outcome.plans:
        assert plan.items and passes(document, plan)
        assert not passes(document, plan._replace(items=plan.items[1:]))  # each is needed: costs are positive
        assert plan.levels[0].proven


@pytest.mark.parametrize("seed", range(400, 406))
def test_what_is_left_out_is_not_missed(seed: int) -> None:
    """The best with all items is as good as the best of those kept, at the first objective of each plan."""
    document, items = learner(seed), read_items(catalogue(seed, 160), thresholds_of())
    found = []
    for pruned in (True, False):
        search = planner(document, items, Wishes(), pruned=pruned)
        outcome = search.plans()
        values = [(plan.purpose, plan.levels[0].value, plan.levels[0].proven) for plan in outcome.plans]
        found.append((values, [one.conferral.month for one in outcome.skipped]))
    assert found[0] == found[1]


def test_a_catalogue_is_pruned_by_much() -> None:
    document, items = learner(13), read_items(catalogue(1), thresholds_of())
    search = planner(document, items, Wishes())
    months = search.wished()
    assert isinstance(items[0], Item) and len(items) == 3000
    kept = [item for item in search.prospects(months, 12, strict=False).items if item is not None]
    assert len(kept) < len(items) / 3
