"""The one file: built from the same code, it says the same without an installation and without a network."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tools.offline_verifier import main as build

from .making import World, as_bytes

ON = "2026-11-27"
# No site-packages, no connection: as on the machine of an employer.
ALONE = """
import runpy, socket, sys
def refuse(*_): raise AssertionError("a connection was opened")
socket.socket = refuse
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("verifier") / "baeum-verify.pyz"
    assert build([str(file), "--libraries"]) == 0
    return file


class Desk:
    """An employer's folder: what they were given, and the verifier."""

    def __init__(self, folder: Path, world: World, one_file: Path) -> None:
        self.folder, self.one_file = folder, one_file
        (folder / "did.json").write_text(json.dumps(world.document))
        for name, held in zip(("list.json", "list.jwt"), world.lists(), strict=True):
            (folder / name).write_bytes(held)

    def run(self, held: Any, *more: str, on: str = ON) -> tuple[int, dict[str, Any]]:
        (self.folder / "given").write_bytes(as_bytes(held))
        lists = ["--status", "list.json", "--status", "list.jwt"]
        day = ["--on", on] if on else []
        words = ["given", "--issuer", "did.json", *day, "--json", *(more or lists)]
        command = [sys._base_executable, "-I", "-S", "-c", ALONE, str(self.one_file), *words]  # type: ignore[attr-defined]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=60
        )
        assert not done.stderr, done.stderr
        return done.returncode, json.loads(done.stdout)


@pytest.fixture
def desk(tmp_path: Path, world: World, one_file: Path) -> Desk:
    return Desk(tmp_path, world, one_file)


@pytest.mark.parametrize("kind", ["badge", "portfolio", "certificate"])
def test_it_says_what_the_site_says(desk: Desk, world: World, kind: str) -> None:
    held = getattr(world, kind)()
    code, answer = desk.run(held)
    assert (code, answer["outcome"]) == (0, "valid")
    assert answer["shown"] == json.loads(json.dumps(dict(world.verify(held).shown)))


def test_it_sees_every_other_outcome(desk: Desk, world: World) -> None:
    badge = world.badge()
    changed = as_bytes(badge).replace("파이썬".encode(), "자바닥".encode())
    assert desk.run(changed)[1]["outcome"] == "changed"
    assert desk.run(badge, on="2028-01-01")[1]["outcome"] == "expired"
    assert desk.run(World().badge())[1]["outcome"] == "changed"
    assert desk.run(badge, "--status", "list.jwt")[1]["outcome"] == "unchecked"
    assert desk.run(b"%PDF")[1]["outcome"] == "unreadable"
    world.bits.set([77])
    (desk.folder / "list.json").write_bytes(world.lists()[0])
    assert desk.run(badge)[1]["outcome"] == "revoked"
    other = {**badge.document, "issuer": {"id": "did:web:other.example", "type": ["Profile"]}}
    code, answer = desk.run(other)
    assert (code, answer["outcome"]) == (1, "unknown_issuer")


def test_it_takes_the_day_of_today_where_none_is_told(desk: Desk, world: World) -> None:
    code, answer = desk.run(world.badge(), on="")
    assert code in (0, 1) and answer["reasons"][0]["code"] != "verify.changed" and answer["shown"]


def test_it_kills_poison_too(desk: Desk, world: World) -> None:
    names = [f"_:n{n}" for n in range(9)]
    document = {**world.badge().document}
    document["evidence"] = [
        {"id": a, "type": "Evidence", "audience": [{"id": b} for b in names if b != a]} for a in names
    ]
    assert desk.run(document)[1]["reasons"][0]["code"] == "credential.poison"


def test_it_tells_a_person_in_both_languages(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from baeum.credentials.offline import main

    (tmp_path / "did.json").write_text(json.dumps(world.document))
    (tmp_path / "badge.json").write_bytes(as_bytes(world.badge()))
    words = [str(tmp_path / "badge.json"), "--issuer", str(tmp_path / "did.json"), "--on", ON]
    assert main(words) == 1
    shown = capsys.readouterr().out
    assert (
        shown.startswith("확인하지 못함 / NOT CHECKED") and "거두었는지" in shown and "파이썬 기초 1" in shown
    )
    assert main([*words[:-1], "2026-11-27", "--status", str(tmp_path / "did.json")]) == 1
    (tmp_path / "did.json").write_text("{}")
    assert main(words) == 2
    assert "did.json" in capsys.readouterr().err


def test_the_same_code_is_the_same_file_without_anything_else_of_the_site(tmp_path: Path) -> None:
    files = [tmp_path / "a.pyz", tmp_path / "b.pyz"]
    for file in files:
        build([str(file)])
    assert files[0].read_bytes() == files[1].read_bytes()
    names = zipfile.ZipFile(files[0]).namelist()
    assert all(name.startswith(("baeum/credentials/", "__main__", "baeum/__init__")) for name in names)


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    file = tmp_path / "small.pyz"
    build([str(file)])
    command = [sys._base_executable, "-I", "-S", str(file), "x"]  # type: ignore[attr-defined]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3 and "pip install" in done.stderr
