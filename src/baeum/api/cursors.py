"""Cursors: where a list goes on. Signed, bound to the client and the filters, stable while lines are added.

A cursor names the last row that was read, and the next page begins below it. New rows come above the first
page, so that nobody meets a row twice or misses one that was there when the reading began.
"""

from __future__ import annotations

from hashlib import sha256

from django.core.signing import BadSignature, Signer

from .problems import Problem

LONGEST = 300  # characters


def write(position: int, *, bound_to: str) -> str:
    """A cursor for the rows below ``position``; only good together with the same ``bound_to``."""
    return _signer(bound_to).sign_object([position])


def read(cursor: str, *, bound_to: str) -> int:
    """The position again. Raises Problem where the cursor is not ours or not of this list."""
    if len(cursor) > LONGEST:
        raise Problem("cursor-refused")
    try:
        (position,) = _signer(bound_to).unsign_object(cursor)
        return int(position)
    except (BadSignature, ValueError) as error:
        raise Problem("cursor-refused") from error


def _signer(bound_to: str) -> Signer:
    """A signer of its own for each list: a cursor of another client or filter has no good signature."""
    return Signer(salt=f"baeum.api.cursors:{sha256(bound_to.encode()).hexdigest()}", sep="~")
