"""Learners a second and core of a batch, stage by stage, as a curve over the share of contested learners."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.batch_nation import ADVERSARIAL, OVERLAPPING, SHARES, Kind, count, load, setup
from benchmarks.batch_picture import picture
from benchmarks.batch_slowest import choices
from benchmarks.batch_stages import STAGES, Measured, measure

DRAWN = ("choose", "Arrow", "Parquet")  # what the picture shows
TARGETS = {"150,000 목표 · target": 150_000.0, "400,000 더 높은 목표 · aim": 400_000.0}


def table(found: list[Measured], clock: bool) -> list[str]:
    """Rows of thousands of learners a second, a share a row."""
    rows = [f"  {'asked':<12}{'contested':>10}" + "".join(f"{stage:>10}" for stage in STAGES)]
    for one in found:
        rates = [
            one.learners / (one.spent[stage].clock if clock else one.spent[stage].processor) / 1000
            for stage in STAGES
        ]
        rows.append(
            f"  {one.called:<12}{one.contested:>10.1%}" + "".join(f"{rate:>10,.0f}" for rate in rates)
        )
    return rows


def tails(kinds: dict[Kind, int], seed: int) -> list[str]:
    """How long the choice takes for one learner: microseconds of the processor, and who is handed over."""
    head = ("mean", "p50", "p90", "p99", "p99.9", "slowest")
    rows = [
        f"  {'asked':<12}" + "".join(f"{name:>11}" for name in head) + f"{'labels':>12}{'handed over':>12}"
    ]
    for kind, learners in kinds.items():
        found = choices(kind, setup(kind, seed), learners)
        times = [found.times.mean(), *map(found.at, (0.5, 0.9, 0.99, 0.999, 1.0))]
        shown = "".join(f"{time:>11,.1f}" for time in times)
        rows.append(f"  {found.called:<12}{shown}{found.labels:>12,}{found.handed:>12.3%}")
        rows.append(f"  {'':<12}the slowest is {found.slowest}")
    return rows


def main(words: list[str] | None = None) -> int:
    """Print learners a second by stage and share, and how long the choice takes for one learner."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=main.__doc__)
    add = parser.add_argument
    add("--learners", type=count, default=40_000, help="of each share (40,000)")
    add("--on-disk", type=count, default=100_000, help="of each share, for Parquet to Parquet (100,000)")
    add("--hard", type=count, default=5_000, help="adversarial and overlapping learners, one by one (5,000)")
    add("--repeats", type=int, default=3, help="the best of so many (3)")
    add("--seed", type=int, default=1, help="of the learners (1)")
    add("--shares", type=float, nargs="*", default=SHARES, help="contested, 0 to 1")
    add("--picture", metavar="FILE", type=Path, help="write the curve as SVG too")
    arguments = parser.parse_args(words)
    print(
        f"batch: {arguments.learners:,} learners of each share, seed {arguments.seed}; {load()}", flush=True
    )
    found = []
    for share in arguments.shares:
        drawn = setup(share, arguments.seed)
        found.append(measure(share, drawn, arguments.learners, arguments.on_disk, arguments.repeats))
        print(f"  {found[-1].called} done, {load()}", file=sys.stderr, flush=True)
    for clock, what in ((False, "of the processor"), (True, "on the clock")):
        print(f"thousands of learners in a second {what}, one process:")
        print(*table(found, clock), sep="\n", flush=True)
    print("the choice for one learner, microseconds of the processor:")
    shown: dict[Kind, int] = dict.fromkeys(arguments.shares[-2:], arguments.learners)
    shown |= dict.fromkeys((OVERLAPPING, ADVERSARIAL), arguments.hard)
    print(*tails(shown, arguments.seed), sep="\n")
    print(load())
    if arguments.picture:
        lines = {stage: [(one.contested, one.rate(stage)) for one in found] for stage in DRAWN}
        arguments.picture.write_text(picture(lines, TARGETS), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
