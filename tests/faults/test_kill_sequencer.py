"""A short run of kill_sequencer; the long one is run by hand, before releases."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from migrated_folder import MigratedFolder


def test_no_checkpoint_contradicts_another(migrated: MigratedFolder) -> None:
    assert migrated.answer.returncode == 0, migrated.answer.stderr
    words = f"--rounds 3 --seed 5 --like {migrated.path}".split()
    command = [sys.executable, "-m", "tests.faults.kill_sequencer", *words]
    root = Path(__file__).parents[2]
    run = subprocess.run(command, capture_output=True, text=True, timeout=400, cwd=root, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    found = re.search(r"entered (\d+): lost 0, twice 0, gaps 0", run.stdout)
    assert found and int(found[1]) > 100, run.stdout
    assert re.search(r"seen on the disk ([4-9]|\d\d+): contradictions 0, backwards 0", run.stdout), run.stdout
