"""The key of the log and the keys of its witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from baeum.credentials.checkpoint import WITNESS, NoteFault, NoteKey, NoteSigner
from baeum.credentials.keys import KeyFault
from baeum.transparency import models
from baeum.transparency.faults import LogFault
from baeum.transparency.key_files import make_key, private_key


@dataclass(frozen=True)
class Witnesses:
    """Whose cosignatures count, and how many are enough."""

    keys: tuple[NoteKey, ...]
    quorum: int


def begin(origin: str) -> NoteKey:
    """Begin the log, with the key of this installation, made where there is none. Raises LogFault."""
    if found := models.Log.objects.first():
        raise LogFault("begun_already", origin=found.origin)
    try:
        own = NoteSigner(origin, make_key(settings.LOG_KEY_FILE)).public
    except KeyFault as fault:
        raise LogFault("key_unreadable", said=fault) from fault
    except NoteFault as fault:
        raise LogFault("origin", origin=origin) from fault
    with connection.cursor() as cursor:
        cursor.execute("SELECT transparency_begin(%s, %s)", [origin, str(own)])
    return own


def begun() -> NoteKey:
    """The public key of the log. Raises LogFault where it was not begun."""
    found = models.Log.objects.first()
    if found is None:
        raise LogFault("not_begun")
    return NoteKey.read(found.key)


def signer(log: NoteKey) -> NoteSigner:
    """The log's private key, which must be the one it began with. Raises LogFault."""
    try:
        found = NoteSigner(log.name, private_key(settings.LOG_KEY_FILE))
    except KeyFault as fault:
        raise LogFault("key_unreadable", said=fault) from fault
    if found.public.raw != log.raw:
        raise LogFault("other_key", file=settings.LOG_KEY_FILE, key=log)
    return found


def witnesses() -> Witnesses:
    """The witnesses of this installation. Raises LogFault for a file that cannot be read."""
    if not settings.LOG_WITNESSES:
        return Witnesses((), 0)
    try:
        lines = Path(settings.LOG_WITNESSES).read_text(encoding="utf-8").splitlines()
        keys = tuple(NoteKey.read(line) for line in lines if line.strip() and not line.startswith("#"))
    except (OSError, ValueError) as error:
        raise LogFault("witnesses_unreadable", file=settings.LOG_WITNESSES, said=error) from error
    if any(key.type != WITNESS for key in keys):
        raise LogFault("witnesses_unreadable", file=settings.LOG_WITNESSES, said="not a witness's key")
    return Witnesses(keys, settings.LOG_QUORUM or len({key.raw for key in keys}) // 2 + 1)
