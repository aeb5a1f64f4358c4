"""A file gone through before anything is stored: every error of every row, rows that say the same twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from .files import Opened
from .rows import Published, RowError, read_row

MOST_ERRORS = 100_000


@dataclass
class Checked:
    """``rows``: in the file; ``repeated``: row numbers that say what an earlier one said."""

    rows: int = 0
    errors: list[RowError] = field(default_factory=list)
    wrong_rows: set[int] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)


def check(file: Opened, on: date, tell: Any = None) -> Checked:
    """Everything that is wrong with the rows of a file."""
    checked = Checked()
    first: dict[str, tuple[int, bytes]] = {}
    for number, row in file.rows(tell):
        checked.rows = number
        found = read_row(file.source, number, row, on)
        if isinstance(found, list):
            checked.wrong_rows.add(number)
            checked.errors += found[: max(0, MOST_ERRORS - len(checked.errors))]
            continue
        digest = blake2b(repr(found).encode("utf-8", "replace"), digest_size=16).digest()
        before, same = first.setdefault(found.key, (number, digest))
        if before == number:
            continue
        if same == digest:
            checked.repeated.add(number)
            continue
        checked.wrong_rows.add(number)
        checked.errors.append(_known_already(number, found, before))
    return checked


def good_rows(file: Opened, checked: Checked, on: date, tell: Any = None) -> Iterator[Published]:
    """The rows that can be stored."""
    for number, row in file.rows(tell):
        if number not in checked.wrong_rows and number not in checked.repeated:
            found = read_row(file.source, number, row, on)
            if isinstance(found, Published):
                yield found


def _known_already(number: int, found: Published, before: int) -> RowError:
    return RowError(
        number,
        "",
        found.course.title[:60],
        f"{before}행과 기관·강좌명·시작일·장소가 같은데 내용이 다릅니다. 강좌명이나 장소로 구별해 주세요",
        f"institution, title, first day and place are those of row {before}, but not the rest:"
        " tell them apart by title or place",
    )
