"""Cases, and ways to run ``baeum audit`` on them, that its tests share."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import baeum
from baeum.cli import main

Said = pytest.CaptureFixture[str]
EXAMPLES = Path(baeum.__file__).parent / "calculator" / "examples"
COMMAND = [sys.executable, "-m", "baeum.cli", "audit"]
CASES = [
    json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
    for path in sorted(EXAMPLES.glob("*.json"))
]
GOAL = ["--degree", "bachelor", "--major", "computer-science", "--high-school", "2010-02-15"]
GOAL += ["--as-of", "2026-11-21"]


def audit(said: Said, *words: str | Path) -> tuple[int, str, str]:
    code = main(["audit", *map(str, words)])
    out, err = said.readouterr()
    return code, out, err


def process(*words: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, words)], input=given, capture_output=True, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def changed(number: int = 0, **fields: Any) -> dict[str, Any]:
    case = copy.deepcopy(CASES[number])
    case.update(fields)
    return case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four cases: a.json, b.json and two lines of c.jsonl."""
    for name, case in zip("ab", CASES, strict=False):
        (tmp_path / f"{name}.json").write_text(
            json.dumps(case, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    lines = [json.dumps(case, ensure_ascii=False) for case in CASES[2:4]]
    (tmp_path / "c.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a case", encoding="utf-8")
    return tmp_path
