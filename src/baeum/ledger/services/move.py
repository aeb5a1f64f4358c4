"""Move: a special note whose course was accredited later becomes accredited learning (llas.plan).

The note is not deleted, as the plan of 2010 had it: it stays, and says where it went.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baeum.ledger.learning import Learning, natural_key
from baeum.ledger.models import Entry
from baeum.ledger.texts import read_reason
from baeum.ledger.writing import (
    Held,
    Written,
    hold_open,
    line_content,
    line_to_change,
    standing_event,
    terms_of,
    write,
)
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import ACCREDITED, MOVE, NOTE
from baeum_rules.ledger.kinds import kind_on


@dataclass(frozen=True)
class Accreditation:
    """Which accreditation the course got, in the words of the notice; and when."""

    of: str
    accredited_on: date


def move(
    account_id: int, number: int, *, accreditation: Accreditation, by: Actor, on: date, kind: str = "course"
) -> Written | Refusal:
    """Move a note to accredited learning; its days, amounts, standing and office stay as they are."""
    said = read_reason(accreditation.of)
    if isinstance(said, Refusal):
        return said
    if accreditation.accredited_on > on:
        return Refusal("move.not_yet", {"accredited_on": accreditation.accredited_on.isoformat()})
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        line = line_to_change(held, number)
        if isinstance(line, Refusal):
            return line
        target = kind_on(kind, line.happened_on)
        if line.part != NOTE or target is None or target.part != ACCREDITED:
            return Refusal("move.notes_only", {"number": number}, 409)
        content = line_content(held, line)
        terms = terms_of(line)._replace(
            part=ACCREDITED, kind=kind, natural_key=_event(held, line, kind, content)
        )
        found = standing_event(account_id, terms.natural_key)
        if found is not None:
            return Refusal("deposit.event_stands", {"number": found[1]}, 409)
        content["accreditation"] = {"of": said, "accredited_on": accreditation.accredited_on.isoformat()}
        return write(held, MOVE, line.standing, terms, content, number)


def _event(held: Held, line: Entry, kind: str, content: dict[str, str]) -> bytes:
    """The event under its new kind, so that the institution's own deposit of it is known as the same."""
    learning = Learning(
        kind,
        content["title"],
        content["where"],
        line.happened_on,
        line.happened_from,
        reference=content["reference"],
    )
    return natural_key(held.person_key, learning)
