"""Verifiers that nobody here wrote, from npm, run by node as one process for all tests."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
INSTALL = ["npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
REQUIRED = "BAEUM_INDEPENDENT"  # set where they must run, as in CI: then nothing is skipped


class Independent:
    """The process; a task in, an answer out."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", "verifier.mjs"], cwd=HERE, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, **task: Any) -> dict[str, Any]:
        """Whether it is ``verified``, ``why`` not, and what else the library tells."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the process of the independent verifiers has died"
        return dict(json.loads(answer))

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)


def installed() -> Independent:
    """The verifiers, installed at the versions of the lock file; skips, loudly, where that cannot be."""
    if not (shutil.which("node") and shutil.which("npm")):
        without("node and npm are not on this machine")
    wanted = sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    with (HERE / ".installing").open("w") as lock:  # several workers, one installation
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = HERE / "node_modules" / ".wanted"
        if not stamp.exists() or stamp.read_text() != wanted:
            done = subprocess.run(INSTALL, cwd=HERE, capture_output=True, text=True, check=False, timeout=300)
            if done.returncode:
                without(f"npm could not install them: {done.stderr.strip()[:300]}")
            stamp.write_text(wanted)
    return Independent()


def without(why: str) -> None:
    """Skip, or fail where they must run."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"the independent verifiers must run here: {why}")
    pytest.skip(f"NOT VERIFIED BY ANYBODY ELSE: {why}")
