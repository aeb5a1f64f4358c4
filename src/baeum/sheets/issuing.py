"""A file of completions to be issued (xlsx, CSV) to its rows, and every error in it with place and remedy.

The file by which completions were registered can be used as it is: its other columns are passed over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from .cells import Unreadable, bad
from .columns import Column, plain
from .completion import RowError, one_sentence, text_cells, value_of
from .completion_columns import BOUNDS, BY_CODE, COMPLETIONS, Bounds
from .completion_columns import HEADERS as OF_COMPLETIONS
from .completions import wrong_count
from .faults import SheetFault
from .grid import MOST_ROWS, NO_RESULT, read_sheets
from .headings import Form, blank, columns_of, empty, no_result, sheet_of

SHARED = ("learner_number", "name", "title", "ended_on", "reference")
_OWN = tomllib.loads((Path(__file__).parent / "issuing_columns.toml").read_text(encoding="utf-8"))["columns"]
_NUMBER = Column(
    code="number",
    **{key: _OWN["number"][key] for key in ("kind", "ko", "en", "hint_ko", "hint_en")},
    also=tuple(_OWN["number"]["also"]),
)
COLUMNS: tuple[Column, ...] = (*(BY_CODE[code] for code in SHARED), _NUMBER)
LIMITS: dict[str, Bounds] = {
    **{code: BOUNDS[code] for code in SHARED},
    "number": Bounds(least=_OWN["number"]["least"], most=_OWN["number"]["most"]),
}
NEEDED = ("learner_number", "name")
HEADERS: dict[str, str] = {
    **{given: code for given, code in OF_COMPLETIONS.items() if code in SHARED},
    **{plain(given): "number" for given in ("number", _NUMBER.ko, _NUMBER.en, *_NUMBER.also)},
}
ISSUING = Form(
    columns=COLUMNS,
    headers=HEADERS,
    passed_over=COMPLETIONS.passed_over | (OF_COMPLETIONS.keys() - HEADERS.keys()),
    no_headers=COMPLETIONS.no_headers,
    missing={code: COMPLETIONS.missing[code] for code in NEEDED},
)


@dataclass(frozen=True)
class IssuingRow:
    """Whose completion is to be issued, and of which line: its number, or the title and the last day."""

    learner_number: str
    name: str
    title: str = ""
    ended_on: date | None = None
    reference: str = ""
    number: int | None = None

    def document(self) -> dict[str, Any]:
        """As JSON holds it; what was not given is left out."""
        return {
            code: value.isoformat() if isinstance(value, date) else value
            for code, value in asdict(self).items()
            if value not in (None, "")
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> IssuingRow:
        """The row of a document."""
        days = {"ended_on": date.fromisoformat(document["ended_on"])} if "ended_on" in document else {}
        return cls(**{**document, **days})


@dataclass(frozen=True)
class IssuingSheet:
    """``rows``: those without an error, by number. ``refused``: the cells of the others as text.

    ``errors``: one without a row is about the whole file, and then there are no rows. ``names``: how each
    field is called in the sheet.
    """

    rows: Mapping[int, IssuingRow] = field(default_factory=dict)
    refused: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows the file has."""
        return len(self.rows) + len(self.refused)


def read_issuing(data: bytes, filename: str) -> IssuingSheet:
    """The rows of a file of at most 5 MB and 20,000 rows. Never raises for bad input."""
    try:
        sheet, at = sheet_of(read_sheets(data, filename, HEADERS), ISSUING)
    except SheetFault as fault:
        return IssuingSheet(errors=(RowError(**fault.error, value=""),))
    columns, wrong = columns_of(sheet, at, ISSUING)
    if wrong:
        return IssuingSheet(errors=tuple(RowError(**one, value="") for one in wrong))
    filled = [(number, row) for number, row in enumerate(sheet.rows[at + 1 :], at + 2) if not empty(row)]
    if not 0 < len(filled) <= MOST_ROWS:
        return IssuingSheet(errors=(wrong_count(len(filled)),))
    names = ISSUING.shown(sheet.rows[at], columns)
    rows: dict[int, IssuingRow] = {}
    refused: dict[int, Mapping[str, str]] = {}
    errors: list[RowError] = []
    for number, row in filled:
        cells = {code: row[place] for place, code in columns.items() if place < len(row)}
        read, found = _row(cells, names, number)
        if read is None:
            refused[number] = text_cells(cells)
            errors += found
        else:
            rows[number] = read
    return IssuingSheet(rows, refused, tuple(errors), names)


def _row(
    cells: Mapping[str, object], names: Mapping[str, str], row: int
) -> tuple[IssuingRow | None, list[RowError]]:
    values: dict[str, Any] = {}
    errors: list[RowError] = []

    def wrong(code: str, said: Unreadable) -> None:
        cell = cells.get(code)
        shown = "" if cell is NO_RESULT or blank(cell) else bad(cell)
        ko, en = one_sentence(said.ko), one_sentence(said.en)
        errors.append(RowError(row=row, column=names[code], value=shown, ko=ko, en=en))

    for column in COLUMNS:
        cell = cells.get(column.code)
        if cell is NO_RESULT:
            wrong(column.code, no_result())
        elif not blank(cell):
            value = value_of(cell, column, LIMITS[column.code])
            if isinstance(value, Unreadable):
                wrong(column.code, value)
            else:
                values[column.code] = value
    needed = NEEDED if not blank(cells.get("number")) else (*NEEDED, "title", "ended_on")
    for code in needed:
        if blank(cells.get(code)) and cells.get(code) is not NO_RESULT:
            wrong(code, _missing(code))
    return (None, errors) if errors else (IssuingRow.of(values), [])


def _missing(code: str) -> Unreadable:
    if code in NEEDED:
        return Unreadable("비어 있습니다. 채우십시오", "is empty. Fill it in")
    return Unreadable(
        "비어 있습니다. 과정명과 종료일을 쓰거나, 줄 번호를 쓰십시오",
        "is empty. Give the title and the last day, or the number of the line",
    )
