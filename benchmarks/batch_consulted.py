"""Only who can change: how fast they are told, how many they are, and whether that is the same as everyone.

Learners of the synthetic nation, from Parquet; the five changes are of kinds that a year brings.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

MANY = 100_000
SEED = 20_260
CHANGES: tuple[tuple[str, date, Any], ...] = (
    ("window.semester.limit", date(2024, 3, 1), 27),
    ("accredited.minimum_score", date(2025, 3, 1), 65),
    ("requirement.bachelor.first.liberal_arts", date(2026, 1, 1), 27),
    ("certificate.limit.bachelor.first", date(2026, 1, 1), 2),
    ("school.limit.college_2y", date(2026, 1, 1), 90),
)


class Audited(NamedTuple):
    """The nation audited: chunk by chunk nested learners, answers, what they consulted."""

    nested: list[Any]
    answers: list[Any]
    consulted: list[Any]


def main(words: list[str]) -> int:
    """Measure, and compare the answers of those selected with those of everyone; 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=MANY, help=f"how many ({MANY:,})")
    arguments = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        return measure(arguments.learners, Path(folder))


def measure(count: int, folder: Path) -> int:
    """The table of the benchmark."""
    import pyarrow as pa
    from pyarrow import parquet

    from baeum_rules.batch.answering import Auditor
    from baeum_rules.batch.who_can_change import columns_needed, who_can_change
    from baeum_rules.parameters import load_law

    law = load_law()
    chunks = nation(count, folder)
    plain, telling = Auditor(law), Auditor(law, consulted=True)
    telling.audit(chunks[0].slice(0, 100))  # compiled, and read from where it is kept
    plain.audit(chunks[0].slice(0, 100))
    bare, _ = timed(lambda: [plain.audit(chunk).answers for chunk in chunks])
    seconds, both = timed(lambda: [telling.audit(chunk) for chunk in chunks])
    audited = Audited(chunks, [one.answers for one in both], [one.consulted for one in both])
    path = folder / "consulted.parquet"
    parquet.write_table(pa.Table.from_batches(audited.consulted), path, compression="zstd")
    print(
        f"{count:,} learners audited: {count / bare:,.0f} a second, {count / seconds:,.0f} with what was "
        f"consulted ({path.stat().st_size / count:.0f} bytes a learner)"
    )
    wrong = 0
    for name, since, value in CHANGES:
        other = changed(law, name, since, value)
        needed = columns_needed(law, other)
        reading, table = timed(lambda needed=needed: parquet.read_table(path, columns=needed))
        telling_who, mask = timed(lambda table=table, other=other: who_can_change(table, law, other))
        same = is_same(audited, mask, Auditor(other))
        wrong += not same.same
        print(
            f"{name} {value} from {since}: {mask.mean():.2%} selected, {same.changed / count:.2%} changed; "
            f"{count / telling_who / 1e6:.1f} M a second, with the reading of {len(needed)} columns "
            f"{count / (reading + telling_who) / 1e6:.1f} M; {'as everyone' if same.same else 'DIFFERENT'}"
        )
    return 1 if wrong else 0


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    began = time.perf_counter()
    found = run()
    return time.perf_counter() - began, found


def nation(count: int, folder: Path) -> list[Any]:
    """Synthetic learners as nested chunks, read as a batch reads them."""
    from baeum_rules.batch.joining import CHUNK, chunks_of
    from baeum_rules.batch.running import open_tables
    from baeum_rules.synth.blocks import setup_of
    from baeum_rules.synth.writing import write

    write(folder, count, setup_of(SEED))
    learners, records = open_tables(f"{folder}/learners.parquet", f"{folder}/records.parquet")
    return [chunk.nested for chunk in chunks_of(learners, records, CHUNK)]


def changed(law: Any, name: str, since: date, value: Any) -> Any:
    """The law with one more version of a number."""
    from baeum_rules.changes import Change

    return law.changed([Change(name, since, value, law.parameter(name).versions[-1].clause)])


class Same(NamedTuple):
    """Whether the selected alone give what everyone gives; how many answers are others than before."""

    same: bool
    changed: int


def is_same(audited: Audited, mask: Any, auditor: Any) -> Same:
    """Audit everyone and those selected by the changed law, and compare; the column ``law`` is left out."""
    import pyarrow as pa

    same, others, at = True, 0, 0
    for nested, old in zip(audited.nested, audited.answers, strict=True):
        here = pa.array(mask[at : at + nested.num_rows])
        at += nested.num_rows
        everyone = auditor.audit(nested).answers.drop_columns(["law"])
        alone = auditor.audit(nested.filter(here)).answers.drop_columns(["law"])
        kept = pa.compute.invert(here)
        before = old.drop_columns(["law"])
        same &= alone.equals(everyone.filter(here)) and before.filter(kept).equals(everyone.filter(kept))
        picked = zip(before.filter(here).to_pylist(), alone.to_pylist(), strict=True)
        others += sum(one != other for one, other in picked)
    return Same(same, others)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
