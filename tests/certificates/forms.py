"""The signed forms of a document, as its learner hands them on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from baeum.certificates import rendering
from baeum.certificates.freezing import Issued
from baeum.certificates.issuer import signing_key
from baeum.certificates.models import Document
from baeum.certificates.numbers import grouped, new_number
from baeum.credentials.badge import Terms, sign_badge
from baeum.credentials.certificate import CertificateTerms, certificate, present
from baeum.credentials.keys import Purpose, new_key
from baeum.credentials.snapshot import IssuerName
from baeum.credentials.templates import Templates
from baeum.people.acting import acting
from claims.cases import Learner

from .lines import frozen


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


def _bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
