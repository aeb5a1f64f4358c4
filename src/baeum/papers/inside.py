"""The files and the time of signing inside a paper. Only for bytes that a trusted signature covers."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from datetime import datetime
from typing import Any

LARGEST_FILE = 20 * 1024 * 1024  # bytes of one file inside
MOST_FILES = 50


def files_inside(signed: bytes) -> tuple[dict[str, bytes], datetime | None]:
    """The attached files by name, and when it was signed; what cannot be read is left out."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(signed), strict=False)
        return _files(reader), _signed_at(reader)
    except Exception:  # of a trusted signer, and yet nothing we can read: it is no paper of ours
        return {}, None


def _files(reader: Any) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for reference in list(reader.root["/AF"])[:MOST_FILES]:
        described = reference.get_object()
        name, stream = str(described["/UF"]), described["/EF"]["/F"].get_object()
        content = _unpacked(stream)
        if content is not None:
            found.setdefault(name, content)
    return found


def _unpacked(stream: Any) -> bytes | None:
    kind = stream.get("/Filter")
    if kind is None:
        return bytes(stream.encoded_data)
    if kind != "/FlateDecode":
        return None
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(stream.encoded_data, LARGEST_FILE)
    return content if unpacking.eof else None


def _signed_at(reader: Any) -> datetime | None:
    from pyhanko.pdf_utils.generic import parse_pdf_date

    with suppress(Exception):
        return parse_pdf_date(str(reader.embedded_regular_signatures[-1].sig_object["/M"]))
    return None
