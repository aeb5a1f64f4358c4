"""Confirm: the standing of a line is raised by an office, in a new line that points at the old one."""

from __future__ import annotations

from baeum.ledger.writing import Written, hold_open, line_content, line_to_change, terms_of, write
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import CONFIRMATION, STANDINGS


def confirm(account_id: int, number: int, *, by: Actor) -> Written | Refusal:
    """Vouch for a line: an institution it was asked of, or an institute officer who looked at the record."""
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        if held.relation == "self":
            return Refusal("confirm.offices_only", status=403)
        if not held.consented:
            return Refusal("consent.missing", {"purpose": "institution_deposit"}, 403)
        line = line_to_change(held, number, own=False)
        if isinstance(line, Refusal):
            return line
        if STANDINGS.index(held.vouches) <= STANDINGS.index(line.standing):
            return Refusal("confirm.stands_as_high", {"number": number, "standing": line.standing}, 409)
        return write(held, CONFIRMATION, held.vouches, terms_of(line), line_content(held, line), number)
