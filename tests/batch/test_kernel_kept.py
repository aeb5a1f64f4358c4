"""What the kernel compiled is kept only as long as nothing that was compiled into it has changed."""

from __future__ import annotations

import re
from pathlib import Path

import baeum_rules.batch.kernel
from baeum_rules.batch.kernel.making import TAKEN_FROM


def test_every_module_that_is_compiled_in_is_looked_at() -> None:
    folder = Path(str(baeum_rules.batch.kernel.__file__)).parent
    text = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    found = set(re.findall(r"from baeum_rules\.recognition\.(\w+) import", text))
    assert found - {"thresholds"} == set(TAKEN_FROM)  # thresholds are read, not compiled
