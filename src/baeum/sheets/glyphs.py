"""Which characters our own fonts can show, read from the fonts themselves (OpenType, cmap formats 12)."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR = "PretendardGOV-Regular.otf"
MISSING = "□"  # stands for a character the fonts lack


@cache
def _ranges(font: str) -> tuple[list[int], list[int]]:
    """First and last code points of every range the font covers, ascending."""
    data = (FONTS / font).read_bytes()
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, table, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag != b"cmap":
            continue
        for entry in range(struct.unpack_from(">H", data, table + 2)[0]):
            start = table + struct.unpack_from(">HHL", data, table + 4 + 8 * entry)[2]
            if struct.unpack_from(">H", data, start)[0] == 12:
                count = struct.unpack_from(">L", data, start + 12)[0]
                groups = [struct.unpack_from(">LL", data, start + 16 + 12 * one) for one in range(count)]
                return [first for first, _ in groups], [last for _, last in groups]
    raise ValueError(f"{font}: no cmap of format 12")


def covered(character: str, font: str = REGULAR) -> bool:
    """Whether the font (a file of ours, or a whole path) has a glyph for this character."""
    firsts, lasts = _ranges(font)
    place = bisect_right(firsts, ord(character)) - 1
    return place >= 0 and ord(character) <= lasts[place]


def printable(text: str, *fonts: str) -> str:
    """Text with every character that all the fonts lack replaced by □, invisible marks dropped."""
    return "".join(_shown(c, fonts or (REGULAR,)) for c in unicodedata.normalize("NFC", text))


def _shown(character: str, fonts: tuple[str, ...]) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""  # joiners, directions, variation selectors: they show nothing themselves
    return character if any(covered(character, font) for font in fonts) else MISSING
