"""The language of a command's answer, its tables, its end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option --lang: Korean where the environment says so, else English."""
    parser.add_argument(
        "--lang", choices=("ko", "en"), default=language_of_environment(), help="language of the answer"
    )


def language_of_environment() -> str:
    """ko if LC_ALL, LC_MESSAGES or LANG (the first that is set) is Korean, else en."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return "ko" if next(filter(None, map(os.environ.get, names)), "").startswith("ko") else "en"


def a_date(text: str) -> date:
    """A date argument, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"날짜는 2026-11-21처럼 적습니다 / a date such as 2026-11-21 is expected, not {text!r}"
        raise argparse.ArgumentTypeError(message) from None


def print_json(answer: object) -> None:
    """An answer as JSON on standard output, UTF-8 whatever the terminal."""
    import json

    sys.stdout.buffer.write((json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode())


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output; as wide as its longest line when not on a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, title=title or None, title_justify="left", box=box.SIMPLE)
    for row in rows:
        table.add_row(*map(str, row))
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 240
    console.print(table)


def complain(message: str) -> int:
    """A message on standard error; the exit code of an input error."""
    print(message, file=sys.stderr)
    return 2


def end_on_sigterm() -> None:
    """Let ``kill`` end a command as Ctrl+C does: in order."""

    import signal  # no other command needs it

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
