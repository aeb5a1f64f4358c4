"""The choice of a batch beside HiGHS with many learners a model, on the same learners."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.batch_beside import apart, differing, environment, ours
from benchmarks.batch_nation import ADVERSARIAL, THIRD, Kind, count, for_oracle, load, named, setup

PACKAGES = ["highspy==1.15.1", "numpy"]


def compare(kind: Kind, learners: int, size: int, seed: int, python: str) -> int:
    """Print a kind of learner: rates and their ratios; returns how many the two differ on."""
    found = ours(setup(kind, seed), learners)
    held = [place for place, levels in enumerate(found.levels) if levels is not None]
    given = for_oracle(found.batch)
    given |= {"cases": [given["cases"][place] for place in held], "size": size}
    theirs = apart("batch_highs_alone", given, python)
    solved, both = theirs["solve"], theirs["solve"] + theirs["build"]
    print(f"  {named(kind)}: {len(held)} learners, contested {found.contested:.1%}", end="")
    print(f", handed over {sum(found.handed) / learners:.1%}, {size} a model")
    print(f"    learners a second of the processor: ours {found.rate():,.0f}", end="")
    print(f", HiGHS {len(held) / solved:,.0f} solving, {len(held) / both:,.0f} with building", flush=True)
    names, mine = ([column[place] for place in held] for column in (found.names, found.levels))
    mismatches = differing(found._replace(names=names, levels=mine), theirs["levels"], 2)
    ratios = (found.rate() * seconds / len(held) for seconds in (solved, both))
    print("    ratio {:,.1f} to solving alone, {:,.1f} with building".format(*ratios), end="")
    print(f", mismatches {mismatches}", flush=True)
    return mismatches


def main(words: list[str] | None = None) -> int:
    """Print the ratio of the rates of both; 1 if they differ on what is left to earn or recognised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_highs", description=main.__doc__)
    add = parser.add_argument
    add("--ordinary", type=count, default=600, help="learners, 34 %% contested (600)")
    add("--adversarial", type=count, default=60, help="adversarial learners (60)")
    add("--size", type=count, default=60, help="learners a model (60)")
    add("--seed", type=int, default=1, help="of the learners (1)")
    add("--environment", type=Path, metavar="FOLDER", help="of HiGHS; kept for the next run (a new one)")
    arguments = parser.parse_args(words)
    print(
        f"batch_highs: the choice alone, eligibility done; HiGHS with one thread, no gap; {load()}",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        python = environment(arguments.environment or Path(folder) / "highs", PACKAGES)
        mismatches = 0
        for kind, learners in ((THIRD, arguments.ordinary), (ADVERSARIAL, arguments.adversarial)):
            mismatches += compare(kind, learners, arguments.size, arguments.seed, python)
    print(f"  {load()}")
    return int(mismatches > 0)


if __name__ == "__main__":
    sys.exit(main())
