"""The one table of columns (``columns.toml``): field code ↔ header, value word ↔ code (recognition.md §2).

Everything that reads or writes a sheet of records takes its names from here. Which field belongs to which
source, and whether it must be there, is the engine's own table ``RECORD_FIELDS``.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from baeum_rules.recognition.fields import RECORD_FIELDS


@dataclass(frozen=True)
class Column:
    """One field as a column; ``units`` may follow a number in a cell; ``words`` names its list of values."""

    code: str
    kind: str
    ko: str
    en: str
    hint_ko: str
    hint_en: str
    also: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Word:
    """How one code of a list is written in a cell; ``also`` is read as the same."""

    ko: str
    en: str
    also: tuple[str, ...]


_TABLE = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))

COLUMNS: tuple[Column, ...] = tuple(
    Column(
        code=code,
        **{key: row[key] for key in ("kind", "ko", "en", "hint_ko", "hint_en")},
        words=row.get("words", ""),
        also=tuple(row.get("also", ())),
        units=tuple(row.get("units", ())),
    )
    for code, row in _TABLE["columns"].items()
)
BY_CODE: dict[str, Column] = {column.code: column for column in COLUMNS}

# LISTS["class"]["major_required"].ko = 전공필수
LISTS: dict[str, dict[str, Word]] = {
    name: {code: Word(row["ko"], row["en"], tuple(row["also"])) for code, row in codes.items()}
    for name, codes in _TABLE["words"].items()
}


def plain(text: str) -> str:
    """A header or value word reduced for comparing: NFKC; no case, spaces, middle dots, invisible marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not (c in "·ㆍ‧_*" or c.isspace() or unicodedata.category(c) == "Cf"))


# WORDS["class"]["전필"] = "major_required"
WORDS: dict[str, dict[str, str]] = {
    name: {
        plain(given): code for code, word in codes.items() for given in (code, word.ko, word.en, *word.also)
    }
    for name, codes in LISTS.items()
}

# HEADERS["기관명"] = "institution"
HEADERS: dict[str, str] = {
    plain(given): column.code
    for column in COLUMNS
    for given in (column.code, column.ko, column.en, *column.also)
}


def written(list_name: str, code: str, lang: str) -> str:
    """How a code is written: ``written("class", "major_required", "ko")`` is 전공필수."""
    word = LISTS[list_name][code]
    return word.ko if lang == "ko" else word.en


def header(code: str, lang: str) -> str:
    """The header of a field."""
    return BY_CODE[code].ko if lang == "ko" else BY_CODE[code].en


def hint(code: str, lang: str) -> str:
    """One line that says what belongs into a column."""
    return BY_CODE[code].hint_ko if lang == "ko" else BY_CODE[code].hint_en


def used(source: str) -> list[str]:
    """All fields of this source, beside id and source."""
    return list(RECORD_FIELDS[source])


def needed(source: str) -> list[str]:
    """The fields that a record of this source must have, beside id and source."""
    return [code for code, field in RECORD_FIELDS[source].items() if not field.optional]
