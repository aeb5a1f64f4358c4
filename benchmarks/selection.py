"""The choice among records: our search beside CP-SAT, on the same cases in one run."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from typing import Any, NamedTuple

from baeum_rules.recognition.problem import Selection
from baeum_rules.recognition.selection import select
from benchmarks.engine import decided, levels_of

from tests.oracle.cases import large_case  # isort: skip  benchmarks.engine finds the tests
from tests.oracle.cpsat import solve_timed  # isort: skip

DEFAULT_CASES = {"ordinary": 1000, "adversarial": 500}
REPEATS = 3  # the best of so many, which tames the noise of a shared machine
TAIL = 0.9, 0.99


class Measured(NamedTuple):
    """One case: seconds of both, and whether they agree on R, recognised, major and liberal."""

    records: int
    contested: bool
    ours_s: float
    cpsat_s: float
    handed_over: bool
    agree: bool


def measure(case: dict[str, Any]) -> Measured | None:
    """Both on one case, eligibility excluded; None where a record that must count is refused.

    Ours decides all eight levels of the objective. CP-SAT decides the first four as one weighted sum, with
    ``linearization_level=2`` and one worker; its model is built within its time, as our layout is in ours.
    """
    audited = decided(case)
    if audited.case.take & audited.refused.keys():
        return None
    problem, ours_s, cpsat_s = audited.problem, float("inf"), float("inf")
    selection: Selection | None = None
    for _ in range(REPEATS):
        began = time.perf_counter()
        selection = select(problem)
        ours_s = min(ours_s, time.perf_counter() - began)
        timed = solve_timed(case)
        cpsat_s = min(cpsat_s, timed.build_s + timed.solve_s)
    counted = selection.credits if selection else ()
    return Measured(
        records=len(case["records"]),
        contested=selection is None or counted != problem.credits,
        ours_s=ours_s,
        cpsat_s=cpsat_s,
        handed_over=selection is not None and selection.proved_by != "search",
        agree=levels_of(problem, selection) == timed.levels,
    )


def at_share(values: list[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def report(kind: str, found: list[Measured], skipped: int) -> int:
    """Print one kind of learner; returns how many cases the two disagree on."""
    mismatches = sum(not one.agree for one in found)
    print(
        f"{kind}: n {len(found)}, records {min(m.records for m in found)}-{max(m.records for m in found)}",
        end="",
    )
    print(f", contested {statistics.mean(m.contested for m in found):.1%}", end="")
    print(f", handed to the solver {statistics.mean(m.handed_over for m in found):.2%}", end="")
    print(f", refused as taken {skipped}, mismatches {mismatches}")
    ours, cpsat = [m.ours_s * 1e3 for m in found], [m.cpsat_s * 1e3 for m in found]
    print(f"  {'ms':<10}{'median':>9}{'p90':>9}{'p99':>9}{'max':>9}")
    table = {}
    for name, times in (("ours", ours), ("CP-SAT", cpsat)):
        table[name] = [statistics.median(times), *(at_share(times, share) for share in TAIL), max(times)]
        print(f"  {name:<10}" + "".join(f"{value:>9.3f}" for value in table[name]))
    ratios = [theirs / own for own, theirs in zip(table["ours"], table["CP-SAT"], strict=True)]
    print(f"  {'ratio':<10}" + "".join(f"{value:>8.1f}x" for value in ratios), flush=True)
    return mismatches


def main(words: list[str] | None = None) -> int:
    """Print the times of both and their ratio per kind of learner; 1 if they ever disagree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.selection", description=main.__doc__)
    parser.add_argument("--cases", type=int, help="cases of each kind (1,000 ordinary, 500 adversarial)")
    parser.add_argument("--seed", type=int, default=1, help="of the first case; the others follow (1)")
    arguments = parser.parse_args(words)
    print(f"selection: best of {REPEATS} for each case, taking turns, from seed {arguments.seed}", flush=True)
    mismatches = 0
    for kind, number in DEFAULT_CASES.items():
        found, skipped, count = [], 0, arguments.cases or number
        for seed in range(arguments.seed, arguments.seed + count):
            one = measure(large_case(random.Random(seed), kind))
            if one is None:
                skipped += 1
                continue
            found.append(one)
            if not one.agree:
                print(f"  {kind} seed {seed}: the two disagree", file=sys.stderr)
            if sys.stderr.isatty():
                print(f"\r  {kind} {len(found)}/{count}", end="\r", file=sys.stderr)
        mismatches += report(kind, found, skipped)
    return int(mismatches > 0)


if __name__ == "__main__":
    sys.exit(main())
