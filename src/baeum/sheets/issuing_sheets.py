"""The sheet of completions to be issued that an institution fills in, and that of rows to be corrected."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .completion import RowError
from .completion_columns import ERROR_COLUMNS
from .completion_template import styles_of
from .issuing import COLUMNS, NEEDED
from .write import new_workbook, put_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET = {"ko": "이수증 발급", "en": "Completions to issue"}
HEADER_ROW = 1  # counted from 0: the explanations stand above
_WIDTHS = {"learner_number": 20, "name": 16, "title": 36, "ended_on": 14, "reference": 20, "number": 10}


def issuing_template(lang: str = "ko") -> bytes:
    """The empty form as xlsx. ``lang``: ``ko`` or ``en``; both are read."""
    return refused_sheet({}, (), lang)


def refused_sheet(
    refused: Mapping[int, Mapping[str, str]], errors: Iterable[RowError], lang: str = "ko"
) -> bytes:
    """The refused rows as xlsx, each with its number and errors at the end, to correct and to read again."""
    told: dict[int, list[str]] = {}
    for one in errors:
        sentence = one["ko"] if lang == "ko" else one["en"]
        said = f"[{one['column']}] {sentence}" if one["column"] else sentence
        told.setdefault(one["row"] or 0, []).append(said)
    target = io.BytesIO()
    with new_workbook(target) as book:
        styles = styles_of(book)
        sheet = book.add_worksheet(SHEET[lang])
        _head(sheet, styles, lang)
        after = len(COLUMNS)
        if refused:
            sheet.set_column(after + 1, after + 1, 70)
            for place, head in enumerate(ERROR_COLUMNS[lang], after):
                put_text(sheet, HEADER_ROW, place, head, styles["head"])
        for at, (number, cells) in enumerate(sorted(refused.items()), HEADER_ROW + 1):
            for place, column in enumerate(COLUMNS):
                put_text(sheet, at, place, cells.get(column.code, ""), styles["cell"])
            sheet.write_number(at, after, number, styles["cell"])
            put_text(sheet, at, after + 1, "\n".join(told.get(number, ())), styles["wrap"])
    return target.getvalue()


def _head(sheet: Worksheet, styles: Mapping[str, Format], lang: str) -> None:
    korean = lang == "ko"
    sheet.set_row(0, 48)
    sheet.set_row(HEADER_ROW, 20)
    for place, column in enumerate(COLUMNS):
        put_text(sheet, 0, place, column.hint_ko if korean else column.hint_en, styles["hint"])
        needed = "needed" if column.code in NEEDED else "head"
        put_text(sheet, HEADER_ROW, place, column.ko if korean else column.en, styles[needed])
        sheet.set_column(place, place, _WIDTHS[column.code], styles["text"])  # keep leading zeros
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
