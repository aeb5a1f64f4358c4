"""Cells of a table as the case format writes them, and what each field of the format is read as."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from baeum_rules.recognition.document import TextFault, parse

from .schema import DAY, FLAG, LEARNERS, PREVIOUS_DEGREE, RECORD, SHARE, WHOLE

PREVIOUS = "previous_degrees"
EPOCH = date(1970, 1, 1).toordinal()  # day 0 of Arrow

_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?", re.ASCII)
_FLAGS = {"true": True, "false": False}

KINDS: dict[str, pa.DataType] = {field.name: field.type for field in (*LEARNERS, *RECORD, *PREVIOUS_DEGREE)}


def written(kind: pa.DataType, value: Any) -> Any:
    """A value of a column of this kind as JSON writes it; a text of a CSV file that is none stays a text."""
    if isinstance(value, str):
        text = value.strip()
        if kind == WHOLE and _WHOLE.fullmatch(text):
            return int(text)
        if kind == SHARE and _NUMBER.fullmatch(text):
            return Decimal(text)
        if kind == FLAG:
            return _FLAGS.get(text.lower(), value)
        return text if kind == DAY else value
    if kind == DAY:
        return value if value is None else as_day(value)
    return value


def as_day(value: int | date) -> str:
    """A day (a date, or days from 1970-01-01) as YYYY-MM-DD; one of no four-digit year as it would be."""
    if isinstance(value, date):
        return value.isoformat()
    ordinal = value + EPOCH
    if date.min.toordinal() <= ordinal <= date.max.toordinal():
        return date.fromordinal(ordinal).isoformat()
    return f"{value} days from 1970-01-01"


def previous_degrees(value: Any) -> Any:
    """The list of previous degrees as JSON writes it, from structs or the JSON text of a CSV file."""
    if isinstance(value, str):
        found = parse(value)
        return value if isinstance(found, TextFault) else found
    if value is None:
        return None
    return [
        degree and {name: written(KINDS[name], cell) for name, cell in degree.items() if cell is not None}
        for degree in value
    ]
