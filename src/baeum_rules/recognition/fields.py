"""The fields of a case, each with what may stand in it (design: recognition.md section 2).

A check takes the value as JSON gave it and returns what it was read as, or a ``Problem``. Nothing is guessed:
``"3"`` is not a number, ``3.0`` is not a whole number, ``2026-2-3`` is not a date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from baeum_rules.curricula import DEGREES

LONGEST_TEXT = 500
MOST_CREDITS = 1000
MOST_MONTHS = 1200

CLASSES = ("major_required", "major_elective", "liberal_arts", "general_elective")
ROUTES = ("first", "second")
LETTERS = (*(f"{letter}{sign}" for letter in "ABCD" for sign in ("+", "0", "", "-")), "F")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-(02|08)", re.ASCII)


class Problem(NamedTuple):
    """Why a value cannot be read: the code of its sentence, and what was expected."""

    code: str
    expected: str = ""


Check = Callable[[Any], Any]


class Field(NamedTuple):
    """A field: how it is checked, and whether it may be absent or null."""

    check: Check
    optional: bool = False


def read_text(value: Any) -> str | Problem:
    """Text with something in it, as NFC and trimmed."""
    if not isinstance(value, str):
        return Problem("type.text")
    if len(value) > LONGEST_TEXT:
        return Problem("text.long", str(LONGEST_TEXT))
    text = value.strip() if value.isascii() else unicodedata.normalize("NFC", value).strip()
    if not text:
        return Problem("text.empty")
    if not text.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
        return Problem("text.control")
    return text


def read_date(value: Any) -> int | Problem:
    """A day, YYYY-MM-DD, as its ordinal."""
    if not isinstance(value, str):
        return Problem("type.date")
    if not _DATE.fullmatch(value):
        return Problem("date.format")
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return Problem("date.calendar")


def read_conferral(value: Any) -> str | Problem:
    """A conferral month, YYYY-02 or YYYY-08."""
    if not isinstance(value, str):
        return Problem("type.conferral")
    if not _MONTH.fullmatch(value) or value[:4] == "0000":
        return Problem("conferral.month")
    return value


def read_flag(value: Any) -> bool | Problem:
    """true or false."""
    return value if isinstance(value, bool) else Problem("type.flag")


def read_share(value: Any) -> int | Problem:
    """A number from 0 to 100, exactly, in two-thousandths.

    Whatever lies between two thousandths is read as the odd number between them, so that comparing with a
    threshold in thousandths is exact however many digits were written.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return Problem("type.number")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return Problem("number.finite")
    if number < 0 or number > 100:
        return Problem("number.share")
    return _two_thousandths(number)


def _two_thousandths(number: Decimal) -> int:
    """Digit by digit, because decimal arithmetic rounds at 28 digits and 59.99…9 must stay below 60."""
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # finite
    shift = exponent + 3
    if shift >= 0:
        return 2 * int(number * 1000)
    kept, cut = digits[:shift], digits[shift:]
    thousandths = int("".join(map(str, kept)) or "0")
    return 2 * thousandths + any(cut)


def whole(lowest: int, highest: int) -> Check:
    """A check for a whole number from lowest to highest."""

    def read_whole(value: Any) -> int | Problem:
        if isinstance(value, bool) or not isinstance(value, int):
            return Problem("type.whole", f"{lowest}-{highest}")
        if not lowest <= value <= highest:
            return Problem("number.range", f"{lowest}-{highest}")
        return value

    return read_whole


def one_of(*words: str) -> Check:
    """A check for one of the words."""
    allowed = frozenset(words)

    def read_word(value: Any) -> str | Problem:
        if isinstance(value, str) and value in allowed:
            return value
        return Problem("choice", ", ".join(words))

    return read_word


CREDITS = Field(whole(1, MOST_CREDITS))
TEXT = Field(read_text)
DATE = Field(read_date)
SHARE = Field(read_share)
FLAG = Field(read_flag)
CLASS = Field(one_of(*CLASSES))
STAGE = Field(whole(1, 4))


