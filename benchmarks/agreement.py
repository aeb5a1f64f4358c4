"""The engine against enumeration: small random cases whose limits often bind, every part of the answer."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time

from benchmarks.engine import differences

from tests.oracle.brute import solve  # isort: skip  benchmarks.engine finds the tests
from tests.oracle.cases import tiny_case  # isort: skip

DEFAULT_CASES = 200_000
BLOCK = 500
MOST_SHOWN = 20


def compare_block(first: int) -> list[str]:
    """What differs in one block of seeds, a line each."""
    wrong = []
    for seed in range(first, first + BLOCK):
        case = tiny_case(random.Random(seed))
        found = differences(case, solve(case))
        if found:
            wrong.append(f"seed {seed}: " + "; ".join(found))
    return wrong


def main(words: list[str] | None = None) -> int:
    """Print how many cases the engine answers differently from the oracle; 1 if any."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agreement", description=main.__doc__)
    parser.add_argument("--cases", type=int, default=DEFAULT_CASES, help=f"how many ({DEFAULT_CASES:,})")
    parser.add_argument("--seed", type=int, default=0, help="of the first case (0)")
    parser.add_argument("--processes", type=int, default=2, help="how many at a time (2)")
    arguments = parser.parse_args(words)
    blocks = range(arguments.seed, arguments.seed + arguments.cases, BLOCK)
    began, wrong, done = time.perf_counter(), 0, 0
    with multiprocessing.Pool(arguments.processes) as pool:
        for found in pool.imap_unordered(compare_block, blocks):
            done += BLOCK
            for line in found[: max(0, MOST_SHOWN - wrong)]:
                print(line, flush=True)
            wrong += len(found)
            if sys.stderr.isatty() or done % 20_000 == 0:
                left = (time.perf_counter() - began) / done * (len(blocks) * BLOCK - done)
                print(f"  {done:,} compared, {wrong} differ, {left:.0f} s left", file=sys.stderr)
    print(f"agreement: {done:,} small cases against enumeration, {wrong} differ", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
