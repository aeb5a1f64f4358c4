"""An xlsx file opened without trust, before the spreadsheet library sees it.

The library allocates every cell between the first and the last, and copies a shared text into each cell that
names it, so a file of a few hundred bytes could ask for gigabytes. What passes here is repacked from what was
really unpacked, so that the two zip readers cannot disagree.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from .faults import SheetFault

MOST_BYTES = 60_000_000  # unpacked; a sheet of 20,000 rows and 33 columns has about 30 MB
MOST_PARTS = 500
MOST_CELLS = 2_000_000  # all cells between the first and the last, over all sheets
MOST_TEXT = 100_000_000  # bytes of shared text after it is copied into its cells

_CELL = re.compile(rb"<(?:\w+:)?c((?:\s+[\w:]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_CELL_START = re.compile(rb"<(?:\w+:)?c[\s/>]")
_REF = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{1,9})([0-9]{1,19})")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\br\s*=\s*[\"']\s*([0-9]{1,19})")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})\s*<")
_SHARED = re.compile(rb"<(?:\w+:)?si[\s>]")
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


@dataclass(frozen=True)
class Unpacked:
    """The parts of a workbook that matter, and the same as a zip without compression."""

    parts: dict[str, bytes]
    repacked: bytes


def unpack(data: bytes) -> Unpacked:
    """The parts of an xlsx file; SheetFault if it is none, or if it asks for too much."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetFault(
            "암호가 걸린 파일이거나 옛 xls 파일입니다. 암호 없이 xlsx로 저장하십시오.",
            "The file is protected by a password, or an old xls file. Save it as xlsx without a password.",
        )
    try:
        parts = _parts(data)
    except _UNREADABLE as fault:
        raise _broken() from fault
    if "xl/workbook.xml" not in parts:
        raise _broken()
    _check_size(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Unpacked(parts, packed.getvalue())


def _broken() -> SheetFault:
    return SheetFault(
        "엑셀(xlsx) 파일로 읽을 수 없습니다. 파일이 손상되었을 수 있으니 다시 저장하십시오.",
        "The file cannot be read as xlsx. It may be damaged; save it again.",
    )


def _too_large(what_ko: str, what_en: str) -> SheetFault:
    return SheetFault(
        f"파일이 너무 큽니다: {what_ko}. 필요 없는 행·열·시트를 지우고 다시 저장하십시오.",
        f"The file is too large: {what_en}. Delete rows, columns and sheets not needed and save it again.",
    )


def _parts(data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise _too_large(f"부분이 {len(entries)}개", f"it has {len(entries)} parts")
        for entry in entries:
            name = entry.filename.lstrip("/")
            if not name.endswith((".xml", ".rels")) or name.startswith(("docProps/", "customXml/")):
                continue
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _broken()  # other methods cannot be unpacked step by step
            with archive.open(entry) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _too_large(
                    f"풀면 {MOST_BYTES // 1_000_000} MB를 넘음",
                    f"unpacked it exceeds {MOST_BYTES // 1_000_000} MB",
                )
            if b"\0" in content:
                raise _broken()  # not UTF-8, which every spreadsheet program writes
            parts[name] = content
    return parts


def _check_size(parts: dict[str, bytes]) -> None:
    shared = parts.get("xl/sharedStrings.xml", b"")
    starts = [found.start() for found in _SHARED.finditer(shared)]
    lengths = [end - start for start, end in zip(starts, [*starts[1:], len(shared)], strict=False)]
    cells = text = 0
    for name, content in parts.items():
        if not name.startswith("xl/worksheets/"):
            continue
        rows, columns = extent(content)
        cells += rows * columns
        if cells > MOST_CELLS:
            raise _too_large(
                f"마지막 칸이 {rows}행 {columns}열에 있음",
                f"its last cell is in row {rows}, column {columns}",
            )
        for found in _VALUE.finditer(content):
            number = int(found[1])
            text += lengths[number] if number < len(lengths) else 0
        if text > MOST_TEXT:
            raise _too_large("글자가 너무 많음", "it holds too much text")


def extent(sheet: bytes) -> tuple[int, int]:
    """The last row and column with a cell that may hold something: an upper bound, never too low."""
    last_row = last_column = 0
    nameless = seen = 0
    for cell in _CELL.finditer(sheet):
        seen += 1
        places = _REF.findall(cell[1])
        nameless += not places
        for letters, row in places if not cell[2] else ():  # <c/> is a format without a value
            last_row = max(last_row, int(row))
            last_column = max(last_column, column_number(letters.decode()))
    if seen != sum(1 for _ in _CELL_START.finditer(sheet)):
        raise _broken()  # markup made to look different to different readers
    if nameless:  # such cells follow the one before them, in the row they stand in
        numbered = max((int(row) for row in _ROW.findall(sheet)), default=0)
        last_row = max(last_row, numbered) + sheet.count(b"row>")
        last_column += nameless
    return last_row, last_column


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
