"""The third-party files are those the notice names, complete, and call nobody."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "src/baeum/static/vendor"


def test_every_file_is_as_it_was_taken() -> None:
    stated = json.loads((VENDOR / "versions.json").read_text())["files"]
    found = {
        path.relative_to(VENDOR).as_posix(): "sha384-"
        + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "versions.json"
    }
    assert found == stated


def test_styles_point_to_files_that_are_here_and_to_all_of_them() -> None:
    used = set()
    for sheet in VENDOR.rglob("*.css"):
        for address in re.findall(r"url\(([^)]+)\)", sheet.read_text(encoding="utf-8")):
            target = (sheet.parent / address.strip("\"'")).resolve()
            assert target.is_file(), f"{sheet.name}: {address}"
            used.add(target)
        assert "//" not in re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    here = {path for path in VENDOR.rglob("*") if path.suffix in (".svg", ".woff2")}
    assert here - used == set()


def test_the_marks_of_the_state_are_not_shipped() -> None:
    names = " ".join(path.name for path in VENDOR.rglob("*"))
    assert not re.search("flag|logo|favicon|certify", names)
