"""A learning portfolio as a workbook: 합계 (the account and its sums), 학습이력 (every line)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from .portfolio import Portfolio, PortfolioLine, words
from .write import FONT, height, new_workbook, put_text, put_value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEETS = {"ko": ("합계", "학습이력"), "en": ("Summary", "Lines")}
_COLUMNS = (
    ("number", 7),
    ("part", 18),
    ("kind", 22),
    ("what", 34),
    ("where", 26),
    ("begins", 12),
    ("ends", 12),
    ("recorded", 12),
    ("credits", 8),
    ("hours", 8),
    ("standing", 14),
    ("vouched_by", 26),
    ("state", 18),
    ("details", 44),
)


def portfolio_xlsx(shown: Portfolio) -> bytes:
    """The portfolio as xlsx, every text guarded."""
    target = io.BytesIO()
    with new_workbook(target) as book:
        summary, lines = (book.add_worksheet(name) for name in SHEETS[shown.lang])
        styles = _styles(book)
        _summary(summary, shown, styles)
        _lines(lines, shown, styles)
    return target.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    base = {"font_name": FONT, "font_size": 10}
    edge = {**base, "border": 1, "border_color": "#B8C4D6", "valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({**base, "font_size": 16, "bold": True}),
        "note": book.add_format({**base, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({**edge, "bold": True, "bg_color": "#DCE6F4"}),
        "cell": book.add_format(edge),
    }


def _summary(sheet: Worksheet, shown: Portfolio, styles: dict[str, Format]) -> None:
    own = words(shown.lang)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 14)
    put_text(sheet, 0, 0, own["title"], styles["title"])
    put_text(sheet, 1, 0, shown.scope, styles["note"])
    sheet.merge_range(2, 0, 2, 3, "", styles["note"])
    put_text(sheet, 2, 0, own["statement"], styles["note"])
    sheet.set_row(2, 32)
    row = 4
    for name, value in shown.facts:
        put_text(sheet, row, 0, name, styles["head"])
        sheet.merge_range(row, 1, row, 3, "", styles["cell"])
        put_text(sheet, row, 1, value, styles["cell"])
        row += 1
    row += 1
    for place, head in enumerate(("part", "lines", "credits", "hours")):
        put_text(sheet, row, place, own[head], styles["head"])
    for part in shown.parts:
        row += 1
        put_text(sheet, row, 0, part.label, styles["cell"])
        for place, amount in enumerate((part.lines, part.credits, part.hours), start=1):
            put_value(sheet, row, place, amount, styles["cell"])
    _page(sheet)


def _lines(sheet: Worksheet, shown: Portfolio, styles: dict[str, Format]) -> None:
    own = words(shown.lang)
    labels = {part.code: part.label for part in shown.parts}
    for place, (key, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        put_text(sheet, 0, place, own[key], styles["head"])
    for row, line in enumerate(shown.lines, start=1):
        cells = _cells(line, labels)
        for place, cell in enumerate(cells):
            if cell is None:
                sheet.write_blank(row, place, None, styles["cell"])
            else:
                put_value(sheet, row, place, cell, styles["cell"])
        texts = ("" if cell is None else str(cell) for cell in cells)
        sheet.set_row(row, height(zip(texts, (width for _, width in _COLUMNS), strict=True)))
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, len(shown.lines), len(_COLUMNS) - 1)
    sheet.repeat_rows(0)
    _page(sheet)


def _cells(line: PortfolioLine, labels: dict[str, str]) -> list[Any]:
    return [
        *(line.number, labels.get(line.part, line.part), line.kind, line.title, line.where),
        *(line.begins, line.ends, line.recorded, line.credits, line.hours),
        *(line.standing, line.vouched_by, line.state),
        "\n".join(f"{name}: {value}" for name, value in line.details),
    ]


def _page(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
