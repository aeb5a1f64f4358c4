"""What an import holds: its rows, the refused ones, their errors; sealed, and destroyed when it is done."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from baeum.people.keys import master
from baeum.shared.sealing import new_key, seal, unseal
from baeum.sheets.completion import Completion, RowError

from .models import Import


@dataclass(frozen=True)
class Content:
    """``rows``: by number, those that can be stored. ``there``: numbers of rows that stand in the ledger."""

    rows: Mapping[int, Completion] = field(default_factory=dict)
    there: tuple[int, ...] = ()
    refused: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()

    def left(self) -> Content:
        """What is kept after the good rows are stored: what has to be corrected."""
        return Content(refused=self.refused, errors=self.errors)


def sealed(import_id: UUID, content: Content) -> dict[str, bytes]:
    """The columns of an import with this content, under a new key."""
    key = new_key()
    return {
        "wrapped": seal(master(), key, _place(import_id, b"key")),
        "content": seal(key, _written(content), _place(import_id, b"content")),
    }


def destroyed() -> dict[str, None]:
    """The columns of an import whose content is gone."""
    return {"wrapped": None, "content": None}


def content_of(found: Import) -> Content | None:
    """The content again; None once it is destroyed."""
    if found.wrapped is None or found.content is None:
        return None
    key = unseal(master(), bytes(found.wrapped), _place(found.pk, b"key"))
    return _read(unseal(key, bytes(found.content), _place(found.pk, b"content")))


def _place(import_id: UUID, name: bytes) -> bytes:
    return b"desk_import:" + import_id.bytes + b":" + name


def _written(content: Content) -> bytes:
    document = {
        "rows": {str(number): row.document() for number, row in content.rows.items()},
        "there": content.there,
        "refused": {str(number): dict(cells) for number, cells in content.refused.items()},
        "errors": content.errors,
    }
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"), 1)


def _read(data: bytes) -> Content:
    document: dict[str, Any] = json.loads(zlib.decompress(data))
    return Content(
        rows={int(number): Completion.of(row) for number, row in document["rows"].items()},
        there=tuple(document["there"]),
        refused={int(number): cells for number, cells in document["refused"].items()},
        errors=tuple(document["errors"]),
    )
