"""The signed forms of what was frozen: badges, a portfolio of them, a certificate with chosen disclosure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from uuid import UUID

from django.conf import settings

from baeum.credentials.badge import Signed, Terms, sign_badge
from baeum.credentials.certificate import CertificateTerms, certificate
from baeum.credentials.clr import sign_clr
from baeum.credentials.keys import Purpose
from baeum.credentials.snapshot import Snapshot
from baeum.credentials.status import StatusEntry
from baeum.credentials.templates import Templates

from . import lists
from .ids import drawn_id
from .issuer import signing_key
from .models import Document, IssuedCopy


@cache
def templates() -> Templates:
    """The shapes that this process has met."""
    return Templates()


def status_of(document: Document) -> StatusEntry:
    """The bit of the first copy: that of everything but the copies in wallets."""
    copy = IssuedCopy.objects.filter(document=document).order_by("pk").first()
    assert copy is not None
    return lists.entry_of(copy)


def status_of_each(document_ids: Collection[UUID]) -> dict[UUID, StatusEntry]:
    """The same for many documents, in two queries."""
    first: dict[UUID, IssuedCopy] = {}
    for copy in IssuedCopy.objects.filter(document_id__in=document_ids).order_by("pk"):
        first.setdefault(copy.document_id, copy)
    return dict(zip(first, lists.entries_of(first.values()), strict=True))


def badges(document: Document, snapshot: Snapshot, on: date, only: Iterable[str] = ()) -> list[Signed]:
    """An Open Badge of each line, or of the lines of these ids."""
    return badges_with(document, snapshot, status_of(document), on, only)


def badges_with(
    document: Document, snapshot: Snapshot, status: StatusEntry, on: date, only: Iterable[str] = ()
) -> list[Signed]:
    """The same where it is known already where the document's bit stands."""
    key, wanted = signing_key(Purpose.ITEMS, on.year), set(only)
    return [
        sign_badge(snapshot, line, _terms(document, line.id, status), key, templates())
        for line in snapshot.lines
        if not wanted or line.id in wanted
    ]


def portfolio(document: Document, snapshot: Snapshot, on: date, only: Iterable[str] = ()) -> Signed:
    """The CLR of the badges of these lines, or of all."""
    members = badges(document, snapshot, on, only)
    terms = _terms(document, "portfolio", status_of(document))
    return sign_clr(snapshot, members, terms, signing_key(Purpose.ITEMS, on.year), templates())


def disclosable(
    snapshot: Snapshot, status: StatusEntry, on: date, holder: dict[str, str] | None = None
) -> str:
    """The SD-JWT VC with every disclosure; ``holder``: the public JWK of the wallet it is bound to."""
    terms = CertificateTerms(type_address(snapshot.kind), status, holder)
    return certificate(snapshot, terms, signing_key(Purpose.DISCLOSURE, on.year))


def type_address(kind: str) -> str:
    """The address of a type of certificate (``vct``), where its description is."""
    return f"{lists.base()}/types/{kind}"


def check_address(number: str, issued_on: date) -> str:
    """Where anybody checks a document: what its QR code holds. ``number``: without its groups."""
    return f"{settings.ADDRESS}/verify/{number}/{issued_on:%Y%m%d}/"


def credential_id(document_id: UUID, part: str) -> str:
    """The id of the badge of a line (``part``: the line's id): the same whenever it is rendered again."""
    return drawn_id("credential", f"{document_id}:{part}").urn


def _terms(document: Document, part: str, status: StatusEntry) -> Terms:
    """Ids of their own for each badge of each document."""
    return Terms(credential_id(document.pk, part), drawn_id("subject", f"{document.pk}:{part}").urn, status)
