"""Synthetic learners for the measurements of a batch: as Arrow, and as cases in the words of the oracle."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.batch.arrow import nested_of
from baeum_rules.batch.documents import documents
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law
from baeum_rules.recognition import find_curriculum
from baeum_rules.synth.blocks import BLOCK, draw_block, setup_of
from baeum_rules.synth.draws import shares_of
from baeum_rules.synth.people import Setup
from baeum_rules.synth.tables import Texts, learners_table, records_table

SHARES = (0.0, 0.02, 0.05, 0.10, 0.20, 0.34, 0.50)  # contested learners asked for
THIRD = 0.34  # the share at which ratios are told
SEED = 1
ADVERSARIAL, OVERLAPPING = "adversarial", "overlapping"
Kind = float | str  # of learners: the share of ordinary ones that are contested, or one of the two above
COURSES, CREDITS = 6, 3  # a semester of overlapping learners, and of each course


class Spent(NamedTuple):
    """Seconds of the processor and on the clock."""

    processor: float
    clock: float


def setup(kind: Kind, seed: int = SEED, records: float | None = None) -> Setup:
    """Learners of a kind; ``records``: their mean, None as the marginals say."""
    if not isinstance(kind, str):
        return setup_of(seed, records, kind)
    drawn = setup_of(seed, records, hard=True)
    return drawn if kind == ADVERSARIAL else _overlapping(drawn)


def _overlapping(drawn: Setup) -> Setup:
    """Hard learners of a milder kind: courses of two universities in semesters that others fill.

    Of the shapes of hard learners one is left, courses are of as many credits as most are, and semesters hold
    six of them. One of several kinds for which the solver takes three times as long as for ordinary learners:
    decision 0018 tells how it was chosen, and that not all of them are as quick for ours.
    """
    hard, shapes = drawn.marginals.tables["hard"], drawn.marginals.shares["hard.shape"].values
    changed = hard | {
        "credits": [CREDITS] * len(hard["credits"]),
        "more_credits_at_school": [0] * len(hard["more_credits_at_school"]),
        "density": dict.fromkeys(shapes, COURSES),
    }
    shape = shares_of({shape: float(shape == "mixed") for shape in shapes})
    marginals = drawn.marginals._replace(
        tables=drawn.marginals.tables | {"hard": changed},
        shares=drawn.marginals.shares | {"hard.shape": shape},
    )
    return drawn._replace(marginals=marginals)


def named(kind: Kind) -> str:
    """How a table calls the learners of a kind."""
    return kind if isinstance(kind, str) else f"{kind:.0%}"


def nested(count: int, drawn: Setup) -> Iterator[pa.RecordBatch]:
    """The first ``count`` learners of a seed, each with the list of its records, block by block."""
    for batch, _ in nested_blocks(0, count, drawn):
        yield batch


def nested_blocks(first: int, end: int, drawn: Setup) -> Iterator[tuple[pa.RecordBatch, int]]:
    """Blocks from number ``first`` on, until learner ``end``; each with the number of its first learner."""
    texts = Texts(drawn)
    for number in range(first, -(-end // BLOCK)):
        block = draw_block(number, drawn)
        here = min(BLOCK, end - block.first)
        learners = learners_table(block, here, drawn, texts).combine_chunks()
        records = records_table(block, here, texts).combine_chunks()
        owners = np.asarray(records["learner"].combine_chunks().indices)
        start = np.searchsorted(owners, np.arange(here + 1)).astype(np.int64)
        rows = records.drop_columns(["learner"]).to_batches()[0]
        yield nested_of(learners.to_batches()[0], start, rows), block.first


def cases(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """The learners of a batch as cases that hold their curriculum, as the oracle wants them."""
    found = []
    for document in documents(batch):
        case = document.case
        if "curriculum" not in case["goal"]:
            known = find_curriculum(case["goal"]["major"])
            assert known is not None  # synthetic learners aim at majors that are shipped
            case["goal"]["curriculum"] = known._asdict()
        found.append(case)
    return found


def certificates(found: list[dict[str, Any]]) -> dict[str, list[Any] | None]:
    """What the law data say of each certificate that cases name: ``batch_oracle.know`` takes it."""
    table = load_certificates(f"{load_law().folder}/certificates")
    named = {r["name"] for case in found for r in case["records"] if r["source"] == "certificate"}
    named |= {name for case in found for name in case["goal"]["curriculum"].get("linked_certificates") or ()}
    entries = {name: table.resolve(name).entry for name in named}
    return {
        name: e and [e.name, e.credits, e.credits_before, list(e.job_key or (e.name,))]
        for name, e in entries.items()
    }


def for_oracle(batch: pa.RecordBatch) -> dict[str, Any]:
    """The learners of a batch as JSON can carry them to a process that asks the oracle."""
    found = cases(batch)
    return {"cases": found, "certificates": certificates(found)}


def fastest(act: Callable[[], object], repeats: int) -> Spent:
    """The least seconds of so many calls, after one that is not counted and may compile."""
    act()
    processor = clock = float("inf")
    for _ in range(repeats):
        began = time.process_time(), time.perf_counter()
        act()
        processor = min(processor, time.process_time() - began[0])
        clock = min(clock, time.perf_counter() - began[1])
    return Spent(processor, clock)


def load() -> str:
    """How busy the machine is, for reading what was measured."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def count(text: str) -> int:
    """A whole number from 1, with or without thousands separators; for argparse."""
    number = int(text.replace(",", ""))
    if number < 1:
        raise ValueError(text)
    return number
