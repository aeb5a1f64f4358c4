"""What a module of these tests prints when the kernel is run interpreted, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def told_by(module: str) -> Any:
    """The JSON that a module of this folder prints."""
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    words = [sys.executable, "-m", f"tests.batch.{module}"]
    found = subprocess.run(words, capture_output=True, check=True, cwd=ROOT, env=environment)
    return json.loads(found.stdout)
