"""The impact of a change of the law on many decisions, beside answering each of them once.

Cases of ordinary learners; changes that reach none, few, many and nearly all of them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from datetime import date

from tests.oracle.cases import large_case

from baeum.commands.audit_input import Given
from baeum.commands.law_preview_work import Setup, impacts
from baeum_rules.changes import Change
from baeum_rules.parameters import load_law
from baeum_rules.recognition import recognise

CHANGES = {  # what it is called in the table: name, value, first day
    "of a day to come": ("accredited.minimum_score", 65, date(2090, 1, 1)),
    "that few ask for": ("heritage.credits.completer", 20, date(2001, 1, 1)),
    "of a limit": ("bdes.limit.stage_1", 12, date(2001, 1, 1)),
    "of a score, 60 to 62": ("accredited.minimum_score", 62, date(2006, 1, 1)),
    "of a score, 60 to 80": ("accredited.minimum_score", 80, date(2006, 1, 1)),
}


def main(words: list[str]) -> int:
    """Print seconds, milliseconds a decision, and the ratio to one answer of the bare engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=10_000, help="how many (10,000)")
    arguments = parser.parse_args(words)
    texts = [
        json.dumps(large_case(random.Random(n), "ordinary")).encode() for n in range(arguments.decisions)
    ]
    some = texts[:500]
    began = time.perf_counter()
    for text in some:
        recognise(text)
    bare = (time.perf_counter() - began) / len(some)
    print(f"{len(texts):,} decisions; one answer of the bare engine {bare * 1000:.2f} ms")
    print(f"{'change':24}{'reached':>9}{'affected':>10}{'s':>8}{'ms each':>9}{'ratio':>7}")
    for called, (name, value, since) in CHANGES.items():
        clause = load_law().parameter(name).versions[-1].clause
        setup = Setup(None, (Change(name, since, value, clause),), ())
        began = time.perf_counter()
        found = [one.impact for one in impacts(_given(texts), setup)]
        each = (time.perf_counter() - began) / len(texts)
        reached, affected = (
            sum(map(bool, one)) for one in zip(*((i.reached, i.differences) for i in found), strict=True)
        )
        counts, times = f"{reached:9,}{affected:10,}", f"{each * len(texts):8.1f}{each * 1000:9.2f}"
        print(f"{called:24}{counts}{times}{each / bare:7.2f}", flush=True)
    return 0


def _given(texts: list[bytes]) -> Iterator[Given]:
    for number, text in enumerate(texts, 1):
        yield Given(str(number), text, None, number)


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
