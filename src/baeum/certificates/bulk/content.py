"""What a batch holds: its rows, the refused ones, their errors; sealed, and destroyed when it is done."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from baeum.people.keys import master
from baeum.shared.sealing import new_key, seal, unseal
from baeum.sheets.completion import RowError
from baeum.sheets.issuing import IssuingRow

from ..models import Batch


@dataclass(frozen=True)
class BatchContent:
    """``rows``: by number, those that can be issued. ``refused``: the cells of the others."""

    rows: Mapping[int, IssuingRow] = field(default_factory=dict)
    refused: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()


def sealed(batch_id: UUID, content: BatchContent) -> dict[str, bytes]:
    """The columns of a batch with this content, under a new key."""
    key = new_key()
    return {
        "wrapped": seal(master(), key, _place(batch_id, b"key")),
        "content": seal(key, _written(content), _place(batch_id, b"content")),
    }


def destroyed() -> dict[str, None]:
    """The columns of a batch whose content is gone."""
    return {"wrapped": None, "content": None}


def content_of(batch: Batch) -> BatchContent | None:
    """The content again; None once it is destroyed."""
    if batch.wrapped is None or batch.content is None:
        return None
    key = unseal(master(), bytes(batch.wrapped), _place(batch.pk, b"key"))
    return _read(unseal(key, bytes(batch.content), _place(batch.pk, b"content")))


def _place(batch_id: UUID, name: bytes) -> bytes:
    return b"certificates_batch:" + batch_id.bytes + b":" + name


def _written(content: BatchContent) -> bytes:
    document = {
        "rows": {str(number): row.document() for number, row in content.rows.items()},
        "refused": {str(number): dict(cells) for number, cells in content.refused.items()},
        "errors": content.errors,
    }
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"), 1)


def _read(data: bytes) -> BatchContent:
    document: dict[str, Any] = json.loads(zlib.decompress(data))
    return BatchContent(
        rows={int(number): IssuingRow.of(row) for number, row in document["rows"].items()},
        refused={int(number): cells for number, cells in document["refused"].items()},
        errors=tuple(document["errors"]),
    )
