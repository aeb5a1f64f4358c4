"""Status lists: where the bit of each copy stands, and what is published of them.

They are published on the hour, not when something changes: the moment of a change would tell whose it was.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from baeum.credentials.keys import Purpose
from baeum.credentials.status import Indices, StatusEntry, StatusList
from baeum.credentials.status_publishing import Publication, bitstring_credential, status_token
from baeum.credentials.templates import Templates
from baeum.people.keys import master
from baeum.shared.sealing import new_key, seal, unseal

from .issuer import signing_key
from .models import IssuedCopy

SIZE = 2**20
HOLDS = timedelta(days=1)  # a verifier that holds a list longer asks again
FORMS = ("bitstring", "token")


@dataclass(frozen=True)
class Bit:
    """A place in a list that is nobody else's."""

    list_id: int
    name: str
    index: int


def take(count: int) -> list[Bit]:
    """So many places, inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT list, name, key, size, first FROM certificates_take(%s, %s, %s, %s)",
            [*candidate(), SIZE, count],
        )
        return drawn(cursor.fetchone(), count)


def candidate() -> tuple[str, bytes]:
    """A name and a sealed key for a new list, which is made where there is no room in the last one."""
    name = secrets.token_hex(16)
    return name, seal(master(), new_key(), _place(name))


def drawn(row: tuple[int, str, bytes, int, int], count: int) -> list[Bit]:
    """The places from the ``first`` on of a list: (list, name, sealed key, size, first)."""
    list_id, name, held, size, first = row
    indices = Indices(unseal(master(), bytes(held), _place(name)), size)
    return [Bit(list_id, name, indices[first + n]) for n in range(count)]


def entry(name: str, index: int) -> StatusEntry:
    """Where a credential says that its bit stands."""
    return StatusEntry(index, address(name, "bitstring"), address(name, "token"))


def entry_of(copy: IssuedCopy) -> StatusEntry:
    """Of a copy."""
    return entries_of([copy])[0]


def entries_of(copies: Iterable[IssuedCopy]) -> list[StatusEntry]:
    """Of many copies, in one query."""
    held = list(copies)
    with connection.cursor() as cursor:
        ids = sorted({one.of_list_id for one in held})
        cursor.execute("SELECT list, name FROM certificates_names(%s)", [ids])
        names = dict(cursor.fetchall())
    return [entry(names[one.of_list_id], one.index) for one in held]


def base() -> str:
    """What addresses in credentials begin with: they are names, of https also on one's own machine."""
    return f"https://{settings.ADDRESS.partition('://')[2]}"


def address(name: str, form: str) -> str:
    """Where a list is published."""
    return f"{base()}/status/{name}/{form}"


def bits(name: str, at: datetime) -> StatusList | None:
    """The list of a name as it was at a moment; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, certificates_revoked(list, %s) FROM certificates_list(%s)", [at, name])
        found = cursor.fetchone()
    if found is None:
        return None
    made = StatusList(found[0])
    made.set(found[1])
    return made


def published(name: str, form: str, at: datetime, templates: Templates) -> bytes | None:
    """The signed list of the hour that ``at`` lies in; None where there is none of that name."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    held = bits(name, hour)
    if held is None:
        return None
    when = Publication(hour, hour + HOLDS)
    if form == "bitstring":
        key = signing_key(Purpose.STATUS, hour.year)
        return bitstring_credential(held, address(name, form), when, key, templates)
    return status_token(held, address(name, form), when, signing_key(Purpose.STATUS_TOKEN, hour.year))


def _place(name: str) -> bytes:
    return b"revocation_list:" + name.encode()
