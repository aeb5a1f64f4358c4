"""A sample of learners decided by the batch and, in a process of its own, by another solver."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.columns import HANDED, Decided
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.held_rows import chosen
from baeum_rules.batch.judging import judge
from baeum_rules.batch.kernel.choosing import Chooser
from baeum_rules.batch.one_by_one import decide_one_by_one
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law
from baeum_rules.synth.people import Setup
from benchmarks.batch_nation import fastest, nested

ROOT = Path(__file__).parent.parent
LEVELS = ("remaining", "recognised", "major", "liberal_arts")

Levels = tuple[int, ...] | None  # in the order of LEVELS; None: what must count cannot be had


class Ours(NamedTuple):
    """A sample and what the batch says of it. ``seconds``: of the processor, to choose, without eligibility.

    ``handed``: who was handed over, a flag each; deciding them one by one takes ``handed_seconds`` more.
    """

    batch: pa.RecordBatch
    names: list[str]
    levels: list[Levels]
    seconds: float
    contested: float
    handed: list[bool]
    handed_seconds: float

    def rate(self) -> float:
        """Learners a second of the processor, all of them decided."""
        return len(self.names) / (self.seconds + self.handed_seconds)


def ours(drawn: Setup, learners: int, repeats: int = 20) -> Ours:
    """The first learners of a seed, decided; all of them at least so many times."""
    batch = next(nested(learners, drawn))
    chooser, law = Chooser(), load_law()
    answered = Auditor(law, chooser).audit(batch)
    columns = Encoder(load_certificates(f"{law.folder}/certificates")).encode(batch)[:4]
    both = fastest(lambda: chooser(*columns), repeats).processor
    alone = fastest(lambda: judge(*columns[:3], chooser.numbers), repeats).processor
    decided: Decided = chooser(*columns)
    handed = decided.state == HANDED
    more = 0.0
    if handed.any():
        start, places = columns[1].start, handed.astype(np.uint8)
        theirs = chosen(batch, places)
        more = fastest(lambda: decide_one_by_one(theirs, start, places, law, decided), 1).processor
    return Ours(
        batch,
        batch.column("learner").to_pylist(),
        levels_of(answered.answers),
        both - alone,
        answered.counts.contested / learners,
        handed.tolist(),
        more,
    )


def levels_of(answers: pa.RecordBatch) -> list[Levels]:
    """The levels of each learner of an answer."""
    columns = (answers.column(name).to_pylist() for name in LEVELS)
    return [None if None in row else row for row in zip(*columns, strict=True)]


def apart(script: str, given: Any, python: str = sys.executable) -> Any:
    """What a script of this folder prints as JSON when it is given something as JSON, in another process."""
    command = [python, "-m", f"benchmarks.{script}"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"benchmarks.{script} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def environment(folder: Path, packages: list[str]) -> str:
    """The Python of an environment of its own with these packages; what is there already is used."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "--quiet", "install", *packages], check=True)
    return str(python)


def differing(found: Ours, theirs: list[Levels], count: int, tell: Callable[[str], object] = print) -> int:
    """How many learners the two differ on, in so many levels; each is told."""
    mismatches = 0
    for name, mine, other in zip(found.names, found.levels, theirs, strict=True):
        if (mine and mine[:count]) != (other and tuple(other)[:count]):
            mismatches += 1
            tell(f"    {name}: ours {mine}, theirs {other}")
    return mismatches
