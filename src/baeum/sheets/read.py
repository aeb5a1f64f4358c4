"""A spreadsheet of learning records to the records of a case (recognition.md §2), or every error in it."""

from __future__ import annotations

from typing import Any

from .cells import Unreadable, Value, read_cell, text_of
from .columns import BY_CODE, COLUMNS, HEADERS, needed, used, written
from .faults import SheetError, SheetFault
from .grid import HEADER_WITHIN, MOST_ROWS, NO_RESULT, read_sheets
from .headings import Form, blank, columns_of, empty, no_result, sheet_of

MOST_ERRORS = 1000

RECORDS = Form(
    columns=COLUMNS,
    headers=HEADERS,
    no_headers=(
        f"머리글 행을 찾지 못했습니다. 처음 {HEADER_WITHIN}행 안에 '학점원', '과목명' 같은 "
        "머리글이 있어야 합니다. baeum template 으로 서식을 만들 수 있습니다.",
        f"No row of headers was found. One of the first {HEADER_WITHIN} rows must hold headers such as "
        "'Source' and 'Subject'. The command baeum template writes a form.",
    ),
    missing={
        "source": (
            "'학점원' 열이 없습니다. 기록마다 무엇인지(평가인정 학습과정, 자격 …) 써야 합니다.",
            "The column 'Source' is missing. Each record must say what it is (Accredited course …).",
        )
    },
)

Record = dict[str, Value]


def read_records(data: bytes, filename: str) -> tuple[list[dict[str, Any]], list[SheetError]]:
    """The records of an xlsx or CSV file, and all errors.

    Args:
        data: the file, at most 5 MB and 20,000 rows.
        filename: only its ending is used.

    Returns:
        The rows without an error as records of the case format (numbers as ``int`` or ``Decimal``, dates as
        ISO text; an id left empty is ``r`` and the row), and the errors of the others, each with its row
        and column as the spreadsheet shows them, which the sentences do not repeat. Thresholds are not
        judged here. Never raises for bad input.
    """
    try:
        sheet, at = sheet_of(read_sheets(data, filename), RECORDS)
    except SheetFault as fault:
        return [], [fault.error]
    columns, errors = columns_of(sheet, at, RECORDS)
    rows = [(number + 1, row) for number, row in enumerate(sheet.rows) if number > at and not empty(row)]
    if len(rows) > MOST_ROWS:
        return [], [
            SheetError(
                row=None,
                column=None,
                ko=f"기록이 {len(rows):,}행입니다. {MOST_ROWS:,}행까지 읽습니다. 파일을 나누십시오.",
                en=f"There are {len(rows):,} rows; up to {MOST_ROWS:,} are read. Split the file.",
            )
        ]
    records: list[dict[str, Any]] = []
    taken = {
        text_of(row[place]) for _, row in rows for place, code in columns.items() if _is_id(code, row, place)
    }
    names = RECORDS.shown(sheet.rows[at], columns)
    for number, row in rows:
        record, wrong = _read_row(number, row, columns, names, taken)
        errors += wrong
        if not wrong:
            records.append(record)
    return records, _shortened(errors)


def _is_id(code: str, row: list[object], place: int) -> bool:
    return code == "id" and place < len(row) and row[place] is not NO_RESULT


def _shortened(errors: list[SheetError]) -> list[SheetError]:
    """All errors, unless there are so many that no one would read them."""
    if len(errors) <= MOST_ERRORS:
        return errors
    more = len(errors) - MOST_ERRORS
    last = SheetError(
        row=None,
        column=None,
        ko=f"오류가 {more:,}개 더 있습니다. 앞의 오류부터 고친 뒤 다시 올리십시오.",
        en=f"There are {more:,} more errors. Correct the ones above first, then read the file again.",
    )
    return [*errors[:MOST_ERRORS], last]


def _read_row(
    number: int, row: list[object], columns: dict[int, str], names: dict[str, str], taken: set[str]
) -> tuple[dict[str, Any], list[SheetError]]:
    """The record of one row, and its errors. ``taken`` holds the ids given anywhere in the sheet."""
    values: dict[str, Value] = {}
    errors: list[SheetError] = []
    for place, code in columns.items():
        if place >= len(row) or blank(row[place]):
            continue
        value = no_result() if row[place] is NO_RESULT else read_cell(row[place], BY_CODE[code])
        if isinstance(value, Unreadable):
            errors.append(_error(number, names[code], value.ko, value.en))
            values[code] = ""
        else:
            values[code] = value
    if "id" not in values:
        values = {"id": _free_id(number, taken), **values}
    if values.get("source") != "":
        errors += _misplaced(number, values, names)
    order = [column.code for column in COLUMNS]
    return {code: values[code] for code in order if code in values}, errors


def _free_id(number: int, taken: set[str]) -> str:
    name = f"r{number}"
    while name in taken:
        name += "_"  # someone gave this id to another row
    return name


def _misplaced(number: int, values: dict[str, Value], names: dict[str, str]) -> list[SheetError]:
    """Fields that a record of this source needs and lacks, or does not have."""
    source = values.get("source")
    if not isinstance(source, str):
        ko, en = "비어 있습니다. 목록에서 고르십시오", "is empty. Choose from the list"
        return [_error(number, names["source"], ko, en)]
    ko, en = written("source", source, "ko"), written("source", source, "en")
    lacking = f"비어 있습니다. '{ko}' 기록에 꼭 있어야 합니다", f"is empty; a record '{en}' needs it"
    foreign = (
        f"'{ko}' 기록에는 쓰지 않는 열입니다. 비우십시오",
        f"does not belong to a record '{en}'. Leave it empty",
    )
    known = ("id", "source", *used(source))
    return [
        *(_error(number, names[code], *lacking) for code in needed(source) if code not in values),
        *(_error(number, names[code], *foreign) for code in values if code not in known),
    ]


def _error(number: int, column: str, ko: str, en: str) -> SheetError:
    return SheetError(row=number, column=column, ko=f"{ko}.", en=f"{en[0].upper()}{en[1:]}.")
