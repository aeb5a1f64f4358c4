"""A small world of the tests: one issuer with its keys, snapshots, and what is made of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from baeum.credentials import certificate as certificates
from baeum.credentials.badge import Signed, Terms, sign_badge
from baeum.credentials.certificate import CertificateTerms
from baeum.credentials.clr import sign_clr
from baeum.credentials.issuer import Issuer, Trusted, did_document, read_issuer
from baeum.credentials.keys import Purpose, SigningKey, new_key
from baeum.credentials.snapshot import Line, Snapshot
from baeum.credentials.snapshot_reading import read_snapshot
from baeum.credentials.status import LEAST, StatusEntry, StatusList
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.status_publishing import Publication, bitstring_credential, status_token
from baeum.credentials.templates import Templates
from baeum.credentials.verdict import Verdict
from baeum.credentials.verify import verify

DID = "did:web:baeum.example"
BITSTRING, TOKEN = "https://baeum.example/status/1.json", "https://baeum.example/status/1.jwt"
VCT = "https://baeum.example/types/learning_history"
ON = date(2026, 11, 27)
WHEN = Publication(
    datetime.fromisoformat("2026-11-27T00:00:00+09:00"), datetime.fromisoformat("2026-11-28T00:00:00+09:00")
)


def uuid(n: int) -> str:
    """The n-th id of the tests."""
    return f"urn:uuid:{UUID(int=n)}"


def line(n: int = 1, **changed: Any) -> dict[str, Any]:
    """A line as JSON; None leaves a member out."""
    full = {
        "id": uuid(n),
        "title_ko": f"파이썬 기초 {n}",
        "title_en": f"Python basics {n}",
        "institution": "서울평생학습관",
        "institution_en": "Seoul Learning Centre",
        "kind": "accredited_course",
        "field": "직업능력",
        "began_on": "2026-01-05",
        "happened_on": "2026-03-02",
        "hours": 30,
        "credits": 3,
        "standing": "officially_verified",
        "accreditation": {
            "number": "2025-0101",
            "body": "국가평생교육진흥원",
            "granted_on": "2025-01-01",
            "valid_until": "2029-12-31",
        },
        **changed,
    }
    return {name: value for name, value in full.items() if value is not None}


def frozen(*lines: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A snapshot as JSON; None leaves a member out."""
    full = {
        "kind": "learning_history",
        "template": "learning_history-1",
        "number": "7K2M-9QRS-ABCD-EFGH",
        "issued_on": "2026-11-26",
        "languages": ["ko", "en"],
        "holder": {"name": "홍*동", "birth_date": "1990-**-**"},
        "issuer": {"did": DID, "name_ko": "배움진흥원", "name_en": "Baeum Institute"},
        "lines": list(lines or (line(1), line(2), line(3))),
        "purpose": "취업",
        "recipient": "한빛상사",
        "valid_until": "2027-02-24",
        **changed,
    }
    return {name: value for name, value in full.items() if value is not None}


def snapshot(*lines: dict[str, Any], **changed: Any) -> Snapshot:
    """A snapshot that reads without a fault."""
    found = read_snapshot(frozen(*lines, **changed))
    assert isinstance(found, Snapshot), found
    return found


@dataclass
class World:
    """An issuer, what it publishes, and a verifier that trusts it."""

    keys: dict[Purpose, SigningKey] = field(
        default_factory=lambda: {purpose: new_key(DID, purpose, 2026) for purpose in Purpose}
    )
    templates: Templates = field(default_factory=Templates)
    bits: StatusList = field(default_factory=lambda: StatusList(LEAST))

    @property
    def document(self) -> dict[str, Any]:
        return did_document(DID, [key.public for key in self.keys.values()])

    @property
    def issuer(self) -> Issuer:
        return read_issuer(
            json.dumps(self.document).encode(), name_ko="배움진흥원", name_en="Baeum Institute"
        )

    @property
    def trusted(self) -> Trusted:
        return Trusted.of([self.issuer])

    def held_lists(self) -> StatusLists:
        """The lists of a verifier that has just fetched them."""
        return StatusLists.of(self.lists())

    def entry(self, index: int = 77) -> StatusEntry:
        return StatusEntry(index, BITSTRING, TOKEN)

    def lists(self, when: Publication = WHEN) -> tuple[bytes, bytes]:
        """Both published lists, as they are now."""
        keys = self.keys
        return (
            bitstring_credential(self.bits, BITSTRING, when, keys[Purpose.STATUS], self.templates),
            status_token(self.bits, TOKEN, when, keys[Purpose.STATUS_TOKEN]),
        )

    def badge(
        self, held: Snapshot | None = None, of: Line | None = None, n: int = 1, index: int = 77
    ) -> Signed:
        held = held or snapshot()
        terms = Terms(uuid(1_000 + n), uuid(2_000 + n), self.entry(index))
        return sign_badge(held, of or held.lines[0], terms, self.keys[Purpose.ITEMS], self.templates)

    def portfolio(self, held: Snapshot | None = None, members: list[Signed] | None = None) -> Signed:
        held = held or snapshot()
        inside = members or [self.badge(held, one, n) for n, one in enumerate(held.lines)]
        terms = Terms(uuid(3_000), uuid(3_001), self.entry())
        return sign_clr(held, inside, terms, self.keys[Purpose.ITEMS], self.templates)

    def certificate(self, held: Snapshot | None = None, **terms: Any) -> str:
        given = {"vct": VCT, "status": self.entry(), **terms}
        return certificates.certificate(
            held or snapshot(), CertificateTerms(**given), self.keys[Purpose.DISCLOSURE]
        )

    def verify(self, held: Any, on: date = ON, **changed: Any) -> Verdict:
        """The verdict of a verifier that trusts the issuer and has its lists of today."""
        given = {"trusted": self.trusted, "status": self.held_lists(), **changed}
        return verify(as_bytes(held), on=on, **given)


def as_bytes(held: Any) -> bytes:
    """A credential as it is sent."""
    if isinstance(held, Signed):
        held = held.document
    if isinstance(held, dict):
        return json.dumps(held, ensure_ascii=False).encode()
    return held.encode() if isinstance(held, str) else held


def without_proof(held: Signed) -> dict[str, Any]:
    """The document that was signed."""
    return {name: value for name, value in held.document.items() if name != "proof"}
