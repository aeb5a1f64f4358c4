"""Plans for generated learners from a catalogue of 3,000 offerings: time, gap, does the engine agree."""

from __future__ import annotations

import argparse
import copy
import statistics
import sys
import time
from typing import Any, NamedTuple

from baeum_rules.plan.catalogue import read_items
from baeum_rules.plan.items import Item
from baeum_rules.plan.plans import Outcome, Plan, Planner
from baeum_rules.plan.solving import Clock
from baeum_rules.plan.wishes import Wishes
from baeum_rules.recognition import audit, read
from baeum_rules.recognition.thresholds import thresholds_of
from benchmarks.plan_learners import catalogue, learner

SECONDS = 5.0
PLAIN_SECONDS = 60.0
ORDINARY = 60  # credits still to earn up to which a learner is called ordinary: two to three years of study


class Measured(NamedTuple):
    """One learner: seconds by the clock and of the processor, gaps of the first objectives, wrong plans."""

    remaining: int
    wall_s: float
    cpu_s: float
    solver_s: float
    gaps: list[float]
    plans: int
    wrong: int
    plain_s: float | None


def passes(document: dict[str, Any], plan: Plan) -> bool:
    """Whether the engine finds the case complete with the plan's items marked as completed."""
    case = copy.deepcopy(document)
    case["as_of"] = _iso(plan.conferral.apply.ends)
    case["goal"]["conferral"] = plan.conferral.month
    case["records"] += [item.record for item in plan.items]
    answer = audit(case)
    return bool(answer.get("complete"))


def measure(
    document: dict[str, Any], items: list[Item], *, plain: bool, seconds: float = SECONDS
) -> Measured:
    """Plans of one learner within the seconds, verified; ``plain``: also without leaving items out."""
    began, cpu = time.perf_counter(), time.process_time()
    clock = Clock(seconds)
    outcome, remaining = _search(document, items, clock, pruned=True)
    wall_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    plain_s = None
    if plain:
        plain_clock = Clock(PLAIN_SECONDS)
        began_plain = time.process_time()
        _search(document, items, plain_clock, pruned=False)
        plain_s = time.process_time() - began_plain
    wrong = sum(not passes(document, plan) for plan in outcome.plans)
    gaps = [plan.levels[0].gap for plan in outcome.plans]
    return Measured(remaining, wall_s, cpu_s, clock.spent, gaps, len(outcome.plans), wrong, plain_s)


def _search(
    document: dict[str, Any], items: list[Item], clock: Clock, *, pruned: bool
) -> tuple[Outcome, int]:
    case = read(document)
    assert not isinstance(case, list), case
    planner = Planner(case, document, items, Wishes(), thresholds_of(), clock, pruned=pruned)
    return planner.plans(), planner.learner.audit(planner.months[0], []).remaining


def _iso(day: int) -> str:
    from datetime import date

    return date.fromordinal(day).isoformat()


def main(words: list[str]) -> int:
    """Print the table; 1 if a plan does not pass the engine."""
    parser = argparse.ArgumentParser(prog="plan")
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--first", type=int, default=1, help="seed of the first learner")
    parser.add_argument(
        "--plain-every", type=int, default=10, help="also without pruning, every so many; 0: never"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of the solver, for each learner")
    arguments = parser.parse_args(words)
    items = read_items(catalogue(1), thresholds_of())
    assert isinstance(items[0], Item), items[:1]
    found: list[Measured] = []
    for number in range(arguments.learners):
        plain = bool(arguments.plain_every) and number % arguments.plain_every == 0
        found.append(
            measure(learner(arguments.first + number), items, plain=plain, seconds=arguments.seconds)
        )
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{arguments.learners}", end="", file=sys.stderr)
    return report(found)


def report(found: list[Measured]) -> int:
    """The table of all learners and of the ordinary ones."""
    plans, wrong = sum(m.plans for m in found), sum(m.wrong for m in found)
    none = sum(not m.plans for m in found)
    print(f"learners {len(found)}, plans {plans}, without any plan {none}, refused by the engine {wrong}")
    print(f"  {'':<22}{'n':>5}{'wall s':>9}{'p90':>7}{'cpu s':>8}{'p90':>7}", end="")
    print(f"{'gap median':>12}{'greatest':>10}{'proven':>8}")
    ordinary = [m for m in found if m.remaining <= ORDINARY]
    for name, group in (("all", found), (f"up to {ORDINARY} credits", ordinary)):
        gaps = [gap for m in group for gap in m.gaps]
        walls, cpus = sorted(m.wall_s for m in group), sorted(m.cpu_s for m in group)
        at = min(len(group) - 1, int(0.9 * len(group)))
        print(
            f"  {name:<22}{len(group):>5}{statistics.median(walls):>9.2f}{walls[at]:>7.2f}"
            f"{statistics.median(cpus):>8.2f}{cpus[at]:>7.2f}{statistics.median(gaps):>11.2%}"
            f"{max(gaps):>10.2%}{sum(gap == 0 for gap in gaps) / len(gaps):>8.1%}"
        )
    plain = [(m.cpu_s, m.plain_s) for m in found if m.plain_s is not None]
    if plain:
        ours, theirs = (statistics.median(column) for column in zip(*plain, strict=True))
        print(
            f"  without pruning (n {len(plain)}, at most {PLAIN_SECONDS:.0f} s): cpu median {theirs:.1f} s,",
            end="",
        )
        print(f" {theirs / ours:.1f} times ours of {ours:.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
