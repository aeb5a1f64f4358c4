"""A case as text: JSON with exact numbers, and every fault of the text itself found (RFC 8259)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NamedTuple

LARGEST_DOCUMENT = 5_000_000  # characters; 20,000 records fit


class TextFault(NamedTuple):
    """What is wrong with the text: the code of its sentence, where, and the figures of the sentence."""

    code: str
    field: str
    figures: dict[str, Any]


def _decode(data: bytes) -> str | TextFault:
    for signature in (b"\xff\xfe", b"\xfe\xff"):
        if data.startswith(signature):
            return TextFault("document.encoding", "", {})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return TextFault("document.encoding", "", {"byte": fault.start})


def parse(document: str | bytes) -> Any | TextFault:
    """The JSON value of a document, numbers with a point as ``Decimal``; or what is wrong with it."""
    text = _decode(document) if isinstance(document, bytes) else document.removeprefix("\ufeff")
    if isinstance(text, TextFault):
        return text
    if len(text) > LARGEST_DOCUMENT:
        return TextFault("document.large", "", {"limit": LARGEST_DOCUMENT, "size": len(text)})
    if not text.strip():
        return TextFault("document.empty", "", {})
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return found

    try:
        value = json.loads(text, parse_float=Decimal, object_pairs_hook=once)
    except json.JSONDecodeError as fault:
        return TextFault("document.syntax", "", {"line": fault.lineno, "column": fault.colno})
    except RecursionError:
        return TextFault("document.deep", "", {})
    except (ValueError, ArithmeticError):  # a number of thousands of digits
        return TextFault("document.number", "", {})
    if twice:
        return TextFault("document.twice", twice[0], {"names": ", ".join(twice)})
    return value
