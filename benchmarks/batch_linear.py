"""Whole nations by the commands as anyone runs them: does cost grow linearly, and does memory stay?"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pyarrow import parquet

from benchmarks.batch_nation import THIRD, count, load, setup
from benchmarks.batch_slowest import Choices, choices

PARTS = (0.1, 0.2, 0.4, 1.0)  # of the learners asked for: 0.5, 1, 2 and 5 million of 5 million
BYTES_A_RECORD = 160  # on disk at the most: both tables, the parts of the answer and the answer


class Run(NamedTuple):
    """A command: seconds, the most memory it had, and what it printed."""

    clock: float
    processor: float
    memory: int  # bytes
    said: str


def run(words: list[str]) -> Run:
    """Run ``baeum`` to its end; raises RuntimeError where it fails."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "baeum.cli", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None  # it is a pipe
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, said)


class Measured(NamedTuple):
    """One size of a nation."""

    learners: int
    records: int
    drawn: Run
    audited: Run
    contested: float
    by_solver: int
    bytes: int


def measure(learners: int, records: float, contested: float, seed: int, folder: Path) -> Measured:
    """Draw a nation into a folder, audit it, look at the answers, remove it."""
    given = ["--learners", str(learners), "--records", str(records), "--contested", str(contested)]
    drawn = run(["synth", *given, "--seed", str(seed), "--out", str(folder), "--no-progress"])
    tables = [folder / "learners.parquet", folder / "records.parquet", folder / "answers.parquet"]
    words = ["audit-batch", "--learners", str(tables[0]), "--records", str(tables[1])]
    audited = run([*words, "--out", str(tables[2]), "--lang", "en"])
    held = seen = by_solver = 0
    answers = parquet.ParquetFile(tables[2])
    for batch in answers.iter_batches(columns=["contested", "by_solver"]):
        held += int(np.asarray(batch.column("contested").fill_null(False)).sum())
        by_solver += int(np.asarray(batch.column("by_solver").fill_null(False)).sum())
        seen += batch.num_rows
    if seen != learners:
        raise RuntimeError(f"{learners:,} learners were audited, {seen:,} answers are there")
    counted = parquet.ParquetFile(tables[1]).metadata.num_rows
    size = sum(table.stat().st_size for table in tables)
    shutil.rmtree(folder)
    return Measured(learners, counted, drawn, audited, held / learners, by_solver, size)


HEAD = {  # the columns of the table, with their widths
    "learners": 11, "records": 13, "clock s": 9, "cpu s": 9, "cpu s/million": 14, "of the rest": 12,
    "a second": 10, "MB": 7, "contested": 10, "solver": 8, "disk MB": 9, "synth s/mill.": 14,
}  # fmt: skip


def row(one: Measured, before: Measured | None) -> str:
    """A line; *of the rest*: seconds a million of the learners that are more than in the line before."""
    million, spent, more = one.learners / 1e6, one.audited.processor, ""
    if before is not None:
        more = f"{(spent - before.audited.processor) / (one.learners - before.learners) * 1e6:.2f}"
    cells = (
        f"{one.learners:,}", f"{one.records:,}", f"{one.audited.clock:,.1f}", f"{spent:,.1f}",
        f"{spent / million:.2f}", more, f"{one.learners / spent:,.0f}", f"{one.audited.memory / 1e6:,.0f}",
        f"{one.contested:.2%}", f"{one.by_solver:,}", f"{one.bytes / 1e6:,.0f}",
        f"{one.drawn.processor / million:,.1f}",
    )  # fmt: skip
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, HEAD.values(), strict=True))


def main(words: list[str] | None = None) -> int:
    """Print seconds a million learners and the most memory at four sizes, and the slowest learner."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_linear", description=main.__doc__)
    add = parser.add_argument
    add("--learners", type=count, default=5_000_000, help="the largest nation (5,000,000)")
    add("--records", type=float, default=30, help="records a learner, on average (30)")
    add("--contested", type=float, default=THIRD, help="share of the learners, 0 to 1 (0.34)")
    add("--seed", type=int, default=1, help="of the learners (1)")
    add("--folder", type=Path, help="where there is room for the files (that of temporary files)")
    add(
        "--slowest",
        type=count,
        default=100_000,
        help="learners among whom the slowest is looked for (100,000)",
    )
    arguments = parser.parse_args(words)
    above = arguments.folder or Path(tempfile.gettempdir())
    wanted, free = int(arguments.learners * arguments.records * BYTES_A_RECORD), shutil.disk_usage(above).free
    if free < wanted:
        print(
            f"batch_linear: {above} has {free / 1e9:,.1f} GB free, {wanted / 1e9:,.1f} GB may be needed:"
            " give another --folder or fewer --learners",
            file=sys.stderr,
        )
        return 2
    print(f"batch_linear: audit-batch, one process, {arguments.records:g} records a learner; {load()}")
    print("".join(f"{name:>{width}}" for name, width in HEAD.items()), flush=True)
    before = None
    with tempfile.TemporaryDirectory(dir=above) as folder:
        for part in PARTS:
            learners = max(1, round(arguments.learners * part))
            drawn = (learners, arguments.records, arguments.contested, arguments.seed)
            found = measure(*drawn, Path(folder) / "nation")
            print(row(found, before), flush=True)
            before = found
    drawn_with = setup(arguments.contested, arguments.seed, arguments.records)
    print(told(choices(arguments.contested, drawn_with, min(arguments.slowest, arguments.learners))))
    print(f"  {load()}")
    return 0


def told(found: Choices) -> str:
    """The slowest learner, in words."""
    times = f"median {found.at(0.5):.1f}, 99th percentile {found.at(0.99):.1f}, slowest {found.at(1):,.1f}"
    return f"  the choice of one of {len(found.times):,}: {times} microseconds: {found.slowest}"


if __name__ == "__main__":
    sys.exit(main())
