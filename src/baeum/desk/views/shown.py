"""What the pages show of a line and of errors, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from baeum.sheets.completion import RowError
from baeum.sheets.completion_columns import BY_CODE, FIELDS
from baeum_rules.ledger.kinds import kind_on

from ..queries import Registered


def line_shown(found: Registered) -> dict[str, Any]:
    """A line for the templates."""
    english = get_language() == "en"
    entry = found.row.entry
    kind = kind_on(entry.kind, entry.happened_on)
    details = found.content.get("details", {})
    word = FIELDS.get(details.get("field", ""))
    return {
        "entry": entry,
        "title": found.title,
        "content": found.content,
        "details": details,
        "field": (word.en if english else word.ko) if word else "",
        "learner_number": found.learner_number,
        "kind": (kind.en if english else kind.ko) if kind else entry.kind,
        "stands": found.stands,
        "by_act": found.row.by_act,
        "by_number": found.row.by_number,
    }


def named(errors: list[RowError]) -> list[tuple[str, str, str]]:
    """(field, its label, message) of each error."""
    english = get_language() == "en"
    found = []
    for one_error in errors:
        code = str(one_error["column"])
        column = BY_CODE[code]
        said = one_error["en"] if english else one_error["ko"]
        found.append((code, column.en if english else column.ko, said))
    return found
