"""The choice of a batch beside CP-SAT, learner by learner, on the same learners."""

from __future__ import annotations

import argparse
import statistics
import sys

from benchmarks.batch_beside import apart, differing, ours
from benchmarks.batch_nation import (
    ADVERSARIAL,
    OVERLAPPING,
    THIRD,
    Kind,
    count,
    for_oracle,
    load,
    named,
    setup,
)


def compare(kind: Kind, learners: int, seed: int) -> int:
    """Print a kind of learner: rates and their ratio; returns how many the two differ on."""
    found = ours(setup(kind, seed), learners)
    theirs = apart("batch_cpsat_alone", for_oracle(found.batch))
    seconds = sorted(one["seconds"] for one in theirs)
    rates = found.rate(), learners / sum(seconds)
    share = sum(found.handed) / learners
    print(f"  {named(kind)}: {learners} learners, contested {found.contested:.1%}, handed over {share:.1%}")
    print(f"    learners a second of the processor: ours {rates[0]:,.0f}, CP-SAT {rates[1]:,.0f}", end="")
    late = seconds[int(0.99 * learners)]
    print(f" (median {statistics.median(seconds) * 1e3:.2f} ms, 99 % {late * 1e3:.1f}", end="")
    print(f" ms, slowest {seconds[-1] * 1e3:.1f} ms)")
    if share:
        alone = sum(one["seconds"] for one, handed in zip(theirs, found.handed, strict=True) if not handed)
        print(f"    ratio without those handed over, our trying them included: {alone / found.seconds:,.1f}")
    mismatches = differing(found, [one["levels"] for one in theirs], 4)
    print(f"    ratio {rates[0] / rates[1]:,.1f}, mismatches {mismatches}", flush=True)
    return mismatches


def main(words: list[str] | None = None) -> int:
    """Print the ratio of the rates of both; 1 if they differ on any of the four first levels."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_cpsat", description=main.__doc__)
    parser.add_argument(
        "--ordinary", type=count, default=300, help=f"learners at {THIRD:.0%} contested (300)"
    )
    parser.add_argument("--overlapping", type=count, default=1_000, help="overlapping learners (1,000)")
    parser.add_argument("--adversarial", type=count, default=1_000, help="adversarial learners (1,000)")
    parser.add_argument("--seed", type=int, default=1, help="of the learners (1)")
    arguments = parser.parse_args(words)
    print(
        "batch_cpsat: the choice alone, eligibility done; CP-SAT per learner, build and solve, one worker,"
        f" linearization_level=2; {load()}",
        flush=True,
    )
    mismatches = compare(THIRD, arguments.ordinary, arguments.seed)
    mismatches += compare(OVERLAPPING, arguments.overlapping, arguments.seed)
    mismatches += compare(ADVERSARIAL, arguments.adversarial, arguments.seed)
    print(f"  {load()}")
    return int(mismatches > 0)


if __name__ == "__main__":
    sys.exit(main())
