"""The spreadsheet that a learner or an institution fills in: 학습기록, 예시 and 코드."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from .columns import BY_CODE, COLUMNS, LISTS, header, hint, needed, used, written
from .grid import MOST_ROWS
from .write import FONT, RECORDS_SHEET, height, new_workbook, put_text, put_value, shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EXAMPLE_SHEET = {"ko": "예시", "en": "Example"}
CODE_SHEET = {"ko": "코드", "en": "Codes"}
HEADER_ROW = 2  # counted from 0: a title and the explanations stand above
LAST_ROW = HEADER_ROW + MOST_ROWS

_TITLE = {
    "ko": "학습기록 서식 — 한 행에 한 기록. 3행의 머리글은 그대로 두고 4행부터 쓰십시오. "
    "학점원에 따라 쓰는 열은 '코드' 시트에 있습니다.",
    "en": "Form for learning records: one record a row. Leave the headers in row 3, begin in row 4. "
    "The sheet 'Codes' says which columns each source uses.",
}
_DATE_HELP = {
    "ko": ("날짜", "2026-11-21, 2026.11.21., 20261121 가운데 하나로"),
    "en": ("Date", "2026-11-21, 2026.11.21. or 20261121"),
}
_NUMBER_HELP = {
    "ko": ("수를 확인하십시오", "0 이상 100 이하의 수여야 합니다."),
    "en": ("Check the number", "It must be a number from 0 to 100."),
}
_WORD_HELP = {
    "ko": ("목록에서 고르십시오", "목록에 있는 말이어야 합니다. '코드' 시트를 보십시오."),
    "en": ("Choose from the list", "It must be one of the words of the list. See the sheet 'Codes'."),
}

# One record of every source; read by the tests like any other, so they stay valid.
EXAMPLES: tuple[dict[str, Any], ...] = (
    {
        "id": "r1", "source": "accredited_course", "institution": "한빛평생교육원", "subject": "자료구조",
        "credits": 3, "score": 87, "attendance": 95, "ended_on": "2026-06-20",
    },
    {
        "id": "r2", "source": "university_course", "institution": "새봄대학교", "school_kind": "university",
        "leaving": "withdrawn", "left_on": "2019-08-31", "subject": "이산수학", "credits": 3, "letter": "B+",
        "ended_on": "2018-12-20", "class": "major_required", "same_program": True,
    },
    {
        "id": "r3", "source": "part_time_course", "institution": "가람대학교",
        "basis": "higher_education_act", "remote_institution": False, "remote_share": 0,
        "subject": "컴퓨터구조", "credits": 3, "score": 78,
        "ended_on": "2025-12-19", "class": "major_elective", "same_program": True,
    },
    {"id": "r4", "source": "certificate", "name": "정보처리기사", "acquired_on": "2024-11-20"},
    {"id": "r5", "source": "bdes_exam", "stage": 1, "subject": "국어", "passed_on": "2025-03-28"},
    {
        "id": "r6", "source": "bdes_exemption_course", "stage": 2, "institution": "누리교육원",
        "subject": "경영정보론", "score": 72, "absence": 5, "ended_on": "2025-08-22",
    },
    {
        "id": "r7", "source": "heritage", "item": "판소리", "role": "trainee", "level": "national",
        "selected_on": "2023-03-02", "months": 30, "listed": True, "same_major": False,
    },
)  # fmt: skip


def template(lang: str = "ko") -> bytes:
    """The empty form as xlsx, with lists to choose from, an example of every source, and all codes.

    Args:
        lang: ``ko`` or ``en``. Both are read by ``read_records``.
    """
    target = io.BytesIO()
    with new_workbook(target) as book:
        styles = _styles(book)
        form = book.add_worksheet(RECORDS_SHEET[lang])
        example = book.add_worksheet(EXAMPLE_SHEET[lang])
        lists = _write_codes(book.add_worksheet(CODE_SHEET[lang]), styles, lang)
        for sheet in (form, example):
            _write_head(sheet, styles, lang)
        _offer(form, lists, lang)
        for row, record in enumerate(EXAMPLES, start=HEADER_ROW + 1):
            for place, column in enumerate(COLUMNS):
                if column.code in record:
                    put_value(example, row, place, shown(column, record[column.code], lang), styles["cell"])
    return target.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    base = {"font_name": FONT, "font_size": 10}
    edge = {**base, "border": 1, "border_color": "#B8C4D6"}
    return {
        "title": book.add_format({**base, "font_size": 12, "bold": True}),
        "hint": book.add_format({**edge, "text_wrap": True, "valign": "top", "font_color": "#44546A"}),
        "head": book.add_format({**edge, "bold": True, "bg_color": "#DCE6F4", "valign": "vcenter"}),
        "cell": book.add_format(edge),
        "wrap": book.add_format({**edge, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({**base, "num_format": "@"}),
        "plain": book.add_format(base),
    }


def _write_head(sheet: Worksheet, styles: dict[str, Format], lang: str) -> None:
    put_text(sheet, 0, 0, _TITLE[lang], styles["title"])
    sheet.set_row(HEADER_ROW - 1, 62)
    sheet.set_row(HEADER_ROW, 20)
    for place, column in enumerate(COLUMNS):
        put_text(sheet, HEADER_ROW - 1, place, hint(column.code, lang), styles["hint"])
        put_text(sheet, HEADER_ROW, place, header(column.code, lang), styles["head"])
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(HEADER_ROW)
    _widths(sheet, styles)


def _widths(sheet: Worksheet, styles: dict[str, Format]) -> None:
    wide = {"source": 20, "institution": 20, "subject": 24, "name": 20, "item": 16, "school_kind": 16}
    for place, column in enumerate(COLUMNS):
        text = column.kind in ("text", "date", "letter", "word")
        sheet.set_column(place, place, wide.get(column.code, 13), styles["text" if text else "plain"])


def _offer(sheet: Worksheet, lists: dict[str, str], lang: str) -> None:
    """What each column offers or checks while it is filled in."""
    for place, column in enumerate(COLUMNS):
        rule: dict[str, Any] = {}
        name = "flag" if column.kind == "flag" else column.words
        if name:
            title, message = _WORD_HELP[lang]
            rule = {"validate": "list", "source": lists[name], "error_title": title, "error_message": message}
        elif column.kind == "number":
            title, message = _NUMBER_HELP[lang]
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            rule |= {"error_title": title, "error_message": message}
        elif column.kind == "date":
            title, message = _DATE_HELP[lang]
            rule = {"validate": "any", "input_title": title, "input_message": message}
        if rule:
            sheet.data_validation(HEADER_ROW + 1, place, LAST_ROW, place, rule)


def _write_codes(sheet: Worksheet, styles: dict[str, Format], lang: str) -> dict[str, str]:
    """The lists of words, and which columns each source uses. Returns where each list stands."""
    korean = lang == "ko"
    heads = ("쓸 말", "같은 뜻으로 읽는 말", "코드") if korean else ("Word", "Read as the same", "Code")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 60)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)  # A4
    places = {}
    row = 0
    titles = {name: header(name, lang) for name in LISTS if name in BY_CODE}
    for name, codes in LISTS.items():
        put_text(sheet, row, 0, titles.get(name, "예/아니오" if korean else "Yes/No"), styles["title"])
        for place, head in enumerate(heads):
            put_text(sheet, row + 1, place, head, styles["head"])
        first = row + 3
        for code, word in codes.items():
            put_text(sheet, row + 2, 0, written(name, code, lang), styles["cell"])
            put_text(
                sheet, row + 2, 1, ", ".join((word.en if korean else word.ko, *word.also)), styles["wrap"]
            )
            put_text(sheet, row + 2, 2, code, styles["cell"])
            row += 1
        places[name] = f"='{CODE_SHEET[lang]}'!$A${first}:$A${row + 2}"
        row += 3
    _write_sources(sheet, row, styles, lang)
    return places


def _write_sources(sheet: Worksheet, row: int, styles: dict[str, Format], lang: str) -> None:
    korean = lang == "ko"
    heads = (
        ("학점원", "꼭 쓰는 열", "경우에 따라 쓰는 열")
        if korean
        else ("Source", "Needed columns", "Other columns")
    )
    put_text(sheet, row, 0, "학점원마다 쓰는 열" if korean else "Columns of each source", styles["title"])
    for place, head in enumerate(heads):
        put_text(sheet, row + 1, place, head, styles["head"])
    for number, source in enumerate(LISTS["source"], start=row + 2):
        must = [header(code, lang) for code in needed(source)]
        may = [header(code, lang) for code in used(source) if code not in needed(source)]
        put_text(sheet, number, 0, written("source", source, lang), styles["wrap"])
        put_text(sheet, number, 1, ", ".join(must), styles["wrap"])
        put_text(sheet, number, 2, ", ".join(may), styles["wrap"])
        sheet.set_row(number, height([(", ".join(must), 60), (", ".join(may), 60)]))
