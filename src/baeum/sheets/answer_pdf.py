"""An answer as a tagged PDF on A4 (``paper``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from .glyphs import MISSING
from .paper import LONGEST_NAME, NARROW_RUN, safe, set_paper, shortened, text
from .view import Line, View, view


def answer_pdf(case: Mapping[str, Any], answer: Mapping[str, Any], lang: str) -> bytes:
    """The answer of a case as PDF; the same case and answer give the same bytes.

    Args:
        case: the document of recognition.md §2.
        answer: its answer of §5 (not an error answer).
        lang: ``ko`` or ``en``; set as the language of the document.
    """
    shown = view(case, answer, lang)
    made_on = date.fromisoformat(shown.as_of)
    return set_paper("answer.typ", _data(shown, made_on), made_on)


def _data(shown: View, made_on: date) -> dict[str, Any]:
    """The view as typst lays it out: every text printable, short enough and breakable."""
    raw = asdict(shown) | {
        "date": (made_on.year, made_on.month, made_on.day),
        "lines": [_line(line, shown.words) for line in shown.lines],
        "facts": [(name, shortened(value, LONGEST_NAME)) for name, value in shown.facts],
        "remarks": [],
    }
    data: dict[str, Any] = safe(raw)
    for line in data["lines"]:
        line["id"] = text(shortened(line["id"], LONGEST_NAME), NARROW_RUN, 6)
    if any(shown.words["reading"] in clause for line in shown.lines for clause in line.clauses):
        data["remarks"].append(shown.words["reading_note"])
    if MISSING in json.dumps([data["lines"], data["facts"], data["notes"]], ensure_ascii=False):
        data["remarks"].append(shown.words["missing_glyphs"])
    return data


def _line(line: Line, words: Mapping[str, str]) -> dict[str, Any]:
    about = [line.institution, " · ".join(part for part in (line.source, line.completed_on) if part)]
    credits = f"{line.credits}{words['credits']}" if words["credits"] == "학점" else f"{line.credits} credits"
    counted = [credits, line.class_name] if line.credits else []
    return {
        **asdict(line),
        "name": shortened(line.name, LONGEST_NAME),
        "about": [shortened(part, LONGEST_NAME) for part in about if part],
        "outcome": [part for part in counted if part],
    }
