"""Ids by which others know what is here: always the same, and telling nothing."""

from __future__ import annotations

from uuid import UUID

from baeum.people.keys import master
from baeum.shared.sealing import blind_index


def drawn_id(what: str, of: str) -> UUID:
    """A UUID of version 8, keyed by the master key. ``what``: the kind of thing, ``of``: which one."""
    drawn = bytearray(blind_index(master(), what, of))
    drawn[6] = drawn[6] & 0x0F | 0x80
    drawn[8] = drawn[8] & 0x3F | 0x80
    return UUID(bytes=bytes(drawn))
