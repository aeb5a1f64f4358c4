"""Checking a credential with a Data Integrity proof: an Open Badge, a CLR with the badges inside."""

from __future__ import annotations

from datetime import date
from typing import Any

from baeum.credentials.canonical import canonical
from baeum.credentials.clr import issuer_of
from baeum.credentials.days import Days, NoDay
from baeum.credentials.issuer import Issuer, Trusted
from baeum.credentials.keys import Purpose
from baeum.credentials.proof import SUITE, holds, proofs_of, without_proof
from baeum.credentials.quick import LEARNED, learn, members_of, quick
from baeum.credentials.reasons import Reason
from baeum.credentials.safe import Unsafe
from baeum.credentials.status_checking import Finding, StatusLists, entries_of
from baeum.credentials.verdict import Outcome, Verdict, worst

FORMS = {"OpenBadgeCredential": "open_badge", "AchievementCredential": "open_badge", "ClrCredential": "clr"}
BASES = ("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")
MOST_MEMBERS = 250


def verify_document(
    document: Any, *, trusted: Trusted, status: StatusLists, on: date, inside: bool = False
) -> Verdict:
    """The verdict on a JSON credential. ``inside``: it stands in a CLR, and holds none itself."""
    form = _form(document)
    if not form or (inside and form == "clr"):
        found = document.get("type") if isinstance(document, dict) else None
        if found is None:
            return _bad(Outcome.UNREADABLE, Reason("credential.form"), "")
        return _bad(Outcome.UNREADABLE, Reason("credential.version", {"found": str(found)[:200]}), "")
    issuer = trusted.get(issuer_of(document))
    if issuer is None:
        reason = Reason("verify.unknown_issuer", {"issuer": issuer_of(document)[:200]})
        return _bad(Outcome.UNKNOWN_ISSUER, reason, form)
    try:
        problem = _signature_problem(document, issuer, on)
    except Unsafe as error:
        return _bad(Outcome.UNREADABLE, Reason(error.code, error.figures), form, issuer)
    if problem:
        return _bad(*problem, form, issuer)
    findings = [*_days(document, on), *_status(document, issuer, status, on)]
    members = _members(document, form, trusted=trusted, status=status, on=on)
    for number, member in enumerate(members, start=1):
        if not member.valid:
            why = {"number": number, "why": member.reasons[0]}
            findings.append((member.outcome, Reason("verify.member", why)))
    return verdict_of(
        findings,
        form=form,
        issuer=issuer,
        shown={name: held for name, held in document.items() if name != "proof"},
        members=tuple(members),
    )


def verdict_of(
    findings: list[Finding],
    *,
    form: str,
    issuer: Issuer,
    shown: dict[str, Any],
    members: tuple[Verdict, ...] = (),
) -> Verdict:
    """The verdict on something whose signature holds."""
    order = sorted(findings, key=lambda one: list(Outcome).index(one[0]))
    return Verdict(
        worst([outcome for outcome, _ in findings] or [Outcome.VALID]),
        tuple(reason for _, reason in order) or (Reason("verify.valid"),),
        form=form,
        issuer=issuer.did,
        issuer_ko=issuer.name_ko,
        issuer_en=issuer.name_en,
        shown=shown,
        members=members,
    )


def _form(document: Any) -> str:
    """``open_badge`` or ``clr``; nothing where it is neither, or stands on another data model."""
    if not isinstance(document, dict):
        return ""
    contexts, types = document.get("@context"), document.get("type")
    if not isinstance(contexts, list) or not isinstance(types, list) or not _base(contexts):
        return ""
    if "VerifiableCredential" not in types:
        return ""
    return next((FORMS[one] for one in types if isinstance(one, str) and one in FORMS), "")


def _base(contexts: list[Any]) -> bool:
    return bool(contexts) and contexts[0] in BASES


def _signature_problem(document: dict[str, Any], issuer: Issuer, on: date) -> Finding | None:
    """What is wrong with the proofs; None where a key of the issuer made one of them. Raises Unsafe."""
    proofs = [one for one in proofs_of(document) if one.get("cryptosuite") == SUITE]
    if not proofs:
        raise Unsafe("credential.proof", place="$.proof")
    known = [
        (proof, key)
        for proof in proofs
        if (key := issuer.key(str(proof.get("verificationMethod")), [Purpose.ITEMS]))
        and proof.get("proofPurpose") == "assertionMethod"
        and proof.get("type") == "DataIntegrityProof"
    ]
    if not known:
        key_id = str(proofs[0].get("verificationMethod"))[:200]
        return Outcome.UNKNOWN_ISSUER, Reason("verify.unknown_key", {"key": key_id})
    fast = quick(document)
    for proof, key in known:
        if fast and holds(document, proof, key, fast, LEARNED):
            return _proof_expired(proof, on)
    nquads = canonical(without_proof(document))
    for proof, key in known:
        if nquads != fast and holds(document, proof, key, nquads, LEARNED):
            learn(document, nquads, canonical)
            return _proof_expired(proof, on)
    return Outcome.CHANGED, Reason("verify.changed")


def _proof_expired(proof: dict[str, Any], on: date) -> Finding | None:
    try:
        found = Days.of({"validUntil": proof.get("expires")}).findings(on)
    except NoDay as error:
        return Outcome.UNREADABLE, Reason("verify.days", {"value": str(error)})
    return found[0] if found else None


def _days(document: dict[str, Any], on: date) -> list[Finding]:
    try:
        return Days.of(document).findings(on)
    except NoDay as error:
        return [(Outcome.UNREADABLE, Reason("verify.days", {"value": str(error)}))]


def _status(document: dict[str, Any], issuer: Issuer, status: StatusLists, on: date) -> list[Finding]:
    entries = entries_of(document)
    if entries is None:
        return [(Outcome.UNCHECKED, Reason("status.entry"))]
    found = (status.finding(entry, issuer, on) for entry in entries)
    return [one for one in found if one]


def _members(
    document: dict[str, Any], form: str, *, trusted: Trusted, status: StatusLists, on: date
) -> list[Verdict]:
    if form != "clr":
        return []
    listed = members_of(document) or []
    if len(listed) > MOST_MEMBERS:
        reason = Reason("credential.members", {"count": len(listed), "most": MOST_MEMBERS})
        return [_bad(Outcome.UNREADABLE, reason, "")]
    return [verify_document(one, trusted=trusted, status=status, on=on, inside=True) for one in listed]


def _bad(outcome: Outcome, reason: Reason, form: str, issuer: Issuer | None = None) -> Verdict:
    """A verdict that repeats nothing of what came in."""
    if issuer is None:
        return Verdict(outcome, (reason,), form=form)
    return Verdict(outcome, (reason,), form, issuer.did, issuer.name_ko, issuer.name_en)
