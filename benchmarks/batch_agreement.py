"""Random learners by the compiled batch and by CP-SAT: all four levels of the objective must agree.

The engine decides block after block in this process; two others, which load nothing compiled, prove the same
learners by CP-SAT. A run that was stopped goes on with ``--first``: learner n of a seed is always the same.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from baeum_rules.batch.answering import Auditor
from baeum_rules.synth.blocks import BLOCK
from benchmarks.batch_beside import Levels, levels_of
from benchmarks.batch_nation import (
    ADVERSARIAL,
    OVERLAPPING,
    THIRD,
    Kind,
    count,
    for_oracle,
    load,
    named,
    nested_blocks,
    setup,
)
from benchmarks.batch_proving import prove

PIECE = 250  # learners that a process proves at a time
PROCESSES = 2

Block = list[tuple[str, Levels]]  # learners, and what ours says of them


def pieces(auditor: Auditor, drawn: Any, first: int, learners: int) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Learners from number ``first`` (from 0) on, decided, and the same for the oracle, piece by piece."""
    end = first + learners
    for batch, at in nested_blocks(first // BLOCK, end, drawn):
        low = max(first - at, 0)
        for place in range(low, batch.num_rows, PIECE):
            piece = batch.slice(place, min(PIECE, batch.num_rows - place))
            answers = auditor.audit(piece).answers
            yield (
                list(zip(piece.column("learner").to_pylist(), levels_of(answers), strict=True)),
                for_oracle(piece),
            )


def told(block: Block, proved: Future[list[Levels]]) -> int:
    """Print who differs; returns how many."""
    wrong = 0
    for (name, mine), theirs in zip(block, proved.result(), strict=True):
        if mine != theirs:
            wrong += 1
            print(f"  {name}: ours {mine}, CP-SAT {theirs}", flush=True)
    return wrong


def compare(drawn: Any, first: int, learners: int) -> int:
    """Prove all; returns how many differ. Progress on standard error."""
    began, done, wrong = time.monotonic(), 0, 0
    waiting: deque[tuple[Block, Future[list[Levels]]]] = deque()
    auditor = Auditor()
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:

        def take() -> None:
            nonlocal done, wrong
            block, proved = waiting.popleft()
            wrong += told(block, proved)
            done += len(block)
            rate = done / (time.monotonic() - began)
            print(
                f"\r  {done:,} of {learners:,}, {wrong} differ, {rate:,.0f} a second; to go on from here:"
                f" --first {first + done}",
                end="\r" if sys.stderr.isatty() else "\n",
                file=sys.stderr,
                flush=True,
            )

        for block, given in pieces(auditor, drawn, first, learners):
            waiting.append((block, pool.submit(prove, given)))
            while len(waiting) > 2 * PROCESSES:
                take()
        while waiting:
            take()
    return wrong


def main(words: list[str] | None = None) -> int:
    """Print every learner on whom the two differ; 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_agreement", description=main.__doc__)
    add = parser.add_argument
    add("--learners", type=count, default=2_000, help="how many (2,000)")
    add("--seed", type=int, default=1, help="of the learners (1)")
    add("--first", type=int, default=0, metavar="N", help="begin with learner N, counted from 0 (0)")
    add("--contested", type=float, default=THIRD, help="share of ordinary learners, 0 to 1 (0.34)")
    for kind in (OVERLAPPING, ADVERSARIAL):
        add(f"--{kind}", action="store_const", dest="contested", const=kind, help=f"{kind} learners")
    arguments = parser.parse_args(words)
    kind: Kind = arguments.contested
    said = named(kind) if isinstance(kind, str) else f"ordinary, {named(kind)} contested"
    print(
        f"batch_agreement: {arguments.learners:,} learners, {said}, seed {arguments.seed},"
        f" from number {arguments.first}; {load()}",
        flush=True,
    )
    wrong = compare(setup(kind, arguments.seed), arguments.first, arguments.learners)
    print(
        f"  {arguments.learners:,} compared on remaining, recognised, major and liberal arts: {wrong} differ"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
