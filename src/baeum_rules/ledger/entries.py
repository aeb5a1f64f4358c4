"""A line of a learning account, and the hash that binds it to the line before it.

The canonical form is text of one ``name=value`` a line, in the order of ``CANONICAL``. No value can hold a
line break: they are numbers, days, hexadecimal digits and codes. The content goes in as the digest of the
*sealed* bytes, so that the chain can be verified by people who may not read it, and after the key is gone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import NamedTuple

SCHOOLING, CERTIFICATE, ACCREDITED, NOTE = "schooling", "certificate", "accredited_learning", "special_note"
PARTS = (SCHOOLING, CERTIFICATE, ACCREDITED, NOTE)  # lea-r.4, items 2 to 5; item 1 is the person

DEPOSIT, REVERSAL, MOVE, CONFIRMATION, SUPPLEMENT = ACTS = (
    "deposit",  # a new line
    "reversal",  # takes back the line it points at
    "move",  # a special note whose course was accredited later: a line of accredited learning in its place
    "confirmation",  # the same line, vouched for more strongly
    "supplement",  # the same line, with its evidence
)

SELF_DECLARED, CONFIRMED, VERIFIED = STANDINGS = (  # the weakest first
    "self_declared",
    "institution_confirmed",
    "officially_verified",
)

FORM = "baeum.ledger.1"
FIRST_HASH = bytes(32)  # what the first line of an account follows


class Entry(NamedTuple):
    """One line. ``number``: 1, 2, ... of the account. ``of_number``: the line that it takes the place of.

    ``happened_from`` to ``happened_on``: when it was learned; it counts on the last. ``recorded_at``: with an
    offset, to the microsecond. ``office``: who vouches, None the person. ``appointment``: under which
    ``by_person`` acted, None as themselves. ``evidence``: SHA-256 of the sealed file. ``content``: sealed.
    """

    account: int
    number: int
    act: str
    of_number: int | None
    part: str
    kind: str
    standing: str
    office: int | None
    by_person: str
    appointment: int | None
    happened_from: date | None
    happened_on: date
    recorded_at: datetime
    credits: int | None
    hours: int | None
    natural_key: bytes
    content: bytes
    evidence: bytes | None
    previous_hash: bytes
    hash: bytes


CANONICAL = Entry._fields[:-1]


def canonical(entry: Entry) -> bytes:
    """What is hashed: everything of the line but its hash."""
    lines = (f"{name}={_written(name, getattr(entry, name))}" for name in CANONICAL)
    return "\n".join((FORM, *lines)).encode()


def hash_of(entry: Entry) -> bytes:
    """SHA-256 of the canonical form, 32 bytes."""
    return sha256(canonical(entry)).digest()


def _written(name: str, value: object) -> str:
    if value is None:
        return ""
    if name == "content":
        assert isinstance(value, bytes)
        return sha256(value).hexdigest()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value)
