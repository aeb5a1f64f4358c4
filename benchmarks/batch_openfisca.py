"""The eligibility rules of a batch beside openfisca-core, on the same records."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.columns import Certificates, Learners, Records
from baeum_rules.batch.encoding import Encoded, Encoder
from baeum_rules.batch.judging import judge, numbers_as_arrays
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law
from baeum_rules.recognition.judging import RULES, SECOND_MAJOR_ONLY
from baeum_rules.recognition.numbers import NAMES, NEVER, Numbers
from baeum_rules.recognition.thresholds import thresholds_of
from benchmarks.batch_beside import apart, environment
from benchmarks.batch_nation import THIRD, count, fastest, load, nested, setup
from benchmarks.batch_openfisca_rules import FIRST_DAY, OF_CERTIFICATE, OF_LEARNER, OF_RECORD

PACKAGES = ["openfisca-core==46.0.1"]
ASKED = 15  # of NAMES, those that eligibility asks


def versions(numbers: Numbers) -> dict[str, list[tuple[int, str, int]]]:
    """The versions of each number that eligibility asks: first day, the same in words, value."""
    found = {}
    for name in range(ASKED):
        place, of_name = int(numbers.first[name]), []
        while numbers.since[place] != NEVER:
            day = max(int(numbers.since[place]), FIRST_DAY)
            of_name.append((day, date.fromordinal(day).isoformat(), int(numbers.value[place])))
            place += 1
        found[NAMES[name].replace(".", "_")] = of_name
    return found


def columns(learners: Learners, records: Records, certificates: Certificates) -> dict[str, Any]:
    """The arrays that the rules ask for; what is known of a certificate stands at its record."""
    place = records.certificate
    known = (place >= 0).astype(np.int8)
    found = {name: getattr(records, name) for name in OF_RECORD if name not in OF_CERTIFICATE}
    found |= {name: getattr(learners, name) for name in OF_LEARNER} | {"known": known}
    for name in OF_CERTIFICATE[1:]:
        of_entry = getattr(certificates, name)
        found[name] = np.where(known, of_entry[place] if len(of_entry) else -1, -1)
    found["owner"] = np.repeat(np.arange(len(learners.as_of)), np.diff(records.start))
    return found


def theirs(encoded: Encoded, numbers: Numbers, repeats: int, python: str) -> tuple[Any, dict[str, float]]:
    """The rules that each record fails by OpenFisca, as bits; and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        np.savez(f"{folder}/columns.npz", **columns(*encoded[:3]))
        given = {
            "columns": f"{folder}/columns.npz",
            "refused": f"{folder}/refused.npy",
            "versions": versions(numbers),
            "bits": {rule: bit for bit, rule in enumerate(RULES)},
            "repeats": repeats,
        }
        spent = apart("batch_openfisca_alone", given, python)
        return np.load(f"{folder}/refused.npy"), spent


def compare(batch: pa.RecordBatch, repeats: int, python: str) -> int:
    """Print rates and ratios; returns how many records the two judge differently."""
    law = load_law()
    numbers = numbers_as_arrays(thresholds_of(law))
    table = load_certificates(f"{law.folder}/certificates")
    encoded, encoder, auditor = Encoder(table).encode(batch), Encoder(table, reuse=True), Auditor(law)
    refused, spent = theirs(encoded, numbers, repeats, python)
    mine = judge(*encoded[:3], numbers).refused.astype(np.int64) & ~SECOND_MAJOR_ONLY
    mismatches = int((mine != refused).sum())
    rates = {
        "OpenFisca, from arrays": batch.num_rows / spent["whole"],
        "OpenFisca, formulas alone": batch.num_rows / spent["formulas"],
    }
    acts = {
        "ours, from arrays": lambda: judge(*encoded[:3], numbers),
        "ours, from Arrow": lambda: judge(*encoder.encode(batch)[:3], numbers),
        "ours, from Arrow, all decided": lambda: auditor.audit(batch),
    }
    rates |= {name: batch.num_rows / fastest(act, repeats).processor for name, act in acts.items()}
    whole = rates["OpenFisca, from arrays"]
    for name, rate in rates.items():
        print(f"  {name:32}{rate:>14,.0f} learners a second{rate / whole:>10.1f} times OpenFisca from arrays")
    failed = [RULES[bit] for bit in range(len(RULES)) if (mine >> bit & 1).any()]
    print(
        f"  rules compared {len(RULES) - 1}, all but second.major_only; failed by some: {', '.join(failed)}"
    )
    print(f"  records {len(mine):,}, refused {(mine != 0).mean():.1%}, mismatches {mismatches}")
    return mismatches


def main(words: list[str] | None = None) -> int:
    """Print learners a second of both; 1 if they ever judge a record differently."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_openfisca", description=main.__doc__)
    add = parser.add_argument
    add("--learners", type=count, default=10_000, help="one block of them, at most 10,000 (10,000)")
    add("--repeats", type=int, default=5, help="the best of so many (5)")
    add("--seed", type=int, default=1, help="of the learners (1)")
    add("--environment", type=Path, metavar="FOLDER", help="of OpenFisca; kept for the next run (a new one)")
    arguments = parser.parse_args(words)
    print(f"batch_openfisca: the rules of eligibility, one core; {load()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        python = environment(arguments.environment or Path(folder) / "openfisca", PACKAGES)
        batch = next(nested(arguments.learners, setup(THIRD, arguments.seed)))
        mismatches = compare(batch, arguments.repeats, python)
    print(f"  {load()}")
    return int(mismatches > 0)


if __name__ == "__main__":
    sys.exit(main())
