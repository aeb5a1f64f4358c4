"""Put evidence: a file is checked, sealed with the person's key and stored in the database."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from baeum.ledger.models import Evidence
from baeum.ledger.writing import hold_open
from baeum.people.acting import Actor, at_once
from baeum.shared.files import LARGEST, type_of
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal, unseal


@dataclass(frozen=True)
class EvidencePut:
    """A file that was stored: name it in a deposit, or in a supplement to a line."""

    evidence_id: UUID
    type: str
    size: int


def put_evidence(account_id: int, file: bytes, *, by: Actor) -> EvidencePut | Refusal:
    """Store a PDF, PNG or JPEG. What it is, its content says; its name and declared type are not asked."""
    found = type_of(file)
    return found if isinstance(found, Refusal) else _put(account_id, file, found, by)


def put_credential(account_id: int, held: bytes, form: str, *, by: Actor) -> EvidencePut | Refusal:
    """Store a digital credential that was read; ``form``: CREDENTIAL or SD_JWT of Evidence.Type."""
    assert form in (Evidence.Type.CREDENTIAL, Evidence.Type.SD_JWT)
    if len(held) > LARGEST:
        return Refusal("evidence.large", {"size": len(held), "largest": LARGEST}, 413)
    return _put(account_id, held, form, by)


def _put(account_id: int, file: bytes, found: str, by: Actor) -> EvidencePut | Refusal:
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        if not held.consented:
            return Refusal("consent.missing", {"purpose": "institution_deposit"}, 403)
        evidence_id = uuid4()
        sealed = seal(held.person_key, file, _place(evidence_id))
        Evidence.objects.create(
            id=evidence_id,
            account_id=account_id,
            type=found,
            size=len(file),
            digest=sha256(sealed).digest(),
            sealed=sealed,
            office_id=held.office_id,
            by_person_id=held.by_id,
        )
        return EvidencePut(evidence_id, found, len(file))


def unsealed_file(person_key: bytes, evidence: Evidence) -> bytes:
    """The file again. Raises Unreadable."""
    return unseal(person_key, bytes(evidence.sealed), _place(evidence.pk))


def _place(evidence_id: UUID) -> bytes:
    return b"ledger_evidence:" + evidence_id.bytes
