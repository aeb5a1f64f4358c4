"""A short run of kill_during_deposits; the long one is run by hand, before releases."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from migrated_folder import MigratedFolder


def test_nothing_acknowledged_is_lost_or_counted_twice(migrated: MigratedFolder) -> None:
    assert migrated.answer.returncode == 0, migrated.answer.stderr
    words = f"--rounds 4 --seed 7 --like {migrated.path}".split()
    command = [sys.executable, "-m", "tests.faults.kill_during_deposits", *words]
    root = Path(__file__).parents[2]
    run = subprocess.run(command, capture_output=True, text=True, timeout=400, cwd=root, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    found = re.search(r"acknowledged deposits (\d+): lost 0, counted twice 0", run.stdout)
    assert found and int(found[1]) > 20, run.stdout
    assert "events missing 0, answers that differed 0, accounts broken 0" in run.stdout
