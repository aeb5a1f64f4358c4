"""Which letters a paper can show: those of its fonts, read from the fonts themselves."""

from __future__ import annotations

import re
from pathlib import Path

from baeum.sheets.glyphs import FONTS as SANS
from baeum.sheets.glyphs import MISSING, REGULAR, printable
from baeum.sheets.paper import text

__all__ = ["FONTS", "MISSING", "PLACES", "paper_text", "seal_text"]

FONTS = Path(__file__).parent / "fonts-1"
PLACES = (str(FONTS), str(SANS))  # where typst finds the fonts of papers
# sans first, then the serif, which has every hanja allowed in names
_ALL = (REGULAR, str(FONTS / "NotoSerifKR-Regular.otf"))

# Latin without a space that is longer than a word and wider than the narrowest column may break
_RUN = re.compile(r"[!-~]{14,}")


def paper_text(words: str) -> str:
    """A text as the fonts can show it, □ for what none of them has; long Latin words may break."""
    return text(words, _RUN, 10, _ALL) if words else ""


def seal_text(words: str) -> str:
    """The letters of a seal."""
    return printable(words, *_ALL)
