"""JSON sealed with the person's key, bound to the row it is kept in."""

from __future__ import annotations

import json
from typing import Any

from baeum.shared.sealing import Unreadable, seal, unseal


def sealed(key: bytes, place: str, document: Any) -> bytes:
    """A JSON document sealed for a place, such as ``draft:12:book``."""
    return seal(key, json.dumps(document, ensure_ascii=False, default=str).encode(), place.encode())


def unsealed(key: bytes, place: str, held: bytes | memoryview) -> Any:
    """The document again; None where it cannot be read any more."""
    try:
        return json.loads(unseal(key, bytes(held), place.encode()))
    except Unreadable:
        return None
