"""Tables for a terminal without a library: loading one costs more than a whole audit.

Widths are those of a terminal: a Hangul syllable takes two columns, a combining mark none.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence

COLOURS = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "dim": "2"}
NO_TERMINAL = 240  # as wide as the tables of the other commands when nobody looks at them


def width_of(text: str) -> int:
    """Columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    # medial vowels and finals of decomposed Hangul join the syllable before them
    joins = "\u1160" <= character <= "\u11ff" or unicodedata.category(character) in ("Mn", "Me", "Cf")
    return 0 if joins else 1


def clean(text: object) -> str:
    """A text that cannot move the cursor or colour the terminal."""
    return "".join(c if c.isprintable() else "�" for c in str(text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces."""
    space = " " * max(0, width - width_of(text))
    return space + text if right else text + space


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken between words; a word too long for a line is cut."""
    lines, line, used = [], "", 0
    for word in text.split():
        taken = width_of(word)
        if line and used + 1 + taken <= width:
            line, used = f"{line} {word}", used + 1 + taken
            continue
        if line:
            lines.append(line)
        while taken > width > 1:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901  the rest of the same word
            taken = width_of(word)
        line, used = word, taken
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: int) -> str:
    used = 0
    for place, character in enumerate(word):
        used += _columns(character)
        if used > width:
            return word[:place]
    return word


class Screen:
    """Where the table is shown: how wide, and whether in colour (https://no-color.org)."""

    def __init__(self, width: int | None = None, *, colour: bool | None = None) -> None:
        terminal = sys.stdout.isatty()
        self.width = width or _width()
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self.colour = terminal and not plain if colour is None else colour

    def painted(self, text: str, *colours: str) -> str:
        """The text in these colours, if the screen has any."""
        if not self.colour or not text:
            return text
        return f"\033[{';'.join(COLOURS[colour] for colour in colours)}m{text}\033[0m"


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(20, int(columns))
    for stream in (sys.stdout, sys.stderr, sys.stdin):  # `| less` is read on the terminal of the others
        try:
            return max(20, os.get_terminal_size(stream.fileno()).columns)
        except (OSError, ValueError):  # no terminal, closed, or not a file at all
            continue
    return NO_TERMINAL


class Table:
    """Rows of cells below headings. ``right``: columns of numbers. The last column is wrapped if need be."""

    def __init__(self, headings: Sequence[str], right: Sequence[int] = ()) -> None:
        self.headings, self.right = list(headings), set(right)
        self.rows: list[tuple[list[str], list[str]]] = []

    def add(self, cells: Sequence[str], colours: Sequence[str] = ()) -> None:
        """One row; ``colours``: of each cell, empty for none."""
        self.rows.append((list(cells), list(colours)))

    def lines(self, screen: Screen) -> list[str]:
        """The table, no line wider than the screen: the widest columns give way, their cells are wrapped."""
        return [line for part in self.parts(screen) for line in part]

    def parts(self, screen: Screen) -> list[list[str]]:
        """The lines of the head, then those of each row."""
        widths = self._widths(screen)
        head = self._row(screen, widths, self.headings, ["bold"] * len(widths))
        head.append(screen.painted("─" * min(screen.width, sum(widths) + 2 * (len(widths) - 1)), "dim"))
        return [head, *(self._row(screen, widths, cells, colours) for cells, colours in self.rows)]

    def _widths(self, screen: Screen) -> list[int]:
        columns = [[self.headings[n], *(row[n] for row, _ in self.rows)] for n in range(len(self.headings))]
        widths = [max(map(width_of, cells)) for cells in columns]
        room = screen.width - 2 * (len(widths) - 1)
        while sum(widths) > room and max(widths) > 4:
            widest = max(range(len(widths)), key=lambda n: widths[n])
            others = sorted(widths)[-2] if len(widths) > 1 else 4
            over = sum(widths) - room
            widths[widest] = max(4, widths[widest] - max(1, min(over, widths[widest] - others)))
        return widths

    def _row(self, screen: Screen, widths: list[int], cells: list[str], colours: list[str]) -> list[str]:
        wrapped = [
            [line for part in cell.split("\n") for line in wrap(part, width)]
            for cell, width in zip(cells, widths, strict=True)
        ]
        lines = []
        for number in range(max(map(len, wrapped))):
            parts = []
            for column, cell in enumerate(wrapped):
                text = cell[number] if number < len(cell) else ""
                last = column == len(wrapped) - 1 and column not in self.right
                text = text if last else pad(text, widths[column], right=column in self.right)
                colour = colours[column] if column < len(colours) else ""
                parts.append(screen.painted(text, colour) if colour else text)
            lines.append("  ".join(parts).rstrip())
        return lines
