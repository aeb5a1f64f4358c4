"""A file to sheets of cells: xlsx through calamine, CSV through the standard library."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from .columns import HEADERS, plain
from .faults import SheetFault
from .unzip import Unpacked, column_number, unpack

LARGEST_FILE = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 256
HEADER_WITHIN = 30  # rows among which the headers are looked for

NO_RESULT = object()  # a formula cell whose file holds no result, or an error as the result

_XF = re.compile(rb"<(?:\w+:)?xf\b[^<>]*>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^<>]*>")
# the start or end of a cell, a formula or a value, and whether text follows; one pass, however odd the markup
_TOKEN = re.compile(rb"<(/?)(?:\w+:)?([cfv])((?:\s+[\w:]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>([^<]?)")
_PERCENT = (b"9", b"10")  # the built-in formats 0% and 0.00% (ECMA-376 part 1, 18.8.30)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows as they stand in the file, the first row is row 1."""

    name: str
    rows: list[list[object]]


def read_sheets(data: bytes, filename: str, headers: Collection[str] = HEADERS) -> list[Sheet]:
    """The sheets of an xlsx or CSV file. SheetFault if it cannot be read.

    ``headers``: what the headers of a CSV may be, as ``plain`` leaves them; they tell its delimiter.
    """
    if len(data) > LARGEST_FILE:
        size = f"{len(data) / 1_000_000:.1f}"
        raise SheetFault(
            f"파일이 {size} MB입니다. {LARGEST_FILE // 1_000_000} MB까지 읽습니다. 나누어 올리십시오.",
            f"The file has {size} MB; up to {LARGEST_FILE // 1_000_000} MB are read. Split it into several.",
        )
    if not data.strip():
        raise SheetFault(
            "빈 파일입니다. 내용을 저장한 뒤 다시 올리십시오.", "The file is empty. Save it again."
        )
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0" or filename.lower().endswith((".xlsx", ".xlsm")):
        sheets = _read_xlsx(unpack(data))
    else:
        sheets = [_read_csv(data, headers)]
    widest = max((len(row) for sheet in sheets for row in sheet.rows), default=0)
    if widest > MOST_COLUMNS:
        raise SheetFault(
            f"열이 {widest:,}개입니다. {MOST_COLUMNS}개까지 읽습니다. 필요 없는 열을 지우십시오.",
            f"There are {widest:,} columns; up to {MOST_COLUMNS} are read. Delete those not needed.",
        )
    return sheets


def _read_xlsx(book: Unpacked) -> list[Sheet]:
    import python_calamine

    sheets = []
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book.repacked))
        paths = _sheet_paths(book.parts)
        for place, name in enumerate(workbook.sheet_names):
            rows: list[list[object]] = list(
                map(list, workbook.get_sheet_by_index(place).to_python(skip_empty_area=False))
            )
            path = paths[place] if len(paths) == len(workbook.sheet_names) else ""
            _mark(rows, book.parts.get(path, b""), book.parts.get("xl/styles.xml", b""))
            sheets.append(Sheet(name, rows))
    except BaseException as fault:
        # A panic of the Rust library is no Exception; it says nothing but that the file is malformed.
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        raise SheetFault(
            "엑셀 파일의 내용이 손상되었습니다. 엑셀에서 열어 xlsx로 다시 저장하십시오.",
            "The content of the workbook is damaged. Open it in Excel and save it again as xlsx.",
        ) from fault
    return sheets


