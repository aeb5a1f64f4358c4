"""Keep an issuer: add one to the registry, change what is granted, or end it. Every version stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from baeum.credentials.issuer import IssuerFault, read_issuer
from baeum.credentials.status import StatusFault
from baeum.credentials.status_checking import LARGEST_LIST, StatusLists, published
from baeum.people.acting import Actor, at_once, standing
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import STANDINGS

from ..models import IssuerList, IssuerVersion
from ..registry import issuer_of, newest

LONGEST_NAME, LONGEST_REASON = 200, 500
LARGEST_DOCUMENT = 500_000  # bytes


@dataclass(frozen=True)
class Said:
    """What an officer says of an issuer. ``document``: the did document; None keeps the one there is."""

    name_ko: str
    name_en: str
    standing: str
    from_day: date | None
    until: date | None
    reason: str
    without_name: bool = False
    document: bytes | None = None


def keep_issuer(said: Said, *, did: str | None, after: int, by: Actor) -> IssuerVersion | list[Refusal]:
    """The next version of an issuer, or everything that is wrong. ``did`` None: a new one.

    ``after``: the number of the version the officer looked at, 0 for a new issuer.
    """
    with at_once(by):
        held = standing()
        if held.role != Role.INSTITUTE_OFFICER or held.office_id is None:
            return [Refusal("issuer.office", status=403)]
        before = newest([did])[0] if did and newest([did]) else None
        if did and before is None:
            return [Refusal("issuer.unknown", status=404)]
        document = (
            said.document if said.document is not None else (before.document.encode() if before else b"")
        )
        wrong = [*_wrong(said), *_wrong_document(document, did)]
        if wrong:
            return wrong
        found = read_issuer(document).did
        if before is None and newest([found]):
            return [Refusal("issuer.stands", status=409)]
        if (before.number if before else 0) != after:
            return [Refusal("issuer.changed", status=409)]
        try:
            return IssuerVersion.objects.create(
                did=found,
                number=after + 1,
                name_ko=said.name_ko,
                name_en=said.name_en,
                document=document.decode("utf-8-sig"),
                standing=said.standing,
                without_name=said.without_name,
                from_day=said.from_day,
                until=said.until,
                reason=said.reason,
                office_id=held.office_id,
                by_person_id=by.person_id,  # type: ignore[misc]  # an officer is a person
                appointment_id=held.appointment_id,
            )
        except IntegrityError:
            return [Refusal("issuer.changed", status=409)]


def end_issuer(did: str, *, until: date, reason: str, after: int, by: Actor) -> IssuerVersion | list[Refusal]:
    """The grant ends with that day; what was deposited under it stays as it is."""
    with at_once(by):
        found = newest([did])
        if not found:
            return [Refusal("issuer.unknown", status=404)]
        last = found[0]
        said = Said(
            last.name_ko,
            last.name_en,
            last.standing,
            min(last.from_day, until),
            until,
            reason,
            last.without_name,
        )
        return keep_issuer(said, did=did, after=after, by=by)


def keep_list(did: str, content: bytes, *, by: Actor, on: date) -> IssuerList | Refusal:
    """Take in a status list of an issuer, signed by its status key and of today."""
    with at_once(by):
        held = standing()
        if held.role != Role.INSTITUTE_OFFICER or held.office_id is None:
            return Refusal("issuer.office", status=403)
        found = newest([did])
        if not found:
            return Refusal("issuer.unknown", status=404)
        try:
            if len(content) > LARGEST_LIST:
                raise StatusFault(f"more than {LARGEST_LIST:,} bytes")
            (address,) = StatusLists.of([content]).held
            published(content, address, issuer_of(found[0]), on)
        except StatusFault as error:
            return Refusal("issuer.list", {"detail": str(error)[:200]})
        return IssuerList.objects.create(
            did=did,
            address=address[:500],
            content=content.strip(),
            office_id=held.office_id,
            by_person_id=by.person_id,  # type: ignore[misc]  # an officer is a person
        )


def _wrong(said: Said) -> Iterator[Refusal]:
    if not all(0 < len(name) <= LONGEST_NAME for name in (said.name_ko, said.name_en)):
        yield Refusal("issuer.name")
    if said.standing not in STANDINGS:
        yield Refusal("issuer.standing")
    if said.from_day is None or (said.until is not None and said.until < said.from_day):
        yield Refusal("issuer.days")
    if not 0 < len(said.reason) <= LONGEST_REASON:
        yield Refusal("issuer.reason")


def _wrong_document(document: bytes, did: str | None) -> Iterator[Refusal]:
    if not document:
        yield Refusal("issuer.document_missing")
        return
    try:
        if len(document) > LARGEST_DOCUMENT:
            raise IssuerFault(f"it has {len(document):,} bytes; at most {LARGEST_DOCUMENT:,} are read")
        found = read_issuer(document)
    except IssuerFault as error:
        yield Refusal("issuer.document", {"detail": str(error)[:300]})
        return
    if did is not None and found.did != did:
        yield Refusal("issuer.other_did", {"did": found.did[:300]})
    if not found.keys:
        yield Refusal("issuer.no_keys")
