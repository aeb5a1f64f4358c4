"""What is in the log: each kind with a reader, which tells again what its rows state. For ``baeum log verify``.

A context registers its kinds in its module ``statements.py``, which is found by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

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


def register(code: str, ko: str, en: str, read: Reader) -> None:
    """Make a kind known. Its rows that are not in the log are then a fault, and so are leaves without a row."""
    _KINDS[code] = Kind(code, ko, en, read)


def kinds() -> dict[str, Kind]:
    """All kinds, by their codes."""
    autodiscover_modules("statements")
    return dict(sorted(_KINDS.items()))
