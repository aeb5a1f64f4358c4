"""Reverse: a line is taken back by a later one that points at it and says why."""

from __future__ import annotations

from baeum.ledger.texts import read_reason
from baeum.ledger.writing import Written, hold_open, line_to_change, terms_of, write
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import REVERSAL


def reverse(account_id: int, number: int, *, reason: str, by: Actor) -> Written | Refusal:
    """Take back a line of one's own; an institute officer who looked may take back any.

    What took the place of another line takes that one along: a note that was moved does not come back.
    """
    said = read_reason(reason)
    if isinstance(said, Refusal):
        return said
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        line = line_to_change(held, number)
        if isinstance(line, Refusal):
            return line
        terms = terms_of(line)._replace(credits=None, hours=None, evidence=None)
        return write(held, REVERSAL, line.standing, terms, {"reason": said}, number)
