"""What is in the log: each kind with a reader, which tells again what its rows state.

A context registers its kinds in its module ``statements.py``, which is found by its name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.module_loading import autodiscover_modules
from psycopg import Connection


class Row(NamedTuple):
    """What a row states now. ``erased``: the data of its person were destroyed, and the nonce with them."""

    subject: str
    statement: bytes
    erased: bool = False


Reader = Callable[[Connection], Iterator[Row]]
"""Every row of a kind, read one after another (a cursor of the server) on a connection that sees all."""


@dataclass(frozen=True)
class Kind:
    """A kind of subjects. ``ko``, ``en``: what one of them is called."""

    code: str
    ko: str
    en: str
    read: Reader


_KINDS: dict[str, Kind] = {}


def stated(form: str, **members: object) -> bytes:
    """A statement as JSON with sorted members; ``form`` says which, and of which version."""
    plain = {name: _plain(value) for name, value in members.items()}
    return json.dumps({"form": form, **plain}, ensure_ascii=False, sort_keys=True).encode()


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a statement has no {type(value).__name__}")


def register(code: str, ko: str, en: str, read: Reader) -> None:
    """Make a kind known. A row of it outside of the log is a fault then, and so is a leaf without a row."""
    _KINDS[code] = Kind(code, ko, en, read)


def kinds() -> dict[str, Kind]:
    """All kinds, by their codes."""
    autodiscover_modules("statements")
    return dict(sorted(_KINDS.items()))
