"""Papers that say something by which they are known again."""

from __future__ import annotations

from io import BytesIO


def pdf_that_says(text: str) -> bytes:
    """A PDF of one empty page, with a title."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": text})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
