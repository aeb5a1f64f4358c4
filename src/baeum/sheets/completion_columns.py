"""The one table of columns of a sheet of completions (``completion_columns.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from .columns import Column, Word, plain
from .grid import HEADER_WITHIN
from .headings import Form


@dataclass(frozen=True)
class Bounds:
    """What a cell may hold: the longest text in characters, the least and the most of a number."""

    limit: int = 0
    least: int = 0
    most: int = 0


_TABLE = tomllib.loads((Path(__file__).parent / "completion_columns.toml").read_text(encoding="utf-8"))
_ROWS = _TABLE["columns"]

COLUMNS: tuple[Column, ...] = tuple(
    Column(
        code=code,
        **{key: row[key] for key in ("kind", "ko", "en", "hint_ko", "hint_en")},
        also=tuple(row["also"]),
        units=tuple(row.get("units", ())),
    )
    for code, row in _ROWS.items()
)
BY_CODE: dict[str, Column] = {column.code: column for column in COLUMNS}
BOUNDS: dict[str, Bounds] = {
    code: Bounds(**{key: row[key] for key in ("limit", "least", "most") if key in row})
    for code, row in _ROWS.items()
}
NEEDED: tuple[str, ...] = tuple(code for code, row in _ROWS.items() if row["needed"])
FIELDS: dict[str, Word] = {
    code: Word(row["ko"], row["en"], tuple(row["also"])) for code, row in _TABLE["words"].items()
}
FIELD_WORDS: dict[str, str] = {
    plain(given): code for code, word in FIELDS.items() for given in (code, word.ko, word.en, *word.also)
}
HEADERS: dict[str, str] = {
    plain(given): column.code
    for column in COLUMNS
    for given in (column.code, column.ko, column.en, *column.also)
}

# the columns that our own error sheet adds; it is read again after it was corrected
ERROR_COLUMNS = {"ko": ("행", "오류"), "en": ("Row", "Errors")}

COMPLETIONS = Form(
    columns=COLUMNS,
    headers=HEADERS,
    passed_over=frozenset(plain(one) for pair in ERROR_COLUMNS.values() for one in pair),
    no_headers=(
        f"머리글 행을 찾지 못했습니다. 처음 {HEADER_WITHIN}행 안에 '학습자번호', '성명', '과정명' 같은 "
        "머리글이 있어야 합니다. 서식을 내려받아 쓰십시오.",
        f"No row of headers was found. One of the first {HEADER_WITHIN} rows must hold headers such as "
        "'Learner number', 'Name' and 'Course title'. Download the template and use it.",
    ),
    missing={
        code: (
            f"'{BY_CODE[code].ko}' 열이 없습니다. 열을 더하십시오.",
            f"The column '{BY_CODE[code].en}' is missing. Add it.",
        )
        for code in NEEDED
    },
)
