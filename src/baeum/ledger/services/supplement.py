"""Supplement: a line gets its evidence afterwards, in a new line that points at the old one."""

from __future__ import annotations

from uuid import UUID

from baeum.ledger.writing import Written, has_put, hold_open, line_content, line_to_change, terms_of, write
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import SUPPLEMENT


def supplement(account_id: int, number: int, *, evidence: UUID, by: Actor) -> Written | Refusal:
    """Put a file, which was put to the account before, to a line of one's own."""
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        line = line_to_change(held, number)
        if isinstance(line, Refusal):
            return line
        if not has_put(held, evidence):
            return Refusal("evidence.unknown", status=404)
        terms = terms_of(line)._replace(evidence=evidence)
        return write(held, SUPPLEMENT, line.standing, terms, line_content(held, line), number)
