"""Put evidence: a file for an item of an application, checked, then sealed with a key of its own."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID, uuid4

from baeum.people.acting import Actor, at_once, standing
from baeum.people.keys import master
from baeum.shared.files import type_of
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import new_key, seal, unseal

from ..models import Application, Evidence
from ..words import Said
from .write_draft import WRITABLE

MENDABLE = (*WRITABLE, "preliminary")
MOST_FILES = 30


def put_evidence(
    application_id: UUID, file: bytes, *, item: str, title: str, by: Actor
) -> Evidence | Refusal:
    """Store a PDF, PNG or JPEG. What it is, its content says; its name and declared type are not asked."""
    found = type_of(file)
    if isinstance(found, Refusal):
        return found
    with at_once(by):
        held = standing()
        application = Application.objects.select_for_update().filter(pk=application_id).first()
        if application is None or held.appointment_id is None or application.office_id != held.office_id:
            return Refusal("accreditation.unknown", status=404)
        if application.state not in MENDABLE:
            return Refusal("application.not_writable", {"state": Said("state", application.state)}, 409)
        if not application.round.items.filter(code=item).exists():
            return Refusal("application.item_unknown", {"item": item})
        if application.evidence.count() >= MOST_FILES:
            return Refusal("application.many_files", {"most": MOST_FILES})
        evidence_id, key = uuid4(), new_key()
        return Evidence.objects.create(
            id=evidence_id,
            application=application,
            item=item,
            title=title.replace("\0", "").strip()[:200] or item,
            type=found,
            size=len(file),
            digest=sha256(file).digest(),
            wrapped=seal(master(), key, _place(evidence_id, b"key")),
            sealed=seal(key, file, _place(evidence_id, b"file")),
            attempt=2 if application.state == "preliminary" else 1,
            put_by_id=held.appointment_id,
        )


def unsealed(evidence: Evidence) -> bytes:
    """The file again. Raises Unreadable."""
    key = unseal(master(), bytes(evidence.wrapped), _place(evidence.pk, b"key"))
    return unseal(key, bytes(evidence.sealed), _place(evidence.pk, b"file"))


def _place(evidence_id: UUID, name: bytes) -> bytes:
    return b"accreditation_evidence:" + evidence_id.bytes + b":" + name
