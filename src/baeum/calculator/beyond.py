"""What follows from an answer beyond its own rows: the average grade, and what the credits open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baeum_rules.recognition.grades import grades_of
from baeum_rules.recognition.openings import openings_of

from . import present


def shown(case: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """``grades`` and ``openings`` as the page shows them, in its language."""
    grades = grades_of(dict(case), answer)
    return {
        "grades": {**grades, "reasons": [present.reason(one) for one in grades["reasons"]]},
        "openings": [
            {
                "title": one["title"][present.language()],
                "open": one["open"],
                "short": one["short"],
                "reasons": [present.reason(reason) for reason in one["reasons"]],
            }
            for one in openings_of(case, answer)
        ],
    }
