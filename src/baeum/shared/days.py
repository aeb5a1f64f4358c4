"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(
    r"(\d{4})\s*-\s*(\d{1,2})\s*-\s*(\d{1,2})|(\d{4})\s*\.\s*(\d{1,2})\s*\.\s*(\d{1,2})\s*\.?|(\d{4})(\d{2})(\d{2})",
    re.ASCII,
)


def day(text: str) -> str:
    """A typed day as YYYY-MM-DD; unchanged where it is not one."""
    match = _DAY.fullmatch(text)
    if not match:
        return text
    year, month, number = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}-{number:02}"
