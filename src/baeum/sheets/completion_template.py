"""The sheet that an institution fills in, and the sheet of refused rows that it corrects."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .completion import RowError
from .completion_columns import BOUNDS, COLUMNS, ERROR_COLUMNS, FIELDS, NEEDED
from .grid import MOST_ROWS
from .write import FONT, height, new_workbook, put_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEETS = {"ko": ("이수 내역", "쓰는 법", "예시", "코드"), "en": ("Completions", "How to", "Example", "Codes")}
HEADER_ROW = 1  # counted from 0: the explanations stand above
_WIDTHS = {"title": 28, "note": 28, "name": 14, "learner_number": 20, "reference": 20, "field": 14}
_HOW = {
    "ko": (
        "이수 내역 시트의 3행부터 한 행에 한 사람의 한 과정을 씁니다. 2행의 머리글은 지우지 않습니다.",
        "꼭 쓰는 열: {needed}. 이수 시간과 학점은 둘 가운데 하나만 있어도 됩니다.",
        "성명은 그 학습자번호의 계좌에 있는 이름과 같아야 합니다. 다르면 그 행은 저장하지 않습니다.",
        "기관 관리 번호는 이수증 번호처럼 기관 안에서 하나뿐인 번호입니다. "
        "같은 번호를 두 번 올려도 두 번 저장하지 않습니다.",
        "날짜는 2026-11-21, 2026.11.21., 20261121 가운데 하나로 씁니다. 시간과 학점은 정수입니다.",
        "올리면 먼저 미리 보기가 나옵니다. 아무것도 저장하기 전에 오류를 모두 보여 줍니다.",
        "CSV도 됩니다(UTF-8, CP949). 한 파일에 {most:,}행까지 씁니다. 수식은 값으로 바꾸어 씁니다.",
    ),
    "en": (
        "Begin in row 3 of the sheet Completions: one course of one learner a row. The headers stay.",
        "Needed columns: {needed}. Of hours and credits one is enough.",
        "The name must be the name of the account with that learner number; else the row is not stored.",
        "The reference is unique in your institution, such as the certificate number. "
        "The same one is not stored twice.",
        "Days are written 2026-11-21, 2026.11.21. or 20261121. Hours and credits are whole numbers.",
        "After the upload comes a preview: all errors are shown before anything is stored.",
        "CSV is read too (UTF-8, CP949). A file may have {most:,} rows. Put in values, not formulas.",
    ),
}  # fmt: skip
EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "learner_number": "L-000001", "name": "김배움", "title": "생활 속 인공지능", "course_code": "AI-101",
        "field": "vocational", "began_on": "2026-03-02", "ended_on": "2026-06-19", "hours": "30",
        "grade": "92", "reference": "2026-0101",
    },
    {
        "learner_number": "L-000002", "name": "이바다", "title": "우리 동네 기록하기", "field": "civic",
        "ended_on": "2026-05-30", "hours": "12", "note": "결과물 전시", "reference": "2026-0102",
    },
)  # fmt: skip


def completion_template(lang: str = "ko") -> bytes:
    """The empty form as xlsx: the form, how to fill it in, an example, the words of the field.

    Args:
        lang: ``ko`` or ``en``; both are read.
    """
    target = io.BytesIO()
    with new_workbook(target) as book:
        styles = styles_of(book)
        form, how, example, codes = (book.add_worksheet(name) for name in SHEETS[lang])
        for sheet in (form, example):
            _head(sheet, styles, lang)
        _write_codes(codes, styles, lang)
        _offer(form, lang)
        _write_how(how, styles, lang)
        for row, one in enumerate(EXAMPLES, HEADER_ROW + 1):
            for place, column in enumerate(COLUMNS):
                text = one.get(column.code, "")
                if column.code == "field":
                    text = getattr(FIELDS[text], lang)
                put_text(example, row, place, text, styles["cell"])
    return target.getvalue()


def error_sheet(
    refused: Mapping[int, Mapping[str, str]], errors: Iterable[RowError], lang: str = "ko"
) -> bytes:
    """The refused rows as xlsx, each with its errors at the end, to be corrected and read again.

    Args:
        refused: the cells of the rows as text, by the number of the row in the file that was uploaded.
        errors: their errors; those without a row, about the whole file, come first.
        lang: ``ko`` or ``en``.
    """
    told: dict[int, list[str]] = {}
    for one in errors:
        sentence = one["ko"] if lang == "ko" else one["en"]
        told.setdefault(one["row"] or 0, []).append(
            f"[{one['column']}] {sentence}" if one["column"] else sentence
        )
    target = io.BytesIO()
    with new_workbook(target) as book:
        styles = styles_of(book)
        sheet = book.add_worksheet(SHEETS[lang][0])
        _head(sheet, styles, lang)
        after = len(COLUMNS)
        sheet.set_column(after, after, 8)
        sheet.set_column(after + 1, after + 1, 70)
        for place, head in enumerate(ERROR_COLUMNS[lang], after):
            put_text(sheet, HEADER_ROW, place, head, styles["head"])
        for at, number in enumerate(sorted(told.keys() | refused.keys()), HEADER_ROW + 1):
            for place, column in enumerate(COLUMNS):
                text = refused.get(number, {}).get(column.code, "")
                text = getattr(FIELDS[text], lang) if column.code == "field" and text in FIELDS else text
                put_text(sheet, at, place, text, styles["cell"])
            if number:
                sheet.write_number(at, after, number, styles["cell"])
            put_text(sheet, at, after + 1, "\n".join(told.get(number, ())), styles["wrap"])
    return target.getvalue()


def styles_of(book: Workbook) -> dict[str, Format]:
    """The formats that every form for institutions has."""
    base = {"font_name": FONT, "font_size": 10}
    edge = {**base, "border": 1, "border_color": "#B8C4D6"}
    return {
        "hint": book.add_format({**edge, "text_wrap": True, "valign": "top", "font_color": "#44546A"}),
        "head": book.add_format({**edge, "bold": True, "bg_color": "#DCE6F4", "valign": "vcenter"}),
        "needed": book.add_format({**edge, "bold": True, "bg_color": "#FFE9B8", "valign": "vcenter"}),
        "cell": book.add_format({**edge, "num_format": "@"}),
        "wrap": book.add_format({**edge, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({**base, "num_format": "@"}),
        "plain": book.add_format(base),
    }


def _head(sheet: Worksheet, styles: dict[str, Format], lang: str) -> None:
    korean = lang == "ko"
    sheet.set_row(0, 48)
    sheet.set_row(HEADER_ROW, 20)
    for place, column in enumerate(COLUMNS):
        put_text(sheet, 0, place, column.hint_ko if korean else column.hint_en, styles["hint"])
        needed = "needed" if column.code in NEEDED else "head"
        put_text(sheet, HEADER_ROW, place, column.ko if korean else column.en, styles[needed])
        style = styles["plain" if column.kind == "whole" else "text"]  # codes keep their leading zeros
        sheet.set_column(place, place, _WIDTHS.get(column.code, 12), style)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(HEADER_ROW)


def _offer(sheet: Worksheet, lang: str) -> None:
    """What each column offers or checks while it is filled in."""
    korean = lang == "ko"
    title = "확인하십시오" if korean else "Please check"
    for place, column in enumerate(COLUMNS):
        bounds = BOUNDS[column.code]
        rule: dict[str, Any]
        if column.kind == "word":
            source = f"='{SHEETS[lang][3]}'!$A$2:$A${len(FIELDS) + 1}"
            said = (
                "코드 시트의 목록에서 고르십시오." if korean else "Choose from the list on the sheet Codes."
            )
            rule = {"validate": "list", "source": source}
        elif column.kind == "whole":
            said = f"{bounds.least} – {bounds.most:,}"
            rule = {"validate": "integer", "criteria": "between"}
            rule |= {"minimum": bounds.least, "maximum": bounds.most}
        elif column.kind == "date":
            said = "2026-11-21, 2026.11.21., 20261121"
            rule = {
                "validate": "any",
                "input_title": column.ko if korean else column.en,
                "input_message": said,
            }
        else:
            said = f"{bounds.limit}자까지" if korean else f"Up to {bounds.limit} characters"
            rule = {"validate": "length", "criteria": "<=", "value": bounds.limit}
        if rule["validate"] != "any":
            rule |= {"error_title": title, "error_message": said}
        sheet.data_validation(HEADER_ROW + 1, place, HEADER_ROW + MOST_ROWS, place, rule)


def _write_codes(sheet: Worksheet, styles: dict[str, Format], lang: str) -> None:
    korean = lang == "ko"
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 2, 44)
    heads = ("분야", "같은 뜻으로 읽는 말", "코드") if korean else ("Field", "Read as the same", "Code")
    for place, head in enumerate(heads):
        put_text(sheet, 0, place, head, styles["head"])
    for row, (code, word) in enumerate(FIELDS.items(), 1):
        put_text(sheet, row, 0, word.ko if korean else word.en, styles["cell"])
        put_text(sheet, row, 1, ", ".join((word.en if korean else word.ko, *word.also)), styles["wrap"])
        put_text(sheet, row, 2, code, styles["cell"])


def _write_how(sheet: Worksheet, styles: dict[str, Format], lang: str) -> None:
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 100)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)  # A4
    needed = ", ".join(
        column.ko if lang == "ko" else column.en for column in COLUMNS if column.code in NEEDED
    )
    for row, line in enumerate(_HOW[lang]):
        text = line.format(needed=needed, most=MOST_ROWS)
        sheet.write_number(row, 0, row + 1, styles["wrap"])
        put_text(sheet, row, 1, text, styles["wrap"])
        sheet.set_row(row, height([(text, 100)]))
