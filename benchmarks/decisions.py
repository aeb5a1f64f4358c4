"""Stored decisions recomputed: how long, and whether each gives the same answer, beside the bare engine.

In a database of its own, filled with a crowd and two decisions for each learner.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import islice

from benchmarks.statement import database

MANY = 10_000


def main(words: list[str]) -> int:
    """Store the decisions, recompute them, change one and see it found; 1 where that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=MANY, help=f"how many ({MANY:,})")
    arguments = parser.parse_args(words)
    with database():
        return measure(arguments.decisions)


def measure(decisions: int) -> int:
    """Load, check, and spoil one."""
    from baeum.claims.recomputing import check
    from baeum.claims.stored import stored_decisions
    from baeum.config.database import owner_address
    from baeum.crowd.decisions import decide_for_crowd
    from baeum.crowd.loading import Wish, load
    from baeum.postgres.connecting import connect
    from baeum_rules.recognition import recognise

    owner = owner_address()
    assert owner is not None
    with connect(owner) as connection:
        load(connection, Wish(-(-decisions // 2), 30), lambda _: None)
        began = time.monotonic()
        came = decide_for_crowd(connection, decisions, lambda _: None)
        stored = time.monotonic() - began
        print(f"{came:,} decisions stored in {stored:.1f} s ({came / stored:.0f} a second)", flush=True)
        began = time.monotonic()
        found = check(connection, lambda _: None)
        seconds = time.monotonic() - began
        some = [one.case for one in islice(stored_decisions(connection), 300) if one.case]
        began = time.monotonic()
        for case in some:
            recognise(case)
        bare = (time.monotonic() - began) / max(1, len(some))
    each = seconds / max(1, found.total)
    print(
        f"{found.total:,} recomputed in {seconds:.1f} s: {found.same:,} the same, {len(found.differing)}"
        f" different, {len(found.broken)} broken; {each * 1000:.2f} ms each, x{each / bare:.2f} of the bare"
        f" engine in one process ({bare * 1000:.2f} ms)"
    )
    return 0 if found.same == found.total == came else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
