"""One published value to what is kept here, or why not; and back again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from typing import Any

from baeum.sheets.cells import Unreadable, read_cell, text_of
from baeum.sheets.completion_columns import BY_CODE

from .formats import MODE_WORDS, MODES

WEEKDAYS = "월화수목금토일"
LARGEST = 2**31 - 1
_RANGE = re.compile(rf"([{WEEKDAYS}])(?:요일)?\s*[~\-∼–]\s*([{WEEKDAYS}])")
_TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::\d{2})?", re.ASCII)
_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.0+)?\s*(?:원|명)?", re.ASCII)
NO = frozenset({"", "N", "n", "아니오", "아니요", "0", "FALSE", "미해당"})
YES = frozenset({"Y", "y", "예", "1", "TRUE", "해당"})


class Wrong(ValueError):
    """Why a value cannot be read, in both languages."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.ko, self.en = ko, en


def a_text(most: int) -> Callable[[str], str]:
    """A text of at most so many letters."""

    def read(value: str) -> str:
        if len(value) > most:
            raise Wrong(f"{most}자를 넘습니다", f"longer than {most} letters")
        return value

    return read


def a_day(value: str) -> date | None:
    """A day; None where nothing stands."""
    if not value:
        return None
    found = read_cell(value, BY_CODE["ended_on"])
    if isinstance(found, Unreadable) or found is None:
        raise Wrong("날짜(2026-11-19)가 아닙니다", "not a date such as 2026-11-19")
    return date.fromisoformat(str(found))


def a_time(value: str) -> time | None:
    """A time of the day; None where nothing stands."""
    if not value:
        return None
    found = _TIME.fullmatch(value)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise Wrong("시각(09:30)이 아닙니다", "not a time such as 09:30")


def an_amount(value: str) -> int | None:
    """Won or seats: 50000, 50,000, 50,000원, 5만원, 무료; None where nothing stands."""
    if not value or value in ("-", "미정"):
        return None
    if value in ("무료", "없음"):
        return 0
    tens = value.removesuffix("만원").strip()
    if tens != value and tens.isascii() and tens.isdecimal() and len(tens) < 6:
        return int(tens) * 10_000
    found = _AMOUNT.fullmatch(value)
    if not found or (number := int(found[1].replace(",", ""))) > LARGEST:
        raise Wrong("0 이상의 정수가 아닙니다", "not a whole number from 0 on")
    return number


def a_flag(value: str) -> bool:
    """Y or N; nothing is N."""
    if value in YES or value in NO:
        return value in YES
    raise Wrong("Y나 N이 아닙니다", "neither Y nor N")


def a_mode(value: str) -> str:
    """How it is taught; "" where nothing stands."""
    plain = "".join(value.split()).replace("·", "").replace("+", "").replace("/", "")
    if not plain:
        return ""
    if plain not in MODES:
        known = ", ".join(MODE_WORDS.values())
        raise Wrong(f"{known} 가운데 하나가 아닙니다", f"none of {known}")
    return MODES[plain]


def weekdays_in(value: str) -> tuple[int, ...]:
    """The days of the week a text names (월+수, 월~금, 매주 토요일, 주말, 평일, 매일), perhaps none."""
    plain = value.replace("매주", "")
    found: set[int] = set()
    for first, last in _RANGE.findall(plain):
        one, other = WEEKDAYS.index(first), WEEKDAYS.index(last)
        found |= {1 + place % 7 for place in range(one, other + (8 if other < one else 1))}
    found |= set(range(1, 8)) if "매일" in plain else set()
    found |= {6, 7} if "주말" in plain else set()
    found |= set(range(1, 6)) if "평일" in plain or "주중" in plain else set()
    for word in ("매일", "주말", "평일", "주중", "요일"):
        plain = plain.replace(word, "")
    return tuple(sorted(found | {1 + WEEKDAYS.index(one) for one in plain if one in WEEKDAYS}))


def clean(value: object) -> str:
    """A published value as text: composed, trimmed, without what a database cannot keep."""
    if value is None:
        return ""
    text = text_of(value).replace("\0", "")
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate of a JSON file
    return unicodedata.normalize("NFC", text)


def shown(value: Any) -> str:
    """A kept value as it is published."""
    match value:
        case None:
            return ""
        case bool():
            return "Y" if value else "N"
        case time():
            return value.strftime("%H:%M")
        case list() | tuple():
            return "+".join(WEEKDAYS[day - 1] for day in value)
        case _:
            return str(value)
