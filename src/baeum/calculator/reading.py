"""From what a person typed to a case, and back. What cannot be read stays as typed: the rules then say so."""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from baeum.shared.days import day

from .forms import Field

_NUMBER = re.compile(r"\d{1,30}(\.\d{1,30})?", re.ASCII)
_ZERO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def clean(text: str) -> str:
    """Text as NFC, trimmed, without zero-width and control characters and lone surrogates."""
    text = unicodedata.normalize("NFC", text.translate(_ZERO_WIDTH))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def number(text: str) -> int | Decimal | str:
    """A typed number, exact; the text itself where it is not one."""
    bare = text.removesuffix("%").removesuffix("점").removesuffix("학점").strip()
    if not _NUMBER.fullmatch(bare):
        return text
    try:
        return Decimal(bare) if "." in bare else int(bare)
    except InvalidOperation:
        return text


def value(field: Field, typed: str) -> Any:
    """The value of one field for the case; None where nothing was typed."""
    text = clean(typed)
    if not text:
        return None
    if field.kind == "date":
        return day(text)
    if field.kind in ("whole", "number") or (field.name == "stage"):
        return number(text)
    if field.kind == "flag":
        return {"true": True, "false": False}.get(text, text)
    return text


def values(fields: Iterable[Field], typed: Mapping[str, str], prefix: str) -> dict[str, Any]:
    """What was typed into the fields; one that was left empty is left out."""
    read = {field.name: value(field, typed.get(prefix + field.name, "")) for field in fields}
    return {name: found for name, found in read.items() if found is not None}


def shown(found: Any) -> str:
    """A value of a case as a person would type it."""
    if found is None:
        return ""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, Decimal):
        return format(found, "f") if found.is_finite() and abs(found.adjusted()) <= 30 else str(found)
    return found if isinstance(found, str) else write(found) if isinstance(found, dict | list) else str(found)


def write(document: Any, indent: int | None = None) -> str:
    """JSON of a document with its numbers exact: a Decimal is written digit by digit."""
    exact: dict[str, str] = {}
    nonce = secrets.token_hex(8)  # no text of the document can be taken for a number

    def mark(found: Any) -> str:
        if not isinstance(found, Decimal):
            raise TypeError(f"{type(found).__name__} is not JSON")
        key = f"{nonce}-{len(exact)}"
        exact[f'"{key}"'] = str(found)
        return key

    separators = None if indent else (",", ":")
    text = json.dumps(document, default=mark, ensure_ascii=False, indent=indent, separators=separators)
    return re.sub(rf'"{nonce}-\d+"', lambda match: exact[match.group()], text) if exact else text
