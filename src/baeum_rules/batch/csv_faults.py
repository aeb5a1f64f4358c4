"""Why a CSV file could not be read: its letters, its separator, its rows; looked for only after a mistake."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

from .table_faults import Faults, TableError, table_fault_hint

SEPARATORS = {";": ("쌍반점(;)", "semicolons"), "\t": ("탭", "tabs"), "|": ("세로줄(|)", "bars (|)")}
KOREAN = "cp949"  # of Korean Excel, where nobody chose another
SIZE = 1 << 20  # bytes decoded at once


def must_be_by_commas(path: str, names: list[str]) -> None:
    """Raises TableError where the line of names is one name that holds another separator."""
    if len(names) == 1:
        for separator, said in SEPARATORS.items():
            if separator in names[0]:
                raise TableError([table_fault_hint(path, "csv_separator", said)])


def must_be_csv(path: str) -> None:
    """Raises TableError with what is wrong with a file, if it is found out."""
    if not _is_text(path, "utf-8-sig"):
        with Path(path).open("rb") as file:
            wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        hints = ("", "")
        if wide:
            hints = ("(UTF-16입니다)", " but UTF-16")
        elif _is_text(path, KOREAN):
            hints = ("(CP949, 곧 한국어 엑셀의 ‘CSV’입니다)", " but CP949, the plain CSV of Korean Excel")
        raise TableError([table_fault_hint(path, "csv_encoding", hints)])
    faults = Faults(path)
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        try:
            rows = (row for row in csv.reader(lines) if row)
            names = next(rows, [])
            must_be_by_commas(path, names)
            for number, row in enumerate(rows, 1):
                if len(row) != len(names):
                    faults.add("csv_row", number, len(row), len(names))
        except csv.Error:
            pass  # a cell that is too long for this reader; what was found before it is told
    faults.must_be_none()


def _is_text(path: str, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with Path(path).open("rb") as file:
        try:
            while data := file.read(SIZE):
                decoder.decode(data)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
