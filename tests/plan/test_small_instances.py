"""The soonest month, least cost and lightest peak against trying every set of items with the engine."""

from __future__ import annotations

import pytest

from baeum_rules.plan.plans import Planner
from baeum_rules.plan.solving import Clock
from baeum_rules.recognition.thresholds import thresholds_of

from .small import Trial, instance

BLOCK, BLOCKS = 60, 5
SECONDS = 60.0


@pytest.mark.parametrize("block", range(BLOCKS))
def test_nothing_is_better_than_what_is_found(block: int) -> None:
    """Month by month, set by set; and no plan where there is none."""
    thresholds = thresholds_of()
    reached, wrong = 0, {}
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        case, document, items, wishes = instance(seed, thresholds)
        planner = Planner(case, document, items, wishes, thresholds, Clock(SECONDS))
        outcome = planner.plans()
        truth = Trial(case, document, items, wishes, thresholds).truth(planner.months)
        found = {plan.purpose: plan for plan in outcome.plans}
        if truth is None:
            wrong |= {seed: "found where there is none"} if found else {}
            continue
        reached += 1
        if not found:
            wrong[seed] = str(truth)
            continue
        same = (
            found["soonest"].conferral.month,
            *(found[purpose].levels[0].value for purpose in ("soonest", "cost", "load")),
        )
        if same != tuple(truth):
            wrong[seed] = f"{same} instead of {truth}"
        assert all(level.proven for plan in outcome.plans for level in plan.levels)
    assert wrong == {}
    assert reached >= BLOCK // 6  # the block has plans to find


def test_a_worse_plan_would_be_seen() -> None:
    """The trial itself: it tells another cost than one that is too dear."""
    thresholds = thresholds_of()
    for seed in range(100):
        case, document, items, wishes = instance(seed, thresholds)
        planner = Planner(case, document, items, wishes, thresholds, Clock(SECONDS))
        plans = planner.plans().plans
        if plans and plans[0].items:
            break
    trial = Trial(case, document, items, wishes, thresholds)
    measured = trial.measured(plans[0].conferral, plans[0].items)
    assert measured is not None and measured[0] == plans[0].levels[0].value
    assert trial.measured(plans[0].conferral, plans[0].items[1:]) != measured
