"""What each source has to show, and whether the account knows it already.

A line that an institution or the institute vouches for in the account is confirmed: nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from baeum_rules.ledger.entries import SELF_DECLARED
from baeum_rules.parameters import Law, load_law

CONFIRMED, ATTACHED, ACCEPTED, DECLINED, MISSING = STATES = (
    *("confirmed", "attached", "accepted", "declined", "missing"),
)
SHOWN = (CONFIRMED, ACCEPTED)  # counts in a case


class Line(NamedTuple):
    """A line of a claim. ``standing``: of the account's. ``examined``: what an officer said of its paper."""

    number: int
    source: str
    standing: str
    has_file: bool
    examined: bool | None = None


class Asked(NamedTuple):
    """What a line needs: the paper, its clause, and where that stands."""

    number: int
    paper: str
    clause: str
    state: str


def evidence_of(line: Line) -> str:
    """Where the evidence of a line stands."""
    if line.standing != SELF_DECLARED:
        return CONFIRMED
    if line.examined is not None:
        return ACCEPTED if line.examined else DECLINED
    return ATTACHED if line.has_file else MISSING


def asked(line: Line, on: date, law: Law | None = None) -> Asked:
    """The paper of a line, by the law of a day. Raises UnknownParameter for what is no source of credit."""
    version = (law or load_law()).version(f"claim_evidence.{line.source}", on)
    return Asked(line.number, str(version.value), version.clause, evidence_of(line))


def lacking(lines: Iterable[Line]) -> list[int]:
    """The numbers of the lines whose paper is missing: a claim with one cannot be submitted."""
    return [line.number for line in lines if evidence_of(line) == MISSING]


def unexamined(lines: Iterable[Line]) -> list[int]:
    """The numbers of the lines whose paper nobody has examined yet: nothing is proposed before."""
    return [line.number for line in lines if evidence_of(line) in (ATTACHED, MISSING)]
