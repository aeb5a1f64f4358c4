"""Checking a certificate that is an SD-JWT VC: any subset of its disclosures, bound to a holder or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from baeum.credentials.certificate import BINDING_TYPE, FORMER_TYPE, TYPE
from baeum.credentials.days import Days, NoDay
from baeum.credentials.issuer import Issuer, Trusted
from baeum.credentials.keys import KeyFault, Purpose, VerificationKey, from_jwk
from baeum.credentials.reasons import Reason
from baeum.credentials.sd_jwt import NotSdJwt, SdJwt, disclosed, read
from baeum.credentials.status_checking import Finding, StatusLists, token_entry_of
from baeum.credentials.verdict import Outcome, Verdict
from baeum.credentials.verify_linked import verdict_of

FORM = "sd_jwt"


@dataclass(frozen=True)
class Binding:
    """What the verifier asked the wallet for: its own name, a nonce, and when the answer may be made."""

    audience: str
    nonce: str
    earliest: datetime
    latest: datetime


def verify_sd_jwt(
    text: str, *, trusted: Trusted, status: StatusLists, on: date, binding: Binding | None = None
) -> Verdict:
    """The verdict on an SD-JWT VC; ``shown`` is what was disclosed and what is open."""
    try:
        held = read(text)
    except NotSdJwt as error:
        return Verdict(Outcome.UNREADABLE, (Reason(error.code, error.figures),))
    payload, typ = held.issued.payload, held.issued.header.get("typ")
    if typ not in (TYPE, FORMER_TYPE) or not isinstance(payload.get("vct"), str):
        return Verdict(Outcome.UNREADABLE, (Reason("credential.version", {"found": str(typ)[:100]}),))
    issuer = trusted.get(payload.get("iss"))
    if issuer is None:
        shown = {"issuer": str(payload.get("iss"))[:200]}
        return Verdict(Outcome.UNKNOWN_ISSUER, (Reason("verify.unknown_issuer", shown),), form=FORM)
    keys = _keys(held, issuer)
    if not keys:
        reason = Reason("verify.unknown_key", {"key": str(held.issued.header.get("kid"))[:200]})
        return _bad(Outcome.UNKNOWN_ISSUER, reason, issuer)
    if not any(held.issued.made_by(key.key) for key in keys):
        return _bad(Outcome.CHANGED, Reason("verify.changed"), issuer)
    try:
        shown = disclosed(held)
    except NotSdJwt as error:
        return _bad(Outcome.CHANGED, Reason(error.code, error.figures), issuer)
    findings = [*_days(payload, on), *_status(payload, issuer, status, on), *_holder(held, binding)]
    return verdict_of(findings, form=FORM, issuer=issuer, shown=shown)


def unbound(text: str, binding: Binding) -> Reason | None:
    """Why this is no presentation by the holder for this verifier, now; None where it is one.

    Who issued it and whether it holds is not looked at: ``verify_sd_jwt`` says that.
    """
    try:
        held = read(text)
    except NotSdJwt as error:
        return Reason(error.code, error.figures)
    found = _holder(held, binding)
    return found[0][1] if found else None


def _keys(held: SdJwt, issuer: Issuer) -> list[VerificationKey]:
    """The key that the header names; every key that may sign certificates where it names none."""
    key_id = held.issued.header.get("kid")
    asked = issuer.keys if key_id is None else [str(key_id)]
    found = (issuer.key(one, [Purpose.DISCLOSURE]) for one in asked)
    return [key for key in found if key and key.curve == "P-256"]


def _days(payload: dict[str, Any], on: date) -> list[Finding]:
    try:
        return Days.of_claims(payload).findings(on)
    except NoDay as error:
        return [(Outcome.UNREADABLE, Reason("verify.days", {"value": str(error)}))]


def _status(payload: dict[str, Any], issuer: Issuer, status: StatusLists, on: date) -> list[Finding]:
    entries = token_entry_of(payload)
    if entries is None:
        return [(Outcome.UNCHECKED, Reason("status.entry"))]
    found = (status.finding(entry, issuer, on) for entry in entries)
    return [one for one in found if one]


def _holder(held: SdJwt, binding: Binding | None) -> list[Finding]:
    """Whether the one who shows it has the key it was issued to, and made this presentation for us, now."""
    if held.bound is None:
        return [(Outcome.UNCHECKED, Reason("verify.holder"))] if binding else []
    if not _bound(held):
        return [(Outcome.CHANGED, Reason("verify.holder"))]
    if binding and not _meant(held.bound.payload, binding):
        return [(Outcome.UNCHECKED, Reason("verify.stale_binding"))]
    return []


def _bound(held: SdJwt) -> bool:
    confirmed = held.issued.payload.get("cnf")
    try:
        key = from_jwk(confirmed.get("jwk") if isinstance(confirmed, dict) else None)
    except KeyFault:
        return False
    assert held.bound is not None
    return (
        held.bound.header.get("typ") == BINDING_TYPE
        and held.bound.payload.get("sd_hash") == held.digest
        and held.bound.made_by(key)
    )


def _meant(payload: dict[str, Any], binding: Binding) -> bool:
    at = payload.get("iat")
    return (
        payload.get("aud") == binding.audience
        and payload.get("nonce") == binding.nonce
        and isinstance(at, int)
        and binding.earliest.timestamp() <= at <= binding.latest.timestamp()
    )


def _bad(outcome: Outcome, reason: Reason, issuer: Issuer) -> Verdict:
    return Verdict(outcome, (reason,), FORM, issuer.did, issuer.name_ko, issuer.name_en)