def _attribute(name: bytes, text: bytes) -> bytes:
    found = re.search(rb"[\s:]" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", text)
    return (found[1] or found[2] or b"") if found else b""


def _sheet_paths(parts: dict[str, bytes]) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    relations = re.findall(rb"<(?:\w+:)?Relationship\b[^<>]*>", parts.get("xl/_rels/workbook.xml.rels", b""))
    target = {
        _attribute(b"Id", one): _attribute(b"Target", one).decode("utf-8", "replace") for one in relations
    }
    sheets = re.findall(rb"<(?:\w+:)?sheet\s[^<>]*>", parts["xl/workbook.xml"])
    names = [target.get(_attribute(b"id", one), "") for one in sheets]
    return [name.lstrip("/") if name.startswith("/") else f"xl/{name}" for name in names]


def _mark(rows: list[list[object]], sheet: bytes, styles: bytes) -> None:
    """Put in what the library leaves out: results that are missing, and the % of a percent cell."""
    percent = _percent_styles(styles)
    suspects = b"<f" in sheet or b":f" in sheet or b'"e"' in sheet or b"'e'" in sheet
    if not percent and not suspects:
        return
    for place, without_result, percent_style in _marks(sheet, percent):
        row, column = place
        if without_result:
            while len(rows) <= row:
                rows.append([])
            rows[row].extend([""] * (column + 1 - len(rows[row])))
            rows[row][column] = NO_RESULT
        elif percent_style and row < len(rows) and column < len(rows[row]):
            value = rows[row][column]
            if isinstance(value, float | int) and not isinstance(value, bool):
                rows[row][column] = f"{(Decimal(repr(value)) * 100).normalize():f}%"


def _marks(sheet: bytes, percent: set[bytes]) -> Iterator[tuple[tuple[int, int], bool, bool]]:
    """Place (row and column from 0) of every filled cell; whether it lacks a result; whether it shows %."""
    attributes, formula, value = b"", False, False
    for closing, name, given, alone, text in _TOKEN.findall(sheet):
        if name == b"c" and not closing:
            attributes, formula, value = given, False, False
        elif name == b"c":
            place = re.fullmatch(rb"([A-Za-z]{1,3})(\d{1,7})", _attribute(b"r", attributes))
            if place is not None:
                lacking = (formula and not value) or _attribute(b"t", attributes) == b"e"
                at = (int(place[2]) - 1, column_number(place[1].decode()) - 1)
                yield at, lacking, _attribute(b"s", attributes) in percent
            attributes = b""
        elif name == b"f" and not closing:
            formula = True
        elif name == b"v" and not closing and not alone:
            value = value or bool(text)


def _percent_styles(styles: bytes) -> set[bytes]:
    """The numbers of the cell formats that show a number as per cent."""
    formats = {
        _attribute(b"numFmtId", one)
        for one in _FORMAT.findall(styles)
        if b"%" in _attribute(b"formatCode", one)
    }
    _, _, after = styles.partition(b"cellXfs")
    cells = _XF.findall(after.partition(b"cellXfs>")[0])
    wanted = formats | set(_PERCENT)
    return {str(place).encode() for place, one in enumerate(cells) if _attribute(b"numFmtId", one) in wanted}


def _decode(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # "Unicode text" of Excel
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetFault(
        "글자를 읽을 수 없습니다. 'CSV UTF-8' 또는 xlsx로 저장하십시오(CP949도 읽습니다).",
        "The characters cannot be read. Save the file as 'CSV UTF-8' or xlsx (CP949 is read too).",
    )


def _delimiter(text: str, headers: Collection[str]) -> str:
    """The delimiter under which one of the first rows has the most headers we know, or the most cells."""

    def known(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(head), delimiter=delimiter))
        except csv.Error:
            return 0, 0
        return max(((sum(plain(cell) in headers for cell in row), len(row)) for row in rows), default=(0, 0))

    head = "\n".join(text.splitlines()[:HEADER_WITHIN])
    return max(",;\t", key=known)


def _read_csv(data: bytes, headers: Collection[str]) -> Sheet:
    text = _decode(data)
    delimiter = _delimiter(text, headers)
    rows: list[list[object]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(list(row))
            if len(rows) > 2 * MOST_ROWS:
                raise SheetFault(
                    f"줄이 {2 * MOST_ROWS:,}개를 넘습니다. 빈 줄을 지우거나 파일을 나누십시오.",
                    f"There are more than {2 * MOST_ROWS:,} lines. Delete empty lines, or split the file.",
                )
    except csv.Error as fault:
        raise SheetFault(
            f"CSV {reader.line_num}번째 줄을 읽을 수 없습니다. 닫히지 않은 따옴표가 있는지 보십시오.",
            f"Line {reader.line_num} of the CSV cannot be read. Look for a quote that is not closed.",
            row=len(rows) + 1,
        ) from fault
    return Sheet("CSV", rows)
