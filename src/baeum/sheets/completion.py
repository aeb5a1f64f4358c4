"""One completion: the cells of a row or the fields of a page to values, or everything wrong with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from .cells import Unreadable, bad, read_cell, short_text, text_of
from .columns import Column, plain
from .completion_columns import BOUNDS, COLUMNS, FIELD_WORDS, FIELDS, NEEDED, Bounds
from .faults import SheetError
from .grid import NO_RESULT
from .headings import blank, no_result

FIRST_DAY = date(1945, 8, 15)  # nobody who completed anything before it opens an account


class RowError(SheetError):
    """One error of a row, with the value that stands in the cell as it would be shown."""

    value: str


@dataclass(frozen=True)
class Completion:
    """What an institution says of one learner and one course; texts are NFC, trimmed, "" where not given."""

    learner_number: str
    name: str
    title: str
    field: str
    ended_on: date
    reference: str
    course_code: str = ""
    began_on: date | None = None
    hours: int | None = None
    credits: int | None = None
    grade: str = ""
    note: str = ""

    def document(self) -> dict[str, Any]:
        """As JSON holds it; what was not given is left out."""
        return {
            code: value.isoformat() if isinstance(value, date) else value
            for code, value in asdict(self).items()
            if value not in (None, "")
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Completion:
        """The completion of a document."""
        days = {
            code: date.fromisoformat(document[code]) for code in ("began_on", "ended_on") if code in document
        }
        return cls(**{**document, **days})


def read_completion(
    cells: Mapping[str, object], names: Mapping[str, str], *, on: date, row: int | None = None
) -> tuple[Completion | None, list[RowError]]:
    """The completion of some cells, or all its errors.

    Args:
        cells: what stands in the column of each field; a field may be absent.
        names: how each field is called where the errors are shown.
        on: the day on which the completion is registered.
        row: the row of the sheet, from 1; None for a page.
    """
    values: dict[str, Any] = {}
    errors: list[RowError] = []

    def wrong(code: str, said: Unreadable) -> None:
        cell = cells.get(code)
        shown = "" if cell is NO_RESULT or blank(cell) else bad(cell)
        errors.append(
            RowError(
                row=row, column=names[code], value=shown, ko=one_sentence(said.ko), en=one_sentence(said.en)
            )
        )

    for column in COLUMNS:
        cell = cells.get(column.code)
        if cell is NO_RESULT:
            wrong(column.code, no_result())
        elif blank(cell):
            if column.code in NEEDED:
                wrong(column.code, Unreadable("비어 있습니다. 채우십시오", "is empty. Fill it in"))
        elif isinstance(value := value_of(cell, column, BOUNDS[column.code]), Unreadable):
            wrong(column.code, value)
        else:
            values[column.code] = value
    bad_ones = {one["column"] for one in errors}
    for code, said in _together(values, cells, on):
        if names[code] not in bad_ones:
            wrong(code, said)
    return (None, errors) if errors else (Completion.of(values), [])


def one_sentence(text: str) -> str:
    """As a sentence of its own, without the value, which stands beside it."""
    for words in (". 쓰여 있는 값: ", ". Found: "):
        text = text.partition(words)[0]
    return f"{text[0].upper()}{text[1:]}."


def value_of(cell: object, column: Column, bounds: Bounds) -> Any:
    """The value of a cell that is not blank, within its bounds; or why there is none (Unreadable)."""
    if isinstance(cell, str) and cell.lstrip().startswith(("=", "=")):
        return Unreadable(
            "수식입니다. 결과를 값으로 바꾸어 쓰십시오", "is a formula. Put in its result as a value"
        )
    if column.kind == "word":
        return _read_field(cell)
    value = read_cell(cell, column)
    if isinstance(value, str) and column.kind == "text":
        return _bounded(unicodedata.normalize("NFC", value), bounds.limit)
    if isinstance(value, int) and not bounds.least <= value <= bounds.most:
        return Unreadable(
            f"{bounds.least}에서 {bounds.most:,} 사이의 정수여야 합니다. 쓰여 있는 값: {bad(cell)}",
            f"must be a whole number from {bounds.least} to {bounds.most:,}. Found: {bad(cell)}",
        )
    return value


def _bounded(text: str, limit: int) -> str | Unreadable:
    if len(text) <= limit:
        return text
    return Unreadable(
        f"{limit}자까지 쓸 수 있는데 {len(text):,}자입니다. 줄이십시오",
        f"may have {limit} characters and has {len(text):,}. Shorten it",
    )


def _read_field(cell: object) -> str | Unreadable:
    code = FIELD_WORDS.get(plain(short_text(cell)))
    if code is not None:
        return code
    return Unreadable(
        f"다음 중 하나여야 합니다: {', '.join(one.ko for one in FIELDS.values())}. 쓰여 있는 값: {bad(cell)}",
        f"must be one of: {', '.join(one.en for one in FIELDS.values())}. Found: {bad(cell)}",
    )


def _together(
    values: Mapping[str, Any], cells: Mapping[str, object], on: date
) -> Iterator[tuple[str, Unreadable]]:
    """What is wrong between values that can each be read."""
    began, ended = (values.get(code, "") for code in ("began_on", "ended_on"))
    if ended > on.isoformat():
        yield (
            "ended_on",
            Unreadable(
                f"등록하는 날({on})보다 뒤입니다. 이수한 뒤에 등록하십시오",
                f"is after the day of registration ({on}). Register it when it is completed",
            ),
        )
    if began and ended and began > ended:
        yield (
            "began_on",
            Unreadable(
                f"종료일({ended})보다 뒤입니다. 두 날짜를 확인하십시오",
                f"is after the day it ended ({ended}). Check both days",
            ),
        )
    for code, day in (("began_on", began), ("ended_on", ended)):
        if day and day < FIRST_DAY.isoformat():
            yield (
                code,
                Unreadable(
                    f"{FIRST_DAY}보다 앞입니다. 연도를 확인하십시오", f"is before {FIRST_DAY}. Check the year"
                ),
            )
    if blank(cells.get("hours")) and blank(cells.get("credits")):
        yield (
            "hours",
            Unreadable(
                "시간과 학점이 모두 비어 있습니다. 둘 가운데 하나는 쓰십시오",
                "and credits are both empty. Give at least one of them",
            ),
        )


def text_cells(cells: Mapping[str, object]) -> dict[str, str]:
    """The cells of a refused row as text, to be written into an error sheet."""
    return {
        code: "" if cell is NO_RESULT or blank(cell) else text_of(cell)[:1000] for code, cell in cells.items()
    }
