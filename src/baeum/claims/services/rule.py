"""Rule: a member of the subcommittee gives a line its class; it counts once another member seconds it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed
from baeum_rules.claims.path import COMMITTEE
from baeum_rules.recognition.fields import CLASSES

from ..act import Held, hold
from ..models import Ruling
from ..proposing import referred_lines
from ..ruling import ruling_place
from ..words import Said


def rule(
    claim_id: UUID, number: int, *, committee_class: str, reason: str, by: Actor, on: date
) -> Ruling | Refusal:
    """The ruling, which waits for a second member. ``number``: of the line."""
    with at_once(by):
        held = hold([claim_id], by, on).get(claim_id)
        if not isinstance(held, Held):
            return held or Refusal("claim.unknown", status=404)
        if held.role != COMMITTEE:
            return Refusal(
                "claim.not_yours", {"act": Said("act", "rule"), "who": Said("who", COMMITTEE)}, 403
            )
        if held.state != "with_subcommittee":
            figures = {"act": Said("act", "rule"), "state": Said("state", held.state)}
            return Refusal("claim.not_now", {**figures, "possible": Said("state", "with_subcommittee")}, 409)
        if number not in referred_lines(held.claim):
            return Refusal("ruling.not_asked", {"line": number}, 404)
        if committee_class not in CLASSES:
            return Refusal("ruling.class", {"given": committee_class[:40]})
        if not reason.strip():
            return Refusal("claim.reason", {"act": Said("act", "rule")})
        if Ruling.objects.filter(claim=held.claim, number=number).exclude(state="declined").exists():
            return Refusal("ruling.there", {"line": number}, 409)
        assert held.stands.appointment_id is not None and by.person_id is not None
        made = Ruling(
            claim=held.claim,
            account_id=held.claim.account_id,
            number=number,
            committee_class=committee_class,
            by_id=held.stands.appointment_id,
            by_person_id=by.person_id,
            on=on,
        )
        made.reason = sealed(held.key, ruling_place(made.pk), reason.strip())
        made.save(force_insert=True)
        return made
