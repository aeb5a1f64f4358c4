"""Lists of other systems (HRD, K-MOOC) as sheets of completions: told by their headers, put into our columns.

What follows is the same as for our own sheet: one reading of cells, one list of errors, one import.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from .cells import text_of
from .columns import Column, plain
from .completion import RowError
from .completion_columns import ERROR_COLUMNS, HEADERS
from .grid import HEADER_WITHIN, NO_RESULT, Sheet
from .headings import Form, blank

_TABLE = tomllib.loads((Path(__file__).parent / "completion_lists.toml").read_text(encoding="utf-8"))
_DONE = frozenset(plain(word) for word in _TABLE.pop("outcomes")["done"])
_SECONDS = re.compile(r"\d{9,10}", re.ASCII)
_KOREA = timedelta(hours=9)


@dataclass(frozen=True)
class CompletionList:
    """A list of another system. ``to``: its columns by the field of a completion that they fill."""

    code: str
    ko: str
    en: str
    form: Form
    known_by: frozenset[str]
    to: Mapping[str, str]
    reference: str
    field: str

    def names(self, shown: Mapping[str, str]) -> dict[str, str]:
        """How each field of a completion is called in this list."""
        own = {field: shown[column] for column, field in self.to.items()}
        rest = {"reference": shown[next(iter(self.known_by & shown.keys()))], "field": self.ko}
        return {**dict.fromkeys(("course_code", "credits", "note"), self.ko), **rest, **own}

    def completion(self, cells: Mapping[str, object]) -> dict[str, object]:
        """The cells of a row in the columns of a completion; days in seconds of Unix become days."""
        found = {field: cells.get(column) for column, field in self.to.items()}
        found = {field: cell for field, cell in found.items() if not blank(cell) or cell is NO_RESULT}
        if not blank(cells.get("completed_on")):
            found["ended_on"] = cells["completed_on"]
        for name in ("began_on", "ended_on"):
            if name in found:
                found[name] = _day(found[name])
        if self.field:
            found.setdefault("field", self.field)
        ids = {name: _plain_text(cells.get(name)) for name in self.known_by if name != "outcome"}
        if all(ids.values()):
            found.setdefault("reference", self.reference.format(**ids))
            found["course_code"] = "-".join(ids[name] for name in sorted(ids))[:60]
        return found

    def not_done(self, cells: Mapping[str, object], shown: Mapping[str, str], row: int) -> RowError | None:
        """The error of a row that says, or leaves open, that the course was not completed."""
        told = cells.get("outcome")
        word = "" if blank(told) or told is NO_RESULT else text_of(told)
        if plain(word) in _DONE:
            return None
        return RowError(
            row=row,
            column=shown["outcome"],
            value=word[:40],
            ko="수료(이수)한 사람만 등록합니다. 이 행을 지우거나 수료여부를 고치십시오.",
            en="Only who completed is registered. Delete the row, or correct the outcome.",
        )


def list_of(sheets: list[Sheet]) -> CompletionList | None:
    """The list that one of the sheets is, by the headers of its first rows; None for our own form."""
    for sheet in sheets:
        for row in sheet.rows[:HEADER_WITHIN]:
            written = {plain(cell) for cell in row if isinstance(cell, str)}
            for one in LISTS:
                found = {one.form.headers[name] for name in written if name in one.form.headers}
                if one.known_by <= found:
                    return one
    return None


def _day(cell: object) -> object:
    """Seconds of Unix, as K-MOOC gives them, as the day in Korea; any other cell as it is."""
    text = _plain_text(cell)
    if not _SECONDS.fullmatch(text):
        return cell
    return (datetime.fromtimestamp(int(text), UTC) + _KOREA).date().isoformat()


def _plain_text(cell: object) -> str:
    return "" if blank(cell) or cell is NO_RESULT else text_of(cell).strip()


def _list(code: str, row: Mapping[str, Any]) -> CompletionList:
    columns = tuple(
        Column(
            code=name,
            kind="text",
            ko=one["ko"],
            en=one["en"],
            hint_ko="",
            hint_en="",
            also=tuple(one["also"]),
        )
        for name, one in row["columns"].items()
    )
    headers = {plain(given): one.code for one in columns for given in (one.ko, one.en, *one.also)}
    passed = (*row["passed_over"], *(name for pair in ERROR_COLUMNS.values() for name in pair))
    missing = {
        name: (
            f"{row['ko']}에 '{one['ko']}' 열이 없습니다. 열을 더하십시오.",
            f"The column '{one['en']}' is missing in the {row['en']}. Add it.",
        )
        for name, one in row["columns"].items()
        if one["needed"]
    }
    form = Form(
        columns=columns,
        headers=headers,
        no_headers=("머리글 행을 찾지 못했습니다.", "No row of headers was found."),
        missing=missing,
        passed_over=frozenset(plain(one) for one in passed),
    )
    to = {name: one["to"] for name, one in row["columns"].items() if "to" in one}
    known_by = frozenset(row["known_by"])
    return CompletionList(
        code, row["ko"], row["en"], form, known_by, to, row["reference"], row.get("field", "")
    )


LISTS: tuple[CompletionList, ...] = tuple(_list(code, row) for code, row in _TABLE.items())
KNOWN_HEADERS = {**{name: code for one in LISTS for name, code in one.form.headers.items()}, **HEADERS}
