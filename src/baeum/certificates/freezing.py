"""Freezing: what is issued becomes a snapshot, is sealed, and can be opened again by whoever has the key."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from baeum.credentials.snapshot import IssuerName, Snapshot, as_json
from baeum.credentials.snapshot_reading import read_snapshot
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed, unsealed
from baeum.transparency.entering import enter_each
from baeum.transparency.kinds import stated
from baeum_rules.parameters import load_law

from . import lists
from .basis import Content
from .models import Document, DocumentLine, IssuedCopy
from .numbers import grouped, new_number
from .wanted import Wanted

DOCUMENT = "document"  # kind of what is in the transparency log
VERSION = 1  # of the templates that new documents get
SALT_BYTES = 16


@dataclass(frozen=True)
class Issued:
    """A document was issued. ``number``: without its groups."""

    document_id: UUID
    number: str
    issued_on: date
    valid_until: date | None


@dataclass(frozen=True)
class Frozen:
    """What is issued, before it is stored."""

    snapshot: Snapshot
    number: str
    content: Content


@dataclass(frozen=True)
class Sealing:
    """A frozen document, the account it is of, and the key that its content is sealed with."""

    account_id: int
    key: bytes
    frozen: Frozen


def freeze(wanted: Wanted, on: date, content: Content, holder: Mapping[str, str]) -> Frozen | Refusal:
    """The snapshot of a document under a new number."""
    number = new_number()
    snapshot = Snapshot(
        kind=wanted.kind,
        template=f"{wanted.kind}-{VERSION}",
        number=grouped(number),
        issued_on=on,
        issuer=IssuerName(settings.DID, content.issuer.name_ko, content.issuer.name_en),
        languages=wanted.languages,
        holder=dict(holder),
        lines=content.lines,
        particulars=content.particulars,
        purpose=wanted.purpose,
        recipient=wanted.recipient,
        valid_until=valid_until(wanted.kind, on),
    )
    faults = read_snapshot(as_json(snapshot))
    if not isinstance(faults, Snapshot):
        return Refusal("document.content", {"places": ", ".join(one.place for one in faults)})
    return Frozen(snapshot, number, content)


def store(sealing: Sequence[Sealing], *, by: Actor, replaces: UUID | None = None) -> list[Issued]:
    """Store documents of whichever accounts, each with its first bit. Inside the caller's transaction."""
    documents = [_row(one, by, replaces) for one in sealing]
    Document.objects.bulk_create(documents)
    shown = [
        DocumentLine(document=document, entry_id=entry, line_id=UUID(line.id))
        for document, one in zip(documents, sealing, strict=True)
        for entry, line in one.frozen.content.entries
    ]
    DocumentLine.objects.bulk_create(shown)
    bits = lists.take(len(documents))
    IssuedCopy.objects.bulk_create(
        IssuedCopy(document=document, of_list_id=bit.list_id, index=bit.index)
        for document, bit in zip(documents, bits, strict=True)
    )
    enter_each(
        DOCUMENT,
        (
            (str(one.pk), statement_of(one.number, one.kind, one.issued_on, one.digest, one.sealed_digest))
            for one in documents
        ),
    )
    return [Issued(one.pk, one.number, one.issued_on, one.valid_until) for one in documents]


def snapshot_of(document: Document, key: bytes) -> Snapshot | None:
    """What was frozen; None where the person's key has been destroyed."""
    return opened(document.pk, key, bytes(document.content))


def opened(document_id: UUID, key: bytes, content: bytes) -> Snapshot | None:
    """The same for a row that the database has handed out."""
    held = unsealed(key, _place(document_id), content)
    found = read_snapshot(held["snapshot"]) if held else None
    return found if isinstance(found, Snapshot) else None


def valid_until(kind: str, on: date) -> date | None:
    """The last day on which a document of a kind may be shown; None where it has no end."""
    name = f"document.valid_days.{kind}"
    if name not in load_law().names_of("document"):
        return None
    days = load_law().value(name, on)
    assert isinstance(days, int)
    return on + timedelta(days)


def statement_of(
    number: str, kind: str, issued_on: date, digest: bytes | memoryview, sealed_digest: bytes | memoryview
) -> bytes:
    """What the transparency log commits to: nothing personal, and all that must never change."""
    return stated(
        "baeum.document/1",
        number=number,
        kind=kind,
        issued_on=issued_on,
        content=digest,
        sealed=sealed_digest,
    )


def canonical(snapshot: Snapshot) -> bytes:
    """The bytes of a snapshot that are hashed."""
    text = json.dumps(as_json(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def salt_of(document: Document, key: bytes) -> bytes | None:
    """What the digest was salted with: whoever is shown the whole content may know it."""
    return salt_in(document.pk, key, bytes(document.content))


def salt_in(document_id: UUID, key: bytes, content: bytes) -> bytes | None:
    """The same for a row that the database has handed out."""
    held = unsealed(key, _place(document_id), content)
    return bytes.fromhex(held["salt"]) if held else None


def _row(sealing: Sealing, by: Actor, replaces: UUID | None) -> Document:
    assert by.person_id is not None
    one = sealing.frozen
    document_id, salt = uuid4(), secrets.token_bytes(SALT_BYTES)
    held: dict[str, Any] = {"salt": salt.hex(), "snapshot": as_json(one.snapshot)}
    content = sealed(sealing.key, _place(document_id), held)
    return Document(
        id=document_id,
        number=one.number,
        account_id=sealing.account_id,
        kind=one.snapshot.kind,
        template=one.snapshot.template,
        issuer=one.content.issuer,
        issued_on=one.snapshot.issued_on,
        valid_until=one.snapshot.valid_until,
        content=content,
        digest=sha256(salt + canonical(one.snapshot)).digest(),
        sealed_digest=sha256(content).digest(),
        made_by_id=by.person_id,
        appointment_id=by.appointment_id,
        replaces_id=replaces,
    )


def _place(document_id: UUID) -> str:
    return f"document:{document_id}"
