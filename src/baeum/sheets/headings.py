"""Which row of a sheet holds the headers, and which column is which field: the same for every form."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from .cells import Unreadable, text_of
from .columns import Column, plain
from .faults import SheetError, SheetFault
from .grid import HEADER_WITHIN, NO_RESULT, Sheet

EXAMPLE_SHEETS = ("예시", "Example", "Examples")


@dataclass(frozen=True)
class Form:
    """The columns of a kind of sheet. Sentences are pairs: Korean, English.

    ``headers``: what may be written (as ``plain`` leaves it) to the code of its column. ``missing``: the
    columns that must be there, and what is said where one is not. ``passed_over``: headers of columns that
    are not read.
    """

    columns: tuple[Column, ...]
    headers: Mapping[str, str]
    no_headers: tuple[str, str]
    missing: Mapping[str, tuple[str, str]]
    passed_over: frozenset[str] = frozenset()

    def column(self, code: str) -> Column:
        """The column of a field."""
        return next(one for one in self.columns if one.code == code)

    def shown(self, headers: list[object], columns: Mapping[int, str]) -> dict[str, str]:
        """How each field is called in this sheet; for those without a column, in the sheet's language."""
        given = {code: text_of(headers[place]) for place, code in columns.items()}
        english = "".join(given.values()).isascii()
        return {one.code: given.get(one.code, one.en if english else one.ko) for one in self.columns}


def blank(cell: object) -> bool:
    """Whether nothing that can be seen stands in a cell."""
    if cell is None or cell == "":
        return True
    if not isinstance(cell, str):
        return False
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in cell)


def empty(row: list[object]) -> bool:
    """Whether a row holds nothing."""
    return all(map(blank, row))


def no_result() -> Unreadable:
    """What is said of a formula without a result."""
    return Unreadable(
        "수식의 결과가 파일에 없거나 오류(#REF! 등)입니다. 값으로 바꾸어 쓰십시오",
        "is a formula without a stored result, or an error such as #REF!. Put in the value itself",
    )


def sheet_of(sheets: list[Sheet], form: Form) -> tuple[Sheet, int]:
    """The one sheet that is filled in, and its row of headers (from 0); examples do not count. SheetFault."""
    with_headers = []
    for sheet in sheets:
        at, most = _header_row(sheet, form)
        if most >= 2:
            with_headers.append((sheet, at))
    if not with_headers:
        raise SheetFault(*form.no_headers)
    real = [one for one in with_headers if one[0].name not in EXAMPLE_SHEETS] or with_headers
    filled = [(sheet, at) for sheet, at in real if not all(map(empty, sheet.rows[at + 1 :]))]
    if len(filled) > 1:
        names = ", ".join(sheet.name for sheet, _ in filled)
        raise SheetFault(
            f"학습기록이 있는 시트가 여럿입니다({names}). 한 시트에 모으거나 파일을 나누십시오.",
            f"Several sheets hold records ({names}). Put them on one sheet, or into separate files.",
        )
    return (filled or real)[0]


def _header_row(sheet: Sheet, form: Form) -> tuple[int, int]:
    """The row with the most known headers among the first rows, and how many it has."""
    best, most = 0, 0
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        written = {plain(cell) for cell in row if isinstance(cell, str)}
        found = {form.headers[one] for one in written if one in form.headers}
        if len(found) > most:
            best, most = number, len(found)
    return best, most


def columns_of(sheet: Sheet, at: int, form: Form) -> tuple[dict[int, str], list[SheetError]]:
    """Which column holds which field, and errors for headers unknown, missing or there twice."""
    columns: dict[int, str] = {}
    errors: list[SheetError] = []
    for place, cell in enumerate(sheet.rows[at]):
        shown = "" if blank(cell) or cell is NO_RESULT else text_of(cell)
        code = form.headers.get(plain(shown))
        if plain(shown) in form.passed_over:
            continue
        if code is None:
            if shown or any(place < len(row) and not blank(row[place]) for row in sheet.rows[at + 1 :]):
                errors.append(_unknown(at + 1, place, shown, form))
        elif code in columns.values():
            errors.append(_twice(at + 1, shown, form.column(code)))
        else:
            columns[place] = code
    for code, (ko, en) in form.missing.items():
        if code not in columns.values():
            errors.append(SheetError(row=at + 1, column=form.column(code).ko, ko=ko, en=en))
    return columns, errors


def _twice(row: int, shown: str, column: Column) -> SheetError:
    return SheetError(
        row=row,
        column=shown,
        ko=f"'{column.ko}' 열이 두 번 있습니다. 하나만 남기십시오.",
        en=f"The column '{column.en}' is there twice. Keep one of them.",
    )


def _unknown(row: int, place: int, shown: str, form: Form) -> SheetError:
    if not shown:
        return SheetError(
            row=row,
            column=letters(place),
            ko=f"{letters(place)}열에 값이 있는데 머리글이 없습니다. 머리글을 쓰거나 열을 지우십시오.",
            en=f"Column {letters(place)} holds values but has no header. Give it one, or delete the column.",
        )
    near = difflib.get_close_matches(plain(shown)[:60], form.headers, n=1, cutoff=0.5)
    meant = form.column(form.headers[near[0]]) if near else None
    ko = f" '{meant.ko}' 열입니까?" if meant else ""
    en = f" Did you mean '{meant.en}'?" if meant else ""
    short = shown if len(shown) <= 40 else shown[:40] + "…"
    return SheetError(
        row=row,
        column=short,
        ko=f"모르는 머리글입니다: {short}.{ko} 머리글을 고치거나 열을 지우십시오.",
        en=f"Unknown header: {short}.{en} Correct the header, or delete the column.",
    )


def letters(place: int) -> str:
    """A for column 0, AA for 26."""
    text = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
