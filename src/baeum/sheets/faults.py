"""What is wrong with a sheet: where, and a sentence in each language with the remedy."""

from __future__ import annotations

from typing import TypedDict


class SheetError(TypedDict):
    """One error. ``row`` is the row number the spreadsheet shows (1-based), ``column`` its header."""

    row: int | None
    column: str | None
    ko: str
    en: str


class SheetFault(Exception):
    """The file as a whole cannot be read; carries the one error to report."""

    def __init__(self, ko: str, en: str, row: int | None = None, column: str | None = None) -> None:
        super().__init__(en)
        self.error: SheetError = {"row": row, "column": column, "ko": ko, "en": en}
