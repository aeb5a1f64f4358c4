"""What a file is, by its content: PDF, PNG or JPEG, whole, and without what a reader would run.

Images are walked, not decoded: their structure is checked without giving a decoder to strangers' bytes.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from baeum.shared.refusal import Refusal

LARGEST = 5 * 1024 * 1024  # bytes
WIDEST = 20_000  # pixels of a side
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
RUN_BY_READERS = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/OpenAction",
    "/AA",
    "/XFA",
)
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"


def type_of(file: bytes) -> str | Refusal:
    """The type of a file that may be stored; else why not."""
    if len(file) > LARGEST:
        return Refusal("evidence.large", {"size": len(file), "largest": LARGEST}, 413)
    if file.startswith(b"%PDF-"):
        return _pdf(file)
    if file.startswith(PNG_BEGINS):
        return PNG if _is_whole_png(file) else Refusal("evidence.broken", {"type": PNG})
    if file.startswith(b"\xff\xd8\xff"):
        return JPEG if _is_whole_jpeg(file) else Refusal("evidence.broken", {"type": JPEG})
    return Refusal("evidence.type", {"types": "PDF, PNG, JPEG"}, 415)


def _pdf(file: bytes) -> str | Refusal:
    from pypdf import PdfReader  # only where a PDF is put
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(file), strict=False)
        if reader.is_encrypted:
            return Refusal("evidence.locked", {"type": PDF})
        if not len(reader.pages):
            return Refusal("evidence.broken", {"type": PDF})
        found = _runs(reader)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return Refusal("evidence.broken", {"type": PDF})
    return Refusal("evidence.active", {"found": found}) if found else PDF


def _runs(reader: Any) -> str | None:
    """What of a PDF a reader would run or unpack, anywhere in its objects."""
    from pypdf.generic import ArrayObject, DictionaryObject

    for number in range(1, int(reader.trailer["/Size"])):
        waiting = [reader.get_object(number)]
        while waiting:
            part = waiting.pop()
            if isinstance(part, DictionaryObject):
                for name in RUN_BY_READERS:
                    if name in part and not (name == "/OpenAction" and _only_shows(part[name])):
                        return name
                if part.get("/S") in RUN_BY_READERS:
                    return str(part["/S"])
                waiting += [
                    value for value in part.values() if isinstance(value, ArrayObject | DictionaryObject)
                ]
            elif isinstance(part, ArrayObject):
                waiting += [value for value in part if isinstance(value, ArrayObject | DictionaryObject)]
    return None


def _only_shows(action: Any) -> bool:
    """Opening at a page or a zoom, which word processors write."""
    return isinstance(action, list) or action.get("/S") == "/GoTo"


def _is_whole_png(file: bytes) -> bool:
    place, first = len(PNG_BEGINS), True
    while place + 12 <= len(file):
        length = int.from_bytes(file[place : place + 4], "big")
        kind, end = file[place + 4 : place + 8], place + 8 + length
        if end + 4 > len(file) or zlib.crc32(file[place + 4 : end]) != int.from_bytes(
            file[end : end + 4], "big"
        ):
            return False
        if first and not (kind == b"IHDR" and length == 13 and _sides_fit(file[place + 8 : place + 16], 4)):
            return False
        place, first = end + 4, False
        if kind == b"IEND":
            return place == len(file)
    return False


def _is_whole_jpeg(file: bytes) -> bool:
    place, framed = 2, False
    while place + 4 <= len(file) and file[place] == 0xFF:
        marker, length = file[place + 1], int.from_bytes(file[place + 2 : place + 4], "big")
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            framed = _sides_fit(file[place + 5 : place + 9], 2)
        if marker == 0xDA:  # the picture itself begins; telephones append things of their own behind its end
            return framed and file.find(b"\xff\xd9", place + 2 + length) > 0
        if length < 2:
            return False
        place += 2 + length
    return False


def _sides_fit(sides: bytes, size: int) -> bool:
    return len(sides) == 2 * size and all(
        0 < int.from_bytes(sides[place : place + size], "big") <= WIDEST for place in (0, size)
    )
