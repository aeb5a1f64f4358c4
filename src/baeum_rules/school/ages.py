"""How old somebody is on a day."""

from __future__ import annotations

from datetime import date


def age_on(born: int, on: int) -> int:
    """Full years from birth (ordinal) to a day (ordinal); who was born on 29 February turns on 1 March."""
    birth, day = date.fromordinal(born), date.fromordinal(on)
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
