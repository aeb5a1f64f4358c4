"""The kernel run interpreted, in a process of its own: what it goes through is counted, and printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
gone: Counter[str] = Counter()  # how often each way was gone


def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose answers are counted under a name."""

    def called(*given: Any) -> Any:
        found = function(*given)
        gone[f"{name} {int(found)}"] += 1
        return found

    return called


def told_by(module: str) -> Any:
    """The JSON that a module of this folder prints."""
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    words = [sys.executable, "-m", f"tests.batch.{module}"]
    found = subprocess.run(words, capture_output=True, check=True, cwd=ROOT, env=environment)
    return json.loads(found.stdout)
