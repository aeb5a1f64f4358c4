"""A spreadsheet of learning records to the records of a case (recognition.md §2), or every error in it."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Any

from .cells import Unreadable, Value, read_cell, text_of
from .columns import BY_CODE, COLUMNS, HEADERS, header, needed, plain, used, written
from .faults import SheetError, SheetFault
from .grid import HEADER_WITHIN, MOST_ROWS, NO_RESULT, Sheet, read_sheets

EXAMPLE_SHEETS = ("예시", "Example", "Examples")
MOST_ERRORS = 1000

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
        sheet, at = _sheet_with_headers(read_sheets(data, filename))
    except SheetFault as fault:
        return [], [fault.error]
    columns, errors = _columns(sheet, at)
    rows = [(number + 1, row) for number, row in enumerate(sheet.rows) if number > at and not _empty(row)]
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
    names = _names(sheet.rows[at], columns)
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


def _blank(cell: object) -> bool:
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in cell)


def _empty(row: list[object]) -> bool:
    return all(_blank(cell) for cell in row)


def _header_row(sheet: Sheet) -> tuple[int, int]:
    """The row with the most known headers among the first rows, and how many it has."""
    best, most = 0, 0
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        found = {HEADERS[plain(cell)] for cell in row if isinstance(cell, str) and plain(cell) in HEADERS}
        if len(found) > most:
            best, most = number, len(found)
    return best, most


def _sheet_with_headers(sheets: list[Sheet]) -> tuple[Sheet, int]:
    """The one sheet that holds records, and its row of headers; the template's examples do not count."""
    with_headers = []
    for sheet in sheets:
        at, most = _header_row(sheet)
        if most >= 2:
            with_headers.append((sheet, at))
    if not with_headers:
        raise SheetFault(
            f"머리글 행을 찾지 못했습니다. 처음 {HEADER_WITHIN}행 안에 '학점원', '과목명' 같은 "
            "머리글이 있어야 합니다. baeum template 으로 서식을 만들 수 있습니다.",
            f"No row of headers was found. One of the first {HEADER_WITHIN} rows must hold headers such as "
            "'Source' and 'Subject'. The command baeum template writes a form.",
        )
    real = [one for one in with_headers if one[0].name not in EXAMPLE_SHEETS] or with_headers
    filled = [(sheet, at) for sheet, at in real if not all(map(_empty, sheet.rows[at + 1 :]))]
    if len(filled) > 1:
        names = ", ".join(sheet.name for sheet, _ in filled)
        raise SheetFault(
            f"학습기록이 있는 시트가 여럿입니다({names}). 한 시트에 모으거나 파일을 나누십시오.",
            f"Several sheets hold records ({names}). Put them on one sheet, or into separate files.",
        )
    return (filled or real)[0]


def _columns(sheet: Sheet, at: int) -> tuple[dict[int, str], list[SheetError]]:
    """Which column holds which field, and errors for headers unknown, missing or there twice."""
    columns: dict[int, str] = {}
    errors: list[SheetError] = []
    for place, cell in enumerate(sheet.rows[at]):
        shown = "" if _blank(cell) or cell is NO_RESULT else text_of(cell)
        code = HEADERS.get(plain(shown))
        if code is None:
            if shown or any(place < len(row) and not _blank(row[place]) for row in sheet.rows[at + 1 :]):
                errors.append(_unknown_header(at + 1, place, shown))
        elif code in columns.values():
            errors.append(_twice(at + 1, shown, code))
        else:
            columns[place] = code
    if "source" not in columns.values():
        errors.append(
            SheetError(
                row=at + 1,
                column=header("source", "ko"),
                ko="'학점원' 열이 없습니다. 기록마다 무엇인지(평가인정 학습과정, 자격 …) 써야 합니다.",
                en="The column 'Source' is missing. Each record must say what it is (Accredited course …).",
            )
        )
    return columns, errors


def _names(headers: list[object], columns: dict[int, str]) -> dict[str, str]:
    """How each field is called in this sheet; for those without a column, in the sheet's language."""
    given = {code: text_of(headers[place]) for place, code in columns.items()}
    lang = "en" if "".join(given.values()).isascii() else "ko"
    return {column.code: given.get(column.code, header(column.code, lang)) for column in COLUMNS}


def _twice(row: int, shown: str, code: str) -> SheetError:
    return SheetError(
        row=row,
        column=shown,
        ko=f"'{header(code, 'ko')}' 열이 두 번 있습니다. 하나만 남기십시오.",
        en=f"The column '{header(code, 'en')}' is there twice. Keep one of them.",
    )


def _unknown_header(row: int, place: int, shown: str) -> SheetError:
    if not shown:
        return SheetError(
            row=row,
            column=_letters(place),
            ko=f"{_letters(place)}열에 값이 있는데 머리글이 없습니다. 머리글을 쓰거나 열을 지우십시오.",
            en=f"Column {_letters(place)} holds values but has no header. Give it one, or delete the column.",
        )
    near = difflib.get_close_matches(plain(shown)[:60], HEADERS, n=1, cutoff=0.5)
    ko = f" '{header(HEADERS[near[0]], 'ko')}' 열입니까?" if near else ""
    en = f" Did you mean '{header(HEADERS[near[0]], 'en')}'?" if near else ""
    short = shown if len(shown) <= 40 else shown[:40] + "…"
    return SheetError(
        row=row,
        column=short,
        ko=f"모르는 머리글입니다: {short}.{ko} 머리글을 고치거나 열을 지우십시오.",
        en=f"Unknown header: {short}.{en} Correct the header, or delete the column.",
    )


def _letters(place: int) -> str:
    """A for column 0, AA for 26."""
    text = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _read_row(
    number: int, row: list[object], columns: dict[int, str], names: dict[str, str], taken: set[str]
) -> tuple[dict[str, Any], list[SheetError]]:
    """The record of one row, and its errors. ``taken`` holds the ids given anywhere in the sheet."""
    values: dict[str, Value] = {}
    errors: list[SheetError] = []
    for place, code in columns.items():
        if place >= len(row) or _blank(row[place]):
            continue
        value = _no_result() if row[place] is NO_RESULT else read_cell(row[place], BY_CODE[code])
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


def _no_result() -> Unreadable:
    return Unreadable(
        "수식의 결과가 파일에 없거나 오류(#REF! 등)입니다. 값으로 바꾸어 쓰십시오",
        "is a formula without a stored result, or an error such as #REF!. Put in the value itself",
    )


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
