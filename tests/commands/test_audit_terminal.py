"""``baeum audit`` on a terminal: widths, colours, closed pipes, progress, and what is not loaded."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from audit_cases import COMMAND, Said, audit, folder, process

__all__ = ["folder"]


def columns_of(text: str) -> int:
    from baeum.commands.plain_table import width_of

    return max(map(width_of, text.splitlines()))


@pytest.mark.parametrize("width", [40, 59, 60, 80, 119, 120, 200])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_line_is_wider_than_the_terminal(
    capfd: Said, folder: Path, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, _ = audit(capfd, folder, "--lang", lang)
    assert code == 0 and columns_of(out) <= width


def test_control_characters_do_not_reach_the_terminal() -> None:
    from baeum.commands.plain_table import clean, width_of, wrap

    assert clean("가\x1b[31m\u202e나") == "가�[31m�나"
    assert (width_of("가나다 AB"), width_of("가".encode().decode()), width_of("\u1100\u1161\u11a8")) == (
        9,
        2,
        2,
    )
    assert wrap("가나다라 마바", 5) == ["가나", "다라", "마바"] and wrap("", 5) == [""]


def open_terminal(*words: str | Path, **environment: str) -> str:
    """What the command writes when both outputs are one terminal of 100 columns."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    kept = {n: v for n, v in os.environ.items() if n not in ("NO_COLOR", "COLUMNS")}
    child = subprocess.Popen(
        [*COMMAND, *map(str, words)], stdin=follower, stdout=follower, stderr=follower,
        env={**kept, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(follower)
    found = b"".join(_until_closed(leader))
    assert child.wait() == 0
    os.close(leader)
    return found.decode()


def _until_closed(leader: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:  # the other end is closed
            return
        if not data:
            return
        yield data


def test_colours_only_on_a_terminal_that_wants_them(folder: Path) -> None:
    shown = open_terminal(folder / "a.json")
    assert "\033[32m" in shown
    assert "\033[" not in open_terminal(folder / "a.json", NO_COLOR="1")
    assert "\033[" not in open_terminal(folder / "a.json", TERM="dumb")
    assert b"\033[" not in process(folder / "a.json").stdout
    assert "─" * 60 in shown and "─" * 101 not in shown


def test_a_reader_who_leaves_early(folder: Path) -> None:
    lines = (folder / "c.jsonl").read_bytes() * 200
    (folder / "many.jsonl").write_bytes(lines)
    with subprocess.Popen(
        [*COMMAND, str(folder / "many.jsonl"), "--jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        assert "version" in json.loads(child.stdout.readline())
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 141


def test_interrupting_says_nothing(folder: Path) -> None:
    (folder / "many.jsonl").write_bytes((folder / "c.jsonl").read_bytes() * 2000)
    with subprocess.Popen(
        [*COMMAND, str(folder / "many.jsonl"), "--jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell lets what it starts in the background ignore the interrupt
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as child:
        assert child.stdout is not None and child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate()
    assert (child.returncode, err) == (130, b"")


def test_a_terminal_that_is_not_utf_8(folder: Path) -> None:
    shown = process(folder / "a.json", "--lang", "ko", PYTHONIOENCODING="cp949")
    assert shown.returncode == 0 and "학점인정 예상 결과" in shown.stdout.decode("cp949")
    plain = process(folder / "a.json", "--lang", "en", PYTHONIOENCODING="ascii")
    assert plain.returncode == 0 and b"Credits still to earn" in plain.stdout
    data = process(folder / "a.json", "--json", PYTHONIOENCODING="ascii").stdout
    assert json.loads(data) == json.loads(process(folder / "a.json", "--json").stdout)


def test_the_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    from baeum.commands import audit_progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for patience, hidden, shown in ((0.0, False, True), (60.0, False, False), (0.0, True, False)):
        screen = Terminal()
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr(audit_progress, "PATIENCE_S", patience)
        with audit_progress.Progress(10, "사례 계산", hidden=hidden) as progress:
            progress.at(5)
            progress.at(10)
        assert ("사례 계산" in screen.getvalue()) is shown


@pytest.mark.parametrize(("words", "kept_out"), [(["--json"], "rich"), ([], "rich"), (["--jsonl"], "rich")])
def test_what_is_not_loaded(folder: Path, words: list[str], kept_out: str) -> None:
    script = (
        "import sys; from baeum.cli import main; code = main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, "audit", str(folder / "a.json"), *words],
        capture_output=True,
        check=True,
    )
    modules = found.stderr.decode().split()
    assert "baeum_rules.recognition.part" in modules
    assert "baeum_rules.recognition.labels" not in modules  # nothing is searched
    loaded = {name.partition(".")[0] for name in modules}
    assert "baeum_rules" in loaded
    assert not loaded & {
        kept_out,
        "django",
        "ortools",
        "numpy",
        "tomllib",
        "dataclasses",
        "inspect",
        "difflib",
    }


def test_one_command_is_described_where_it_is_named(
    capfd: Said, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    from baeum import cli

    described: list[str] = []
    described_as = argparse._SubParsersAction.add_parser

    def add_parser(self: Any, name: str, **words: Any) -> Any:
        described.append(name)
        return described_as(self, name, **words)

    monkeypatch.setattr(argparse._SubParsersAction, "add_parser", add_parser)
    assert cli.main(["audit", str(folder / "a.json"), "--json"]) == 0
    assert described == ["audit"]
    capfd.readouterr()
    for words in (["--help"], [], ["aduit"]):
        with pytest.raises(SystemExit):
            cli.main(words)
    out, err = capfd.readouterr()
    assert all(f"\n    {name}" in out for name in cli.COMMANDS)
    assert all(f"'{name}'" in err for name in cli.COMMANDS)  # beside the one that is none
