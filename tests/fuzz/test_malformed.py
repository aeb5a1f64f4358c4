"""Malformed input is answered with errors that name the place, in both languages; never with a traceback."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from baeum.cli import main
from baeum_rules.recognition import audit

from .malformed import Malformed, malformed_cases
from .valid import valid_case

SEEDS = (0, 1)
EVERY = 12  # which of the cases go through the command in this process
UNFILLED = re.compile(r"\{[a-z_]+\}")  # the place of a figure in a sentence
APART = 90  # and which through a process of their own


def answered(document: Any) -> list[dict[str, Any]]:
    """The errors of a document given as text, bytes or JSON value; [] if it was accepted."""
    errors: list[dict[str, Any]] = audit(document).get("errors", [])
    return errors


def complaint(case: Malformed, errors: list[dict[str, Any]]) -> str:
    """What is wrong with the errors of a malformed case; empty if nothing is."""
    if not errors:
        return "accepted"
    unclear = [error for error in errors if not _is_clear(error)]
    if unclear:
        return f"unclear: {unclear[0]}"
    try:
        json.dumps(errors, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return "errors that cannot be written as UTF-8"
    if case.record is None and case.field is None:
        return ""
    places = [(error["record"], error["field"]) for error in errors]
    return "" if any(_names(case, *place) for place in places) else f"names only {places[:3]}"


def _is_clear(error: dict[str, Any]) -> bool:
    """All keys, a code, and a finished sentence in both languages."""
    ko, en = str(error.get("ko")), str(error.get("en"))
    finished = all(" " in one.strip() and not UNFILLED.search(one) for one in (ko, en))
    finished = (
        finished and any("가" <= c <= "힣" for c in ko) and any(c.isascii() and c.isalpha() for c in en)
    )
    return set(error) == {"record", "field", "code", "ko", "en"} and bool(error["code"]) and finished


def _names(case: Malformed, record: str | None, field: str | None) -> bool:
    right_record = case.record is None or record == case.record
    field = field or ""
    right_field = (
        case.field is None or field == case.field or field.startswith((case.field + "[", case.field + "."))
    )
    return right_record and right_field


def test_the_base_is_valid_and_the_cases_are_many() -> None:
    for seed in range(20):
        assert answered(valid_case(random.Random(seed))) == []
        assert answered(json.dumps(valid_case(random.Random(seed)))) == []
    assert len(list(malformed_cases(0))) > 2000


@pytest.mark.parametrize("seed", SEEDS)
def test_every_malformed_case_is_answered_with_its_place(seed: int) -> None:
    wrong = {case.what: complaint(case, answered(case.document)) for case in malformed_cases(seed)}
    assert {what: why for what, why in wrong.items() if why} == {}


def test_all_errors_at_once() -> None:
    case = valid_case(random.Random(0))
    case["as_of"] = "2026-02-30"
    case["records"][0] |= {"score": "59", "credits": 0}
    case["records"][3]["name"] = ""
    case["choices"]["leave"] = ["r99"]
    places = {(error["record"], error["field"]) for error in answered(case)}
    assert {(None, "as_of"), ("r1", "score"), ("r1", "credits"), ("r4", "name")} <= places
    assert any(field and field.startswith("choices.leave") for _, field in places)


def as_file(case: Malformed, folder: Path) -> Path:
    """The document as a file; a lone surrogate becomes a JSON escape."""
    path = folder / "case.json"
    document = case.document
    if isinstance(document, dict):
        path.write_text(json.dumps(document), encoding="utf-8")
    elif isinstance(document, str):
        path.write_bytes(document.encode("utf-8", "surrogatepass"))
    else:
        path.write_bytes(document)
    return path


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_refuses_with_2(
    as_json: bool, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    wrong = {}
    for case in list(malformed_cases(0))[::EVERY]:
        code = main(["audit", str(as_file(case, tmp_path)), *(["--json"] if as_json else [])])
        out, err = capfdbinary.readouterr()
        spoken = json.loads(out)["errors"] if as_json else err.strip() and not out
        if code != 2 or not spoken or b"Traceback" in err:
            wrong[case.what] = (code, out[:80], err[:80])
    assert wrong == {}


def test_the_command_as_its_own_process(tmp_path: Path) -> None:
    wrong = {}
    for case in list(malformed_cases(2))[::APART]:
        path = as_file(case, tmp_path)
        done = subprocess.run(
            [sys.executable, "-m", "baeum.cli", "audit", str(path)],
            capture_output=True,
            check=False,
            timeout=60,
        )
        said = done.stderr.decode()
        if done.returncode != 2 or done.stdout or not said.strip() or "Traceback" in said:
            wrong[case.what] = (done.returncode, done.stdout[:80], said[-200:])
    assert wrong == {}
