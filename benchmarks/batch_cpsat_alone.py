"""Cases as JSON in, their optimum by CP-SAT out; a process of its own, that loads no other solver."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from tests.oracle.brute_eligibility import eligible
from tests.oracle.cpsat import solve_timed

from benchmarks.batch_oracle import know


def optimum(case: dict[str, Any]) -> dict[str, Any]:
    """Levels, and seconds of the processor to build and solve: all but eligibility, which is timed apart."""
    began = time.process_time()
    eligible(case)
    between = time.process_time()
    levels = solve_timed(case).levels
    both = time.process_time() - between
    return {"levels": levels, "seconds": max(both - (between - began), 0.0)}


if __name__ == "__main__":
    given = json.load(sys.stdin)
    know(given["certificates"])
    json.dump([optimum(case) for case in given["cases"]], sys.stdout)
