"""What a paper says and how it looks, read by libraries that did not make it."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without the places where a long word may break."""
    return [page.extract_text().replace("\u200b", "") for page in PdfReader(io.BytesIO(pdf)).pages]


def heights(pdf: bytes) -> list[float]:
    """How far from the foot of its page each piece of text stands, in points."""
    found: list[float] = []

    def visit(text: str, now: list[float], line: list[float], *_: Any) -> None:
        if text.strip():
            found.append(line[4] * now[1] + line[5] * now[3] + now[5])

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return found


def said(pdf: bytes) -> str:
    """All that it says, without spaces and ends of lines."""
    return "".join("".join(pages(pdf)).split())


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """The tags of the structure in their order, each with its text for those who do not see (or "")."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    return found


def codes(pdf: bytes, page: int = -1) -> list[str]:
    """The QR codes of a page as a camera would read them, at 150 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page % len(document)].render(scale=150 / 72).to_pil()
        return [one.text for one in zxingcpp.read_barcodes(picture)]
    finally:
        document.close()