def maybe(field: Field) -> Field:
    """The same field, which may be absent or null."""
    return Field(field.check, optional=True)


_LETTER = maybe(Field(one_of(*LETTERS)))
_COMMITTEE = maybe(CLASS)

RECORD_FIELDS: dict[str, dict[str, Field]] = {
    "accredited_course": {
        "institution": TEXT,
        "subject": TEXT,
        "credits": CREDITS,
        "score": SHARE,
        "attendance": SHARE,
        "ended_on": DATE,
        "class": maybe(CLASS),  # of a compatible subject, where the learner had it changed
    },
    "university_course": {
        "institution": TEXT,
        "school_kind": Field(one_of("university", "college_2y", "college_3y")),
        "leaving": Field(one_of("withdrawn", "graduated", "enrolled")),
        "left_on": maybe(DATE),
        "subject": TEXT,
        "credits": CREDITS,
        "score": maybe(SHARE),
        "letter": _LETTER,
        "ended_on": DATE,
        "class": CLASS,
        "same_program": FLAG,
        "committee_class": _COMMITTEE,
        "retake_of": maybe(TEXT),
    },
    "part_time_course": {
        "institution": TEXT,
        "basis": Field(one_of("higher_education_act", "lifelong_education_act")),
        "semester_standard": maybe(Field(whole(1, MOST_CREDITS))),
        "remote_institution": maybe(FLAG),
        "remote_share": maybe(SHARE),
        "only_part_timers": maybe(FLAG),
        "attendance": maybe(SHARE),
        "subject": TEXT,
        "credits": CREDITS,
        "score": maybe(SHARE),
        "letter": _LETTER,
        "ended_on": DATE,
        "class": CLASS,
        "same_program": FLAG,
        "committee_class": _COMMITTEE,
    },
    "certificate": {"name": TEXT, "acquired_on": DATE},
    "bdes_exam": {"stage": STAGE, "subject": TEXT, "passed_on": DATE, "committee_class": _COMMITTEE},
    "bdes_exemption_course": {
        "stage": STAGE,
        "institution": TEXT,
        "subject": TEXT,
        "score": SHARE,
        "absence": SHARE,
        "ended_on": DATE,
        "committee_class": _COMMITTEE,
    },
    "heritage": {
        "item": TEXT,
        "role": Field(
            one_of("holder", "transmission_educator", "assistant", "candidate", "completer", "trainee")
        ),
        "level": Field(one_of("national", "provincial")),
        "selected_on": DATE,
        "months": maybe(Field(whole(0, MOST_MONTHS))),
        "listed": maybe(FLAG),
        "same_major": FLAG,
    },
}

COMPLETION_FIELDS = ("ended_on", "acquired_on", "passed_on", "selected_on")

GOAL_FIELDS: dict[str, Field] = {
    "degree": Field(one_of(*DEGREES)),
    "route": Field(one_of(*ROUTES)),
    "major": TEXT,
    "conferral": Field(read_conferral, optional=True),
    "conferring_university": maybe(TEXT),
}

LEARNER_FIELDS: dict[str, Field] = {"high_school_completed_on": maybe(DATE), "bdes_degree_on": maybe(DATE)}

PREVIOUS_DEGREE_FIELDS: dict[str, Field] = {
    "degree": Field(one_of(*DEGREES)),
    "major": TEXT,
    "conferred_on": DATE,
}

CURRICULUM_FIELDS: dict[str, Field] = {
    "name": TEXT,
    "required_credits": maybe(Field(whole(0, MOST_CREDITS))),
    "core_count": maybe(Field(whole(1, MOST_CREDITS))),
}
CURRICULUM_LISTS = ("required", "elective", "liberal", "compatible", "linked_certificates")
CURRICULUM_GROUPS = ("substitutes", "equivalents")
