"""What the parts of a batch take, each alone, on the same learners."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.judging import judge
from baeum_rules.batch.kernel.choosing import Chooser
from baeum_rules.batch.running import Job, run_job
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import Law, load_law
from baeum_rules.synth.people import Setup
from baeum_rules.synth.writing import write
from benchmarks.batch_nation import Spent, fastest, named, nested

STAGES = ("encode", "judge", "choose", "Arrow", "Parquet")


class Measured(NamedTuple):
    """``spent``: by stage, seconds for all learners; the shares are of learners."""

    called: str
    learners: int
    records: int
    contested: float
    handed: float
    spent: dict[str, Spent]

    def rate(self, stage: str) -> float:
        """Learners a second of one processor."""
        return self.learners / max(self.spent[stage].processor, 1e-9)


def measure(contested: float, drawn: Setup, learners: int, on_disk: int, repeats: int) -> Measured:
    """Every stage on the first learners of a seed; the best of so many repeats of each.

    ``on_disk``: how many are read from files; the seconds told for them are those of ``learners`` of them.
    """
    law, chooser = load_law(), Chooser()
    auditor = Auditor(law, chooser)
    batches = list(nested(learners, drawn))
    counts = [auditor.audit(batch).counts for batch in batches]
    spent = _in_memory(batches, law, chooser, repeats)
    spent["Arrow"] = fastest(lambda: [auditor.audit(batch) for batch in batches], repeats)
    whole = _from_disk(on_disk, drawn, law, repeats)
    spent["Parquet"] = Spent(*(seconds * learners / on_disk for seconds in whole))
    return Measured(
        named(contested),
        learners,
        sum(len(batch.column("records").flatten()) for batch in batches),
        sum(count.contested for count in counts) / learners,
        sum(count.handed for count in counts) / learners,
        spent,
    )


def _in_memory(batches: list[pa.RecordBatch], law: Law, chooser: Chooser, repeats: int) -> dict[str, Spent]:
    """Encoding; judging from columns; choosing, which is what the kernel takes without the judging in it."""
    kept = [_encoder(law).encode(batch)[:4] for batch in batches]  # an encoder each: columns that last
    encoder = _encoder(law, reuse=True)
    spent = {
        "encode": fastest(lambda: [encoder.encode(batch) for batch in batches], repeats),
        "judge": fastest(lambda: [judge(*one[:3], chooser.numbers) for one in kept], repeats),
    }
    both = fastest(lambda: [chooser(*one) for one in kept], repeats)
    spent["choose"] = Spent(*(max(a - b, 1e-9) for a, b in zip(both, spent["judge"], strict=True)))
    return spent


def _encoder(law: Law, *, reuse: bool = False) -> Encoder:
    return Encoder(load_certificates(f"{law.folder}/certificates"), reuse=reuse)


def _from_disk(learners: int, drawn: Setup, law: Law, repeats: int) -> Spent:
    """From two Parquet files to one, as ``baeum audit-batch`` does it: one process, nothing resumed."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), learners, drawn)
        files = [f"{folder}/{name}" for name in ("learners.parquet", "records.parquet", "out.parquet")]
        job = Job(*files, f"{folder}/errors.csv", law, 20_000, 1, False)
        return fastest(lambda: run_job(job, lambda *_: None), repeats)
