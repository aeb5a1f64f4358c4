"""The decision over one case of the examination for self-education."""

from __future__ import annotations

from typing import NamedTuple

from .case import BdesCase
from .comprehensive import Comprehensive, Way, judge_comprehensive, ways
from .exemptions import Exemption, exemptions
from .limits import Limits
from .stages import LAST, Stage, judge_stage

PASSED, EXEMPT, OPEN, CLOSED, ABSENT, NOT_NEEDED = (
    "passed",
    "exempt",
    "open",
    "closed",
    "absent",
    "not_needed",
)


class Decision(NamedTuple):
    """Everything decided. ``states``: of each stage, by number. ``remaining``: subjects still to pass."""

    case: BdesCase
    exempt: list[Exemption]
    stages: dict[int, Stage]
    states: dict[int, str]
    ways: list[Way]
    comprehensive: Comprehensive
    eligible: bool
    complete: bool
    remaining: int


def decide(case: BdesCase, limits: Limits) -> Decision:
    """The decision, by the law of the day of the case."""
    exempt = exemptions(case, limits)
    whole = {one.stage for one in exempt}
    stages = {number: judge_stage(case, number, limits, exempt=number in whole) for number in range(1, LAST)}
    done = {number for number, stage in stages.items() if stage.have >= stage.need or number in whole}
    found = ways(case, [number for number in stages if number not in done], limits)
    eligible = any(way.met for way in found)
    comprehensive = judge_comprehensive(case, limits)
    complete = eligible and bool(comprehensive.passed)
    states = {
        n: _state(case, stage, limits, exempt=n in whole, eligible=eligible) for n, stage in stages.items()
    }
    if comprehensive.passed:
        states[LAST] = PASSED
    else:
        states[LAST] = OPEN if eligible else CLOSED
    before = 0 if eligible else sum(stage.need - stage.have for n, stage in stages.items() if n not in done)
    last = 0 if comprehensive.passed else comprehensive.need - comprehensive.have
    return Decision(case, exempt, stages, states, found, comprehensive, eligible, complete, before + last)


def _state(case: BdesCase, stage: Stage, limits: Limits, *, exempt: bool, eligible: bool) -> str:
    """What a stage is to this learner."""
    if exempt:
        return EXEMPT
    if stage.have >= stage.need:
        return PASSED
    if eligible:
        return NOT_NEEDED
    if stage.number != 1 and stage.number not in case.major.stages:
        return ABSENT
    finished = case.high_school_completed_on
    open_to = limits.whole("bdes_stage.open_to")
    if finished is None or finished > case.as_of or stage.number > open_to:
        return CLOSED
    return OPEN
