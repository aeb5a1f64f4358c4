"""The paper of a document: made and signed once, kept, and the same bytes whenever it is asked for again."""

from __future__ import annotations

import contextlib
import json
import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from baeum.credentials.log_proof import Proof
from baeum.credentials.snapshot import Snapshot
from baeum.papers.attachments import Attachment, of_badge, of_certificate, of_proof
from baeum.papers.keys import KeyFault
from baeum.papers.rendering import render
from baeum.papers.signing import sign
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal, unseal
from baeum.transparency.faults import LogFault
from baeum.transparency.models import Log
from baeum.transparency.proving import proof_of
from baeum.transparency.publishing import publish

from . import rendering
from .freezing import DOCUMENT, salt_of
from .models import Document, Paper
from .paper_key import paper_key

log = logging.getLogger(__name__)
MOST_INSIDE = 50  # lines of a document whose badges are put inside; the credential has them all


def paper_of(document: Document, snapshot: Snapshot, key: bytes, at: datetime) -> bytes | Refusal:
    """The signed PDF. ``key``: of the person. Refused while the log has it not, or no key signs."""
    if kept := _kept(document, key):
        return kept
    proof = logged(document)
    if proof is None and Log.objects.exists():
        return Refusal("document.not_logged", status=503)
    inside = list(attachments(document, snapshot, key, proof, at))
    address = rendering.check_address(document.number, document.issued_on)
    unsigned = render(snapshot, qr=address, attachments=inside, sample=document.issuer.sample or None)
    try:
        made = sign(unsigned, paper_key(), at=at)
    except (KeyFault, OSError) as fault:
        log.error("papers cannot be signed: %s", fault)
        return Refusal("document.cannot_sign", status=503)
    with (
        contextlib.suppress(IntegrityError),
        transaction.atomic(),
    ):  # of two at once the first is kept
        Paper.objects.create(document=document, sealed=seal(key, made, _place(document)))
    return _kept(document, key) or made


def logged(document: Document) -> Proof | None:
    """The proof that the log has the document; the log is asked to take in what waits, where it has not."""
    if found := proof_of(DOCUMENT, str(document.pk)):
        return found
    if Log.objects.exists():
        with contextlib.suppress(LogFault, OSError):  # the job that does it every minute will say why
            publish()
    return proof_of(DOCUMENT, str(document.pk))


def attachments(
    document: Document, snapshot: Snapshot, key: bytes, proof: Proof | None, at: datetime
) -> list[Attachment]:
    """What machines find inside: the credential, the badges of its lines, the proof of the log."""
    status = rendering.status_of(document)
    found = [of_certificate(rendering.disclosable(snapshot, status, at.date()).encode())]
    if snapshot.lines and len(snapshot.lines) <= MOST_INSIDE:
        whole = rendering.portfolio(document, snapshot, at.date())
        found.append(of_badge(json.dumps(whole.document, ensure_ascii=False).encode()))
    if proof is not None:
        salt = salt_of(document, key)
        told = {
            **proof.as_json(),
            "salt": salt.hex() if salt else "",
            "sealed": bytes(document.sealed_digest).hex(),
        }
        found.append(of_proof(json.dumps(told, indent=1).encode()))
    return found


def _kept(document: Document, key: bytes) -> bytes | None:
    held = Paper.objects.filter(document=document).values_list("sealed", flat=True).first()
    return unseal(key, bytes(held), _place(document)) if held is not None else None


def _place(document: Document) -> bytes:
    return b"paper:" + document.pk.bytes
