"""Rows from before the log: entered once, when it begins, or because an operator says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice

from psycopg import Connection

from baeum.credentials.log_proof import commitment_of, new_nonce
from baeum.transparency.kinds import Kind, Row

AT_ONCE = 2000


def enter_old(owner: Connection, kinds: dict[str, Kind], tell: Callable[[int], None]) -> Counter[str]:
    """Enter every row that is not in the log, as it is now; how many of each kind.

    What somebody slipped in is taken for good with them: ``baeum log verify`` names such rows first.
    ``owner``: a connection of the owner, with autocommit. All of it or nothing.
    """
    came, seen = Counter[str](), 0
    with owner.transaction():
        for kind in kinds.values():
            source = kind.read(owner)
            while rows := list(islice(source, AT_ONCE)):
                came[kind.code] += _enter(owner, kind.code, rows)
                seen += len(rows)
                tell(seen)
    return came


def _enter(owner: Connection, code: str, rows: list[Row]) -> int:
    """Of the erased, the nonce is never kept."""
    made = [(row, new_nonce()) for row in rows]
    columns = [
        [row.subject for row, _ in made],
        [None if row.erased else nonce for row, nonce in made],
        [commitment_of(nonce, row.statement) for row, nonce in made],
    ]
    return owner.execute(
        "INSERT INTO transparency_leaf (kind, subject, nonce, commitment)"
        " SELECT %s, subject, nonce, commitment FROM unnest(%s::text[], %s::bytea[], %s::bytea[])"
        " WITH ORDINALITY AS given(subject, nonce, commitment, place)"
        " ORDER BY place ON CONFLICT (kind, subject) DO NOTHING",
        [code, *columns],
    ).rowcount
