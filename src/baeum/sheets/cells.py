"""One cell to one value, or what was expected instead. Nothing is guessed, nothing is rounded.

A float comes only from an xlsx cell; its shortest decimal form is what the person typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from baeum_rules.recognition.fields import LETTERS

from .columns import LISTS, WORDS, Column, plain

Value = str | int | Decimal | bool

GUARDED = "=+-@=+-@"  # what a spreadsheet may take for a formula, also in its full-width form
_GUARD = re.compile(f"'+[{re.escape(GUARDED)}]")
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?", re.ASCII)
# full-width forms to ASCII; not NFKC, which would turn 3² into 32
_HALF = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20}
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_BREAKS = re.compile(r"[\t\r\n]+")
_LONGEST_WORD = 60  # no number, date or word of a list is longer
_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})\.\s*(\d{1,2})\.\s*(\d{1,2})\.?|(\d{4})/(\d{1,2})/(\d{1,2})"
    r"|(\d{4})(\d{2})(\d{2})|(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일",
    re.ASCII,
)


@dataclass(frozen=True)
class Unreadable:
    """Why a cell cannot be read, as the end of a sentence in both languages."""

    ko: str
    en: str


def text_of(cell: object) -> str:
    """A cell as text: NFC, trimmed, without zero-width marks; line breaks are spaces; one guard removed."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _float_text(cell)
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _BREAKS.sub(" ", text).strip()
    return text[1:] if _GUARD.match(text) else text


def short_text(cell: object) -> str:
    """A cell as text where only something short can be right; anything longer is as wrong as "…"."""
    text = text_of(cell)
    return text.translate(_HALF).strip() if len(text) <= _LONGEST_WORD else "…"


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula; ``text_of`` takes the guard away again."""
    return "'" + text if text[:1] and (text[0] in GUARDED or _GUARD.match(text)) else text


def _float_text(number: float) -> str:
    shown = format(Decimal(repr(number)), "f")
    return shown[:-2] if shown.endswith(".0") else shown


def bad(cell: object) -> str:
    """What was found, short and printable."""
    shown = "".join(
        c if c.isprintable() else "�" for c in text_of(cell[:200] if isinstance(cell, str) else cell)[:41]
    )
    return shown if len(shown) <= 40 else shown[:40] + "…"


def _read_text(cell: object, _: Column) -> Value | Unreadable:
    if isinstance(cell, date | bool):
        return Unreadable(
            f"글자여야 합니다. 엑셀이 바꾼 값({bad(cell)})이면 셀 서식을 '텍스트'로 하고 다시 쓰십시오",
            f"must be text. If Excel changed it ({bad(cell)}), format the cell as text and type it again",
        )
    text = text_of(cell)
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
        return Unreadable(
            f"쓸 수 없는 제어 문자가 있습니다({bad(text)}). 지우고 다시 쓰십시오",
            f"holds a control character ({bad(text)}). Delete it and type the text again",
        )
    return text


def _read_number(cell: object, column: Column) -> Value | Unreadable:
    ko, en = ("정수", "a whole number") if column.kind == "whole" else ("수", "a number")
    example = "3" if column.kind == "whole" else "80, 59.9"
    wrong = Unreadable(
        f"{ko}여야 합니다(예: {example}). 쓰여 있는 값: {bad(cell)}",
        f"must be {en} (such as {example}). Found: {bad(cell)}",
    )
    if isinstance(cell, bool | date):
        return wrong
    text = short_text(cell)
    for unit in column.units:
        if text.casefold().endswith(unit.casefold()) and text.casefold() != unit.casefold():
            text = text[: -len(unit)].rstrip()
            break
    if not _NUMBER.fullmatch(text):
        return wrong
    number = Decimal(text)
    if number == number.to_integral_value():
        return int(number)
    return wrong if column.kind == "whole" else number


def _read_date(cell: object, _: Column) -> Value | Unreadable:
    if isinstance(cell, datetime):
        if cell.time() == datetime.min.time():
            return cell.date().isoformat()
    elif isinstance(cell, date):
        return cell.isoformat()
    text = short_text(cell)
    found = _DATE.fullmatch(text)
    try:
        if found:
            return date(*(int(part) for part in found.groups() if part is not None)).isoformat()
    except ValueError:
        pass  # the form is right, the calendar has no such day
    return Unreadable(
        f"달력에 있는 날짜여야 합니다(예: 2026-11-21, 2026.11.21., 20261121). 쓰여 있는 값: {bad(cell)}",
        f"must be a day of the calendar (such as 2026-11-21, 2026.11.21., 20261121). Found: {bad(cell)}",
    )


def _read_letter(cell: object, _: Column) -> Value | Unreadable:
    letter = plain(short_text(cell)).upper().replace("−", "-")
    if letter in LETTERS:
        return letter
    return Unreadable(
        f"등급이어야 합니다(A+, A0, A, A-, B+ … D-, F). 쓰여 있는 값: {bad(cell)}",
        f"must be a letter grade (A+, A0, A, A-, B+ … D-, F). Found: {bad(cell)}",
    )


def _read_word(cell: object, column: Column) -> Value | Unreadable:
    code = WORDS[column.words].get(plain(short_text(cell)))
    if code is not None:
        return code
    ko, en = ([word.ko for word in LISTS[column.words].values()], list(LISTS[column.words].values()))
    return Unreadable(
        f"다음 중 하나여야 합니다: {', '.join(ko)}. 쓰여 있는 값: {bad(cell)}",
        f"must be one of: {', '.join(word.en for word in en)}. Found: {bad(cell)}",
    )


def _read_flag(cell: object, _: Column) -> Value | Unreadable:
    code = WORDS["flag"].get(plain(short_text(cell)))
    if code is not None:
        return code == "true"
    return Unreadable(
        f"예 또는 아니오여야 합니다(O/X, Y/N, TRUE/FALSE도 됩니다). 쓰여 있는 값: {bad(cell)}",
        f"must be Yes or No (also O/X, Y/N, TRUE/FALSE). Found: {bad(cell)}",
    )


_READERS: dict[str, Callable[[object, Column], Value | Unreadable]] = {
    "text": _read_text,
    "whole": _read_number,
    "number": _read_number,
    "date": _read_date,
    "letter": _read_letter,
    "word": _read_word,
    "flag": _read_flag,
}


def read_cell(cell: object, column: Column) -> Value | Unreadable:
    """The value of a cell that is not empty, in the words of the case format."""
    return _READERS[column.kind](cell, column)
