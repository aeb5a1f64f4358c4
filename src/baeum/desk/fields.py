"""The fields of a completion on a page: the columns of the sheet, what was typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from baeum.sheets.completion import RowError
from baeum.sheets.completion_columns import BY_CODE, FIELDS, NEEDED

CODES = tuple(BY_CODE)
OF_A_LINE = tuple(code for code in CODES if code not in ("learner_number", "name"))
NAMES = {code: code for code in CODES}  # errors name the field
_SAID = (" (선택)", " (optional)")  # on a page the label says it


@dataclass(frozen=True)
class Field:
    """One question, as ``shared/field.html`` shows it."""

    id: str
    label: str
    kind: str
    value: str
    error: str
    hint: str
    optional: bool
    options: tuple[tuple[str, str], ...] = ()
    first: bool = False
    list: str = ""
    when: str = ""


def fields(
    typed: Mapping[str, str], errors: Sequence[RowError] = (), codes: Sequence[str] = CODES
) -> list[Field]:
    """The fields of some columns, in the reader's language."""
    english = get_language() == "en"
    told: dict[str, str] = {}
    for one in errors:
        told.setdefault(str(one["column"]), one["en"] if english else one["ko"])
    first = next((code for code in codes if code in told), "")
    return [
        Field(
            id=code,
            label=BY_CODE[code].en if english else BY_CODE[code].ko,
            kind="choice" if code == "field" else BY_CODE[code].kind,
            value=typed.get(code, ""),
            error=told.get(code, ""),
            hint=(BY_CODE[code].hint_en if english else BY_CODE[code].hint_ko).removesuffix(_SAID[english]),
            optional=code not in NEEDED,
            options=_options(english) if code == "field" else (),
            first=code == first,
        )
        for code in codes
    ]


def _options(english: bool) -> tuple[tuple[str, str], ...]:
    return tuple((code, word.en if english else word.ko) for code, word in FIELDS.items())


def typed_in(posted: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, without line breaks and NUL; nothing is judged yet."""
    return {
        code: str(posted.get(code, ""))[:2000].replace("\0", "\N{REPLACEMENT CHARACTER}") for code in CODES
    }


def of_content(content: Mapping[str, Any], line: Any) -> dict[str, str]:
    """What a line says, as it would be typed. ``line``: of baeum_rules.ledger.entries."""
    details = content.get("details", {})
    values = {
        "title": content.get("title"),
        "reference": content.get("reference"),
        "began_on": line.happened_from,
        "ended_on": line.happened_on,
        "hours": line.hours,
        "credits": line.credits,
        **{code: details.get(code) for code in ("course_code", "field", "grade", "note")},
    }
    return {code: "" if value is None else str(value) for code, value in values.items()}
