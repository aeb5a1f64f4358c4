"""A file of completions (xlsx, CSV) to its rows, and every error in it with row, column, value and remedy.

It is our own form, or a list of another system that is told by its headers (``completion_lists.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .completion import Completion, RowError, read_completion, text_cells
from .completion_columns import COMPLETIONS
from .completion_lists import KNOWN_HEADERS, list_of
from .faults import SheetFault
from .grid import MOST_ROWS, read_sheets
from .headings import columns_of, empty, sheet_of


@dataclass(frozen=True)
class Reading:
    """What was read.

    ``rows``: the completions without an error by the number of their row. ``refused``: the cells of the other
    rows as text. ``errors``: in the order of the rows; one without a row is about the whole file, and then
    there are no rows. ``names``: how each field is called in the sheet.
    """

    rows: Mapping[int, Completion] = field(default_factory=dict)
    refused: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows the file has."""
        return len(self.rows) + len(self.refused)


def read_completions(data: bytes, filename: str, *, on: date) -> Reading:
    """The completions of a file of at most 5 MB and 20,000 rows.

    Args:
        data: the file.
        filename: only its ending is used.
        on: the day on which they are registered; nothing may have ended after it.

    Returns:
        Never raises for bad input: what cannot be read at all is one error.
    """
    try:
        sheets = read_sheets(data, filename, KNOWN_HEADERS)
        source = list_of(sheets)
        form = source.form if source else COMPLETIONS
        sheet, at = sheet_of(sheets, form)
    except SheetFault as fault:
        return Reading(errors=(RowError(**fault.error, value=""),))
    columns, wrong = columns_of(sheet, at, form)
    if wrong:  # a column that is not understood could hold anything
        return Reading(errors=tuple(RowError(**one, value="") for one in wrong))
    filled = [(number, row) for number, row in enumerate(sheet.rows[at + 1 :], at + 2) if not empty(row)]
    if not 0 < len(filled) <= MOST_ROWS:
        return Reading(errors=(wrong_count(len(filled)),))
    shown = form.shown(sheet.rows[at], columns)
    names = source.names(shown) if source else shown
    rows: dict[int, Completion] = {}
    refused: dict[int, Mapping[str, str]] = {}
    errors: list[RowError] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in filled:
        cells = {code: row[place] for place, code in columns.items() if place < len(row)}
        not_done = source.not_done(cells, shown, number) if source else None
        cells = source.completion(cells) if source else cells
        completion, found = read_completion(cells, names, on=on, row=number)
        if not_done:  # what else is wrong does not matter; without a day it cannot slip in by the error sheet
            completion, found, cells = None, [not_done], {**cells, "ended_on": None}
        if completion is not None:
            first = seen.setdefault((completion.learner_number, completion.reference), number)
            if first != number:
                found.append(_again(number, names["reference"], completion.reference, first))
        if found or completion is None:
            refused[number] = text_cells(cells)
            errors += found
        else:
            rows[number] = completion
    return Reading(rows, refused, tuple(errors), names)


def wrong_count(rows: int) -> RowError:
    """What is said of a file without rows, or with more than are read."""
    if not rows:
        ko = "머리글 아래에 행이 없습니다. 이수 내역을 한 행에 하나씩 쓰십시오."
        en = "There are no rows under the headers. Write one completion a row."
    else:
        ko = f"이수 내역이 {rows:,}행입니다. {MOST_ROWS:,}행까지 읽습니다. 파일을 나누십시오."
        en = f"There are {rows:,} rows; up to {MOST_ROWS:,} are read. Split the file."
    return RowError(row=None, column=None, value="", ko=ko, en=en)


def _again(row: int, column: str, reference: str, first: int) -> RowError:
    return RowError(
        row=row,
        column=column,
        value=reference,
        ko=f"{first}행과 학습자번호와 관리 번호가 같습니다. 한 행만 남기거나 번호를 고치십시오.",
        en=f"Row {first} has the same learner number and reference. Keep one of them, or correct the number.",
    )
