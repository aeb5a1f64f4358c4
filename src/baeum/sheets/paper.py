"""Paper: a tagged PDF (PDF/UA-1 and PDF/A-3a) on A4, set by typst in our own fonts.

Whatever a person typed reaches typst as JSON data, never as source, so no text of theirs is ever markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .glyphs import FONTS, printable

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[Any, ...] = ("ua-1", "a-3a")
LONGEST_NAME = 200  # characters of a name on paper; the JSON and xlsx answers hold it whole
LONGEST_TEXT = 4_000
# Latin without a space does not break at the margin of a column
WIDE_RUN = re.compile(r"[!-~]{20,}")
NARROW_RUN = re.compile(r"[!-~]{7,}")


def set_paper(paper: str, data: Mapping[str, Any], made_on: date) -> bytes:
    """The PDF of a typst file of this folder with its data; the same data give the same bytes."""
    pdf = _compiler(paper).compile(
        format="pdf",
        sys_inputs={"view": json.dumps(data, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),
        timestamp=datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)  # one document, no output file
    return pdf


@cache
def _compiler(paper: str) -> typst.Compiler:
    """One compiler of each paper for the process: it keeps the fonts and the parsed page."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    source = Path(__file__).parent / paper
    return typst.Compiler(str(source), root=str(source.parent), font_paths=fonts)


def safe(value: Any) -> Any:
    """A value with every text in it printable, short enough and breakable."""
    if isinstance(value, dict):
        return {key: safe(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [safe(one) for one in value]
    return text(value) if isinstance(value, str) else value


def text(words: str, run: re.Pattern[str] = WIDE_RUN, every: int = 12, fonts: tuple[str, ...] = ()) -> str:
    """A text for paper; a run of Latin letters may break after so many."""
    return run.sub(
        lambda found: _breakable(found[0], every), printable(shortened(words, LONGEST_TEXT), *fonts)
    )


def shortened(words: str, longest: int) -> str:
    """A text of so many characters at most."""
    return words if len(words) <= longest else words[:longest] + "…"


def _breakable(run: str, every: int) -> str:
    return "\u200b".join(run[start : start + every] for start in range(0, len(run), every))
