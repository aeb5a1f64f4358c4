"""The credential inside a picture: an Open Badge baked into a PNG or SVG (Open Badges 3.0, 5.3).

The picture is walked, not decoded, and nothing of it is kept but the text of the credential.
"""

from __future__ import annotations

import re
import zlib
from xml.etree import ElementTree

from baeum.shared.refusal import Refusal

LARGEST = 5 * 1024 * 1024  # bytes of a picture
LARGEST_TEXT = 2_000_000  # bytes of the credential inside
KEYWORDS = (
    b"openbadgecredential",
    b"openbadges",
)  # of 3.0, and of 2.0, whose assertions read_json then refuses
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
_ELEMENT = re.compile(r"\{[^}]*\}(credential|assertion)")
_SVG_BEGINS = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>\[]*(\[[^\]]*\]\s*)?>\s*)*<svg[\s>]", re.DOTALL
)


def unbaked(held: bytes) -> bytes | Refusal:
    """The credential as text: of a picture the one inside, of anything else itself."""
    if len(held) > LARGEST:
        return Refusal("outside.large", {"largest": LARGEST // 1024**2}, 413)
    held = held.removeprefix(b"\xef\xbb\xbf")
    if held.startswith(PNG_BEGINS):
        found = _of_png(held)
    elif _SVG_BEGINS.match(held[:4_000]):
        found = _of_svg(held)
    else:
        return held.strip()
    return Refusal("outside.picture") if found is None else found.strip()


def _of_png(held: bytes) -> bytes | None:
    place = len(PNG_BEGINS)
    while place + 12 <= len(held):
        size = int.from_bytes(held[place : place + 4])
        name, body = held[place + 4 : place + 8], held[place + 8 : place + 8 + size]
        if len(body) != size:
            return None
        if name == b"iTXt":
            keyword, _, rest = body.partition(b"\0")
            if keyword in KEYWORDS and len(rest) > 2:
                return _text(rest)
        place += 12 + size
    return None


def _text(rest: bytes) -> bytes | None:
    """The text of an iTXt chunk behind its keyword: flag, method, language, translated keyword, text."""
    compressed, after = rest[0] == 1, rest[2:]
    parts = after.split(b"\0", 2)
    if len(parts) != 3:
        return None
    if not compressed:
        return parts[2]
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(parts[2], LARGEST_TEXT)
    except zlib.error:
        return None
    return None if reader.unconsumed_tail else found


def _of_svg(held: bytes) -> bytes | None:
    if b"<!DOCTYPE" in held or b"<!ENTITY" in held:  # entities could grow without end
        return None
    try:
        tree = ElementTree.fromstring(held)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    for element in tree.iter():
        if isinstance(element.tag, str) and _ELEMENT.fullmatch(element.tag):
            text = (element.text or "").strip() or element.get("verify", "")
            return text.encode() if text else None
    return None
