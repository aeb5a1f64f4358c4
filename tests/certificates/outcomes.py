"""Everything that somebody who checks can be told: documents by number, and files of every form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta

from baeum.certificates.freezing import Issued
from baeum.certificates.numbers import grouped, new_number
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import revoke
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.credentials.log_proof import new_nonce
from baeum.ledger.services.reverse import reverse
from baeum.people.services.erase import erase
from baeum.shared.clock import now, today
from cast import done
from claims.cases import Learner, learner
from outside.making import Elsewhere, as_bytes

from . import forms
from .accredited import accredited_line
from .lines import frozen, issued

ENDED = ("C-102", "통계 입문", "제2022-1-0044호")
CANCELLED = ("C-103", "노인 상담", "제2023-2-0017호")
FORGED = json.dumps({"salt": new_nonce().hex(), "sealed": "00" * 32}).encode()


@dataclass
class Outcomes:
    """By name, which begins with the outcome: what is looked up, and what is uploaded."""

    looks: dict[str, str] = field(default_factory=dict)  # addresses, without the language
    files: dict[str, bytes] = field(default_factory=dict)


def address(made: Issued) -> str:
    """What the QR code of the paper leads to."""
    return f"/verify/{made.number}/{made.issued_on:%Y%m%d}/"


def every_outcome(nari: Learner) -> Outcomes:
    """Of Nari, whose lines 2 and 3 are courses, and of Dowon, who was erased."""
    accredited, _ = accredited_line(nari)
    found = Outcomes()
    valid = issued(nari, 2, 3, accredited, on=today(), languages=("ko", "en"))
    found.looks["valid"] = address(valid)
    _ended(nari, found)
    gone = issued(nari, 2, accredited, on=today())
    old = issued(nari, 2, on=today() - timedelta(100))
    _badges(nari, found, valid, old)
    _certificates(nari, found, valid)
    _papers(nari, found, valid, old)
    found.files |= {
        "revoked-badge": forms.badge(nari, gone, today()),
        "revoked-learner-record": forms.portfolio(nari, gone, today()),
        "revoked-certificate": forms.disclosed(nari, gone, today(), "자료구조"),
        "revoked-paper": forms.paper(nari, gone),
        "unreadable-text": b"hello",
        "unreadable-print": b"%PDF-1.7\n%%EOF\n",
    }
    revoke(gone.document_id, why="fraud", by=nari.world.officers.institute[0], at=now())
    again = issued(nari, 2, on=today())
    reissue(again.document_id, by=nari.by, at=now())
    found.looks |= {
        "revoked": address(gone),
        "revoked-replaced": address(again),
        "expired": address(old),
        "unchecked-erased": address(_erased(nari)),
        "not_found": f"/verify/{new_number()}/{today():%Y%m%d}/",
    }
    _from_elsewhere(nari, found)
    return found


def _ended(nari: Learner, found: Outcomes) -> None:
    """Lines that were something else when the document was issued: told beside them, and above."""
    ended, _ = accredited_line(nari, ENDED, today() - timedelta(30))
    cancelled, grant = accredited_line(nari, CANCELLED)
    mistaken = nari.course("알고리즘")
    made = issued(nari, ended, cancelled, mistaken, on=today())
    done(cancel_accreditation(grant, on=today(), reason="거짓", by=nari.world.cast.as_("inseo")))
    done(reverse(nari.account, mistaken, reason="잘못 올림", by=nari.world.cast.as_("sora")))
    found.looks["valid-changed-since"] = address(made)


def _badges(nari: Learner, found: Outcomes, valid: Issued, old: Issued) -> None:
    badge = forms.badge(nari, valid, today())
    found.files |= {
        "valid-badge": badge,
        "valid-learner-record": forms.portfolio(nari, valid, today()),
        "changed-badge": badge.replace("한강평생교육원".encode(), "다른평생교육원".encode()),
        "expired-badge": forms.badge(nari, old, old.issued_on),
        "unknown_issuer-badge": forms.of_a_stranger(nari, valid, today()),
    }


def _certificates(nari: Learner, found: Outcomes, valid: Issued) -> None:
    shown = forms.disclosed(nari, valid, today(), "운영체제")
    found.files |= {
        "valid-certificate": shown,
        "changed-certificate": shown[:-20] + b"A" * 19 + b"~",
        "unchecked-certificate": forms.never_issued(nari, valid, today()),
    }


def _papers(nari: Learner, found: Outcomes, valid: Issued, old: Issued) -> None:
    paper, said = forms.paper(nari, valid), frozen(nari, valid)
    half = len(paper) // 2
    unknown = replace(said, number=grouped(new_number()))
    other = replace(said, lines=(replace(said.lines[0], title_ko="고급수학"),))
    found.files |= {
        "valid-paper": paper,
        "valid-paper-without-proof": forms.signed(said),
        "valid-paper-wrong-proof": forms.signed(said, FORGED),
        "changed-paper": paper[:half] + bytes([paper[half] ^ 1]) + paper[half + 1 :],
        "changed-paper-added-to": paper + b"\n1 0 obj\n<<>>\nendobj\n",
        "changed-paper-not-said": forms.signed(other),
        "expired-paper": forms.paper(nari, old),
        "unknown_issuer-paper": forms.signed(said, key=forms.stranger()),
        "unchecked-paper": forms.signed(unknown),
    }


def _erased(nari: Learner) -> Issued:
    dowon = learner(nari.world, "dowon")
    made = issued(dowon, dowon.course("심리학"), on=today())
    erase(nari.world.cast.person["dowon"].id, by=dowon.by, at=now())
    return made


def _from_elsewhere(nari: Learner, found: Outcomes) -> None:
    """Of an issuer of the registry, whose lists are there."""
    elsewhere = Elsewhere(nari.world.cast, {})
    elsewhere.register()
    found.files["valid-badge-from-elsewhere"] = as_bytes(elsewhere.badge("nari"))
