"""Checking for anybody: the signed PDF of a document, as it was issued."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from baeum.credentials.reasons import Reason
from baeum.credentials.snapshot import Snapshot
from baeum.credentials.snapshot_reading import read_snapshot
from baeum.credentials.verdict import Outcome
from baeum.papers.inspecting import HEAD, inspect
from baeum.papers.verdict import PaperOutcome, PaperVerdict
from baeum.transparency.faults import LogFault
from baeum.transparency.log_key import begun

from .checking import Result, registered, unregistered
from .numbers import read_number
from .opening import check
from .paper_key import trusted_signers
from .proving import holds

PAPER = "paper"
PROVEN, UNPROVEN, MISSING = "proven", "unproven", "missing"
OUTCOMES: Mapping[PaperOutcome, Outcome] = {
    PaperOutcome.UNREADABLE: Outcome.UNREADABLE,
    PaperOutcome.UNSIGNED: Outcome.UNREADABLE,  # a print or a scan says nothing by itself
    PaperOutcome.OTHER: Outcome.UNREADABLE,
    PaperOutcome.CHANGED: Outcome.CHANGED,
    PaperOutcome.ADDED: Outcome.CHANGED,
    PaperOutcome.UNKNOWN_SIGNER: Outcome.UNKNOWN_ISSUER,
    PaperOutcome.VALID: Outcome.VALID,
}


def is_pdf(held: bytes) -> bool:
    """Whether it says that it is one."""
    return b"%PDF-" in held[:HEAD]


def by_paper(held: bytes, *, on: date) -> Result:
    """What a PDF is worth: its whole signature, then what the register says of the document inside."""
    verdict = inspect(held, trusted=trusted_signers())
    result = Result(
        OUTCOMES[verdict.outcome],
        PAPER,
        verdict.reasons,
        issuer_ko=verdict.signer_ko,
        issuer_en=verdict.signer_en or verdict.signer_ko,
    )
    if not verdict.valid:
        return result
    snapshot = _snapshot(verdict)
    number = read_number(snapshot.number) if snapshot else None
    found = check(number, snapshot.issued_on, on) if snapshot and number else None
    if snapshot is None or number is None or found is None:
        return unregistered(result)
    told = replace(registered(found, number, snapshot.issued_on), form=PAPER)
    if found.held is not None and not found.held.said(snapshot):
        return replace(result, outcome=Outcome.CHANGED, reasons=(Reason("verify.not_said"),))
    return replace(told, log=_log(verdict, snapshot))


def _snapshot(verdict: PaperVerdict) -> Snapshot | None:
    try:
        found = read_snapshot(json.loads(verdict.snapshot or b""))
    except ValueError:
        return None
    return found if isinstance(found, Snapshot) else None


def _log(verdict: PaperVerdict, snapshot: Snapshot) -> str:
    """Whether the proof inside holds; "" where this site keeps no log."""
    try:
        log = begun()
    except LogFault:
        return ""
    if verdict.proof is None:
        return MISSING
    return PROVEN if holds(verdict.proof, snapshot, log) else UNPROVEN
