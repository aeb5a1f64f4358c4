"""An answer as a workbook: 요약 (totals against needs), 학습기록 (every record with its reasons), 참고."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .view import View, view
from .write import FONT, height, new_workbook, put_text, put_value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEETS = {"ko": ("요약", "학습기록", "참고"), "en": ("Summary", "Records", "Notes")}
_WIDTHS = (10, 24, 20, 20, 13, 11, 7, 11, 56, 30)
_TINT = {"recognised": "#E3F2E6", "reduced": "#FFF4D6", "not_chosen": "#EEF0F3", "refused": "#FBE3E1"}


def answer_xlsx(case: Mapping[str, Any], answer: Mapping[str, Any], lang: str) -> bytes:
    """The answer of a case as xlsx.

    Args:
        case: the document of recognition.md §2.
        answer: its answer of §5 (not an error answer).
        lang: ``ko`` or ``en``.
    """
    shown = view(case, answer, lang)
    target = io.BytesIO()
    with new_workbook(target) as book:
        styles = _styles(book)
        summary, records, notes = (book.add_worksheet(name) for name in SHEETS[lang])
        _summary(summary, shown, styles)
        _records(records, shown, styles)
        _notes(notes, shown, styles)
    return target.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    base = {"font_name": FONT, "font_size": 10}
    edge = {**base, "border": 1, "border_color": "#B8C4D6", "valign": "top", "text_wrap": True}
    styles = {
        "title": book.add_format({**base, "font_size": 16, "bold": True}),
        "part": book.add_format({**base, "font_size": 12, "bold": True}),
        "note": book.add_format({**base, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({**edge, "bold": True, "bg_color": "#DCE6F4"}),
        "cell": book.add_format(edge),
        "share": book.add_format({**edge, "num_format": '0"%"'}),
    }
    for code, colour in _TINT.items():
        styles[code] = book.add_format({**edge, "bold": True, "bg_color": colour})
    return styles


def _table(
    sheet: Worksheet, row: int, heads: list[str], rows: list[list[Any]], styles: dict[str, Format]
) -> int:
    """Write a table with its head; returns the row after it."""
    for place, head in enumerate(heads):
        put_text(sheet, row, place, head, styles["head"])
    for cells in rows:
        row += 1
        for place, cell in enumerate(cells):
            put_value(sheet, row, place, cell, styles["cell"])
    return row + 1


def _summary(sheet: Worksheet, shown: View, styles: dict[str, Format]) -> None:
    words = shown.words
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 4, 12)
    put_text(sheet, 0, 0, words["title"], styles["title"])
    sheet.merge_range(1, 0, 1, 6, "", styles["note"])
    put_text(sheet, 1, 0, words["statement"], styles["note"])
    sheet.set_row(1, 32)
    row = 3
    for name, value in shown.facts:
        put_text(sheet, row, 0, name, styles["head"])
        sheet.merge_range(row, 1, row, 4, "", styles["cell"])
        put_text(sheet, row, 1, value, styles["cell"])
        row += 1
    put_text(sheet, row + 1, 0, shown.result, styles["part"])
    put_text(sheet, row + 3, 0, words["needs"], styles["part"])
    heads = [words[key] for key in ("requirement", "need", "have", "short", "share")]
    needs = [[one.name, one.need, one.have, one.short, one.share] for one in shown.requirements]
    first = row + 5
    row = _table(sheet, row + 4, heads, needs, styles)
    for place, one in enumerate(shown.requirements):
        put_value(sheet, first + place, 4, one.share, styles["share"])
    if needs:
        bar = {
            "type": "data_bar",
            "bar_color": "#A8C5FA",
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
        }
        sheet.conditional_format(first, 4, row - 1, 4, bar | {"max_type": "num", "max_value": 100})
    for one in shown.requirements:
        if one.missing:
            put_text(sheet, row, 0, f"{words['missing']}: {', '.join(one.missing)}")
            row += 1
    put_text(sheet, row + 1, 0, words["totals"], styles["part"])
    _table(sheet, row + 2, [words["class"], words["credits"]], [list(one) for one in shown.totals], styles)
    _page(sheet)


def _records(sheet: Worksheet, shown: View, styles: dict[str, Format]) -> None:
    keys = ["id", "record", "source", "institution", "completed_on"]
    keys += ["verdict", "credits", "class", "reasons", "clause"]
    rows = [
        [
            *(line.id, line.name, line.source, line.institution, line.completed_on),
            *(line.verdict, line.credits, line.class_name, "\n".join(line.reasons), "\n".join(line.clauses)),
        ]
        for line in shown.lines
    ]
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    _table(sheet, 0, [shown.words[key] for key in keys], rows, styles)
    for row, line in enumerate(shown.lines, start=1):
        texts = (str(cell) for cell in rows[row - 1])
        sheet.set_row(row, height(zip(texts, _WIDTHS, strict=True)))
        put_text(sheet, row, 5, line.verdict, styles.get(line.verdict_code, styles["cell"]))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(keys) - 1)
    sheet.repeat_rows(0)
    _page(sheet)


def _notes(sheet: Worksheet, shown: View, styles: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 100)
    row = _table(
        sheet, 0, [shown.words["id"], shown.words["note"]], [list(one) for one in shown.notes], styles
    )
    if any(shown.words["reading"] in clause for line in shown.lines for clause in line.clauses):
        put_text(sheet, row + 1, 1, shown.words["reading_note"], styles["note"])
    for number, (_, text) in enumerate(shown.notes, start=1):
        sheet.set_row(number, height([(text, 100)]))
    _page(sheet)


def _page(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
