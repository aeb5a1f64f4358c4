"""Records to a sheet that reads back as the same records, and the pieces every sheet we write shares."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .cells import guard
from .columns import BY_CODE, COLUMNS, Column, header, written

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

RECORDS_SHEET = {"ko": "학습기록", "en": "Records"}
FONT = "맑은 고딕"
LONGEST_CELL = 32_000  # Excel ends a cell at 32,767 characters
EXACT_DIGITS = 15  # what a number cell keeps


def new_workbook(target: io.BytesIO) -> Workbook:
    """A workbook that takes no text for a formula or a link."""
    from xlsxwriter import Workbook

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(target, options)
    book.formats[0].set_font_name(FONT)
    return book


def clean(text: str) -> str:
    """Text that any file can hold: no lone surrogates, no control characters, short enough for a cell."""
    safe = text.encode("utf-8", "replace").decode("utf-8")
    safe = "".join(c if c >= " " or c == "\n" else "�" for c in safe)
    return safe if len(safe) <= LONGEST_CELL else safe[:LONGEST_CELL] + "…"


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write text as text, guarded."""
    sheet.write_string(row, column, guard(clean(text)), style)


def put_value(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None = None) -> None:
    """Write a number as a number where a cell keeps it exactly, anything else as text."""
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if number and len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS:
        sheet.write_number(row, column, float(value), style)
    else:
        put_text(sheet, row, column, f"{value:f}" if isinstance(value, Decimal) else str(value), style)


def height(texts: Iterable[tuple[str, float]]) -> float:
    """The height, in points, of a row of wrapped texts with the widths of their columns."""
    most = 1
    for text, width in texts:
        wide = (
            sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in part)
            for part in text.split("\n")
        )
        most = max(most, sum(max(1, -(-one // max(1, int(width) - 2))) for one in wide))
    return min(most * 14 + 2, 400)  # a spreadsheet row ends at 409 points


def shown(column: Column, value: Any, lang: str) -> Any:
    """A value of a record as it is written in a cell: codes and truth as words, the rest as it is."""
    if column.kind == "flag" and isinstance(value, bool):
        return written("flag", str(value).lower(), lang)
    if column.kind == "word" and isinstance(value, str):
        return written(column.words, value, lang)
    return value


def write_records(records: Iterable[Mapping[str, Any]], lang: str = "ko") -> bytes:
    """An xlsx of records in the case format; ``read_records`` gives the same records back.

    Args:
        records: valid records of recognition.md §2; fields that are null are left empty.
        lang: ``ko`` or ``en``, the language of headers and value words.

    Raises:
        KeyError: for a field or code that is not in the case format.
    """
    records = list(records)
    present = {code for record in records for code, value in record.items() if value is not None}
    codes = [column.code for column in COLUMNS if column.code in present | {"id", "source"}]
    for code in present:
        BY_CODE[code]
    target = io.BytesIO()
    with new_workbook(target) as book:
        sheet = book.add_worksheet(RECORDS_SHEET[lang])
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "font_name": FONT})
        text = book.add_format({"num_format": "@", "font_name": FONT})
        for place, code in enumerate(codes):
            put_text(sheet, 0, place, header(code, lang), head)
            sheet.set_column(place, place, 14)
        for row, record in enumerate(records, start=1):
            for place, code in enumerate(codes):
                if record.get(code) is not None:
                    value = shown(BY_CODE[code], record[code], lang)
                    put_value(sheet, row, place, value, text if isinstance(value, str) else None)
        sheet.freeze_panes(1, 0)
    return target.getvalue()
