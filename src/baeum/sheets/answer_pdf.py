"""An answer as a tagged PDF (PDF/UA-1 and PDF/A-3a) on A4, set by typst in our own fonts.

Whatever a person typed reaches typst as JSON data, never as source, so no text of theirs is ever markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .glyphs import FONTS, MISSING, printable
from .view import Line, View, view

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[Any, ...] = ("ua-1", "a-3a")
LONGEST_NAME = 200  # characters of a name on paper; the JSON and xlsx answers hold it whole
LONGEST_TEXT = 4_000
_PAPER = Path(__file__).parent / "answer.typ"
# Latin without a space does not break at the margin of a column
_WIDE_RUN = re.compile(r"[!-~]{20,}")
_NARROW_RUN = re.compile(r"[!-~]{7,}")


def answer_pdf(case: Mapping[str, Any], answer: Mapping[str, Any], lang: str) -> bytes:
    """The answer of a case as PDF; the same case and answer give the same bytes.

    Args:
        case: the document of recognition.md §2.
        answer: its answer of §5 (not an error answer).
        lang: ``ko`` or ``en``; set as the language of the document.
    """
    shown = view(case, answer, lang)
    made_on = date.fromisoformat(shown.as_of)
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={"view": json.dumps(_data(shown, made_on), ensure_ascii=False)},
        pdf_standards=list(STANDARDS),
        timestamp=datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)  # one document, no output file
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: it keeps the fonts and the parsed page."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(_PAPER), root=str(_PAPER.parent), font_paths=fonts)


def _data(shown: View, made_on: date) -> dict[str, Any]:
    """The view as typst lays it out: every text printable, short enough and breakable."""
    raw = asdict(shown) | {
        "date": (made_on.year, made_on.month, made_on.day),
        "lines": [_line(line, shown.words) for line in shown.lines],
        "facts": [(name, _shortened(value, LONGEST_NAME)) for name, value in shown.facts],
        "remarks": [],
    }
    data: dict[str, Any] = _safe(raw)
    for line in data["lines"]:
        line["id"] = _text(_shortened(line["id"], LONGEST_NAME), _NARROW_RUN, 6)
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
        "name": _shortened(line.name, LONGEST_NAME),
        "about": [_shortened(part, LONGEST_NAME) for part in about if part],
        "outcome": [part for part in counted if part],
    }


def _safe(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _safe(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(one) for one in value]
    return _text(value) if isinstance(value, str) else value


def _text(text: str, run: re.Pattern[str] = _WIDE_RUN, every: int = 12) -> str:
    return run.sub(lambda found: _breakable(found[0], every), printable(_shortened(text, LONGEST_TEXT)))


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def _breakable(run: str, every: int) -> str:
    return "\u200b".join(run[start : start + every] for start in range(0, len(run), every))
