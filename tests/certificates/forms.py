"""The signed forms of a document, as its learner hands them on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from baeum.certificates import rendering
from baeum.certificates.freezing import Issued
from baeum.certificates.issuer import signing_key
from baeum.certificates.models import Document
from baeum.certificates.numbers import grouped, new_number
from baeum.certificates.paper_key import paper_key
from baeum.certificates.printing import paper_of
from baeum.credentials.badge import Terms, sign_badge
from baeum.credentials.certificate import CertificateTerms, certificate, present
from baeum.credentials.keys import Purpose, new_key
from baeum.credentials.snapshot import IssuerName, Snapshot
from baeum.credentials.templates import Templates
from baeum.papers.attachments import of_proof
from baeum.papers.keys import PaperKey, from_pem, make_demo_key
from baeum.papers.rendering import render
from baeum.papers.signing import sign
from baeum.people.acting import acting
from baeum.shared.clock import now
from claims.cases import Learner

from .lines import frozen


def file_of(held: bytes, name: str = "credential.json") -> BytesIO:
    """The bytes as a file to be uploaded."""
    file = BytesIO(held)
    file.name = name
    return file


def badge(one: Learner, made: Issued, on: date) -> bytes:
    """The Open Badge of the first line."""
    with acting(one.by):
        document = Document.objects.get(pk=made.document_id)
        return _bytes(rendering.badges(document, frozen(one, made), on)[0].document)


def portfolio(one: Learner, made: Issued, on: date) -> bytes:
    """The learner record of all lines."""
    with acting(one.by):
        document = Document.objects.get(pk=made.document_id)
        return _bytes(rendering.portfolio(document, frozen(one, made), on).document)


def disclosed(one: Learner, made: Issued, on: date, *titles: str) -> bytes:
    """The certificate that shows only the lines of these titles, and the name."""
    shown = frozen(one, made)
    with acting(one.by):
        document = Document.objects.get(pk=made.document_id)
        whole = rendering.disclosable(shown, rendering.status_of(document), on)
    ids = [line.id for line in shown.lines if line.title_ko in titles]
    return present(whole, lines=ids, personal=["name"]).encode()


def never_issued(one: Learner, made: Issued, on: date) -> bytes:
    """A certificate that our key has signed, with a bit that nobody was given."""
    shown = replace(frozen(one, made), number=grouped(new_number()))
    with acting(one.by):
        status = rendering.status_of(Document.objects.get(pk=made.document_id))
    terms = CertificateTerms(rendering.type_address(shown.kind), replace(status, index=status.index ^ 1))
    return certificate(shown, terms, signing_key(Purpose.DISCLOSURE, on.year)).encode()


def of_another_number(one: Learner, made: Issued, on: date) -> bytes:
    """A certificate that our key has signed, with a bit of one document and the number of none."""
    shown = replace(frozen(one, made), number=grouped(new_number()))
    with acting(one.by):
        status = rendering.status_of(Document.objects.get(pk=made.document_id))
    terms = CertificateTerms(rendering.type_address(shown.kind), status)
    return certificate(shown, terms, signing_key(Purpose.DISCLOSURE, on.year)).encode()


def of_a_stranger(one: Learner, made: Issued, on: date) -> bytes:
    """The same badge by somebody whom nobody here knows, under our name."""
    did = "did:web:stranger.example"
    shown = frozen(one, made)
    shown = replace(shown, issuer=IssuerName(did, shown.issuer.name_ko, shown.issuer.name_en))
    terms = Terms(
        "urn:uuid:8d4b5a3e-0000-4000-8000-000000000001", "urn:uuid:8d4b5a3e-0000-4000-8000-000000000002"
    )
    key = new_key(did, Purpose.ITEMS, on.year)
    return _bytes(sign_badge(shown, shown.lines[0], terms, key, Templates()).document)


def paper(one: Learner, made: Issued) -> bytes:
    """The PDF, as its learner downloads it."""
    with acting(one.by):
        document = Document.objects.select_related("issuer").get(pk=made.document_id)
        found = paper_of(document, frozen(one, made), one.world.key(one.who), now())
    assert isinstance(found, bytes), found
    return found


def signed(snapshot: Snapshot, proof: bytes = b"", key: PaperKey | None = None) -> bytes:
    """Any snapshot as a paper, of our own key or another."""
    inside = [of_proof(proof)] if proof else []
    made = render(snapshot, qr="https://baeum.example/verify/", attachments=inside)
    return sign(made, key or paper_key(), at=now())


def stranger() -> PaperKey:
    """A key of somebody who calls himself as the institute."""
    return from_pem(*make_demo_key("국가평생교육진흥원", at=datetime(2026, 1, 1, tzinfo=UTC)))


def _bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
