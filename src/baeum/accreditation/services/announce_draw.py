"""Announce a draw: where its seed will come from is said before it is known, so that nobody chooses it."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import INSTITUTE

from ..models import Draw, Round


def announce_draw(of_round: Round, *, seed_from: str, seed_on: date, by: Actor, on: date) -> Draw | Refusal:
    """``seed_from``: a public number that nobody of the institute makes; ``seed_on``: a later day."""
    if not seed_from.strip() or len(seed_from) > 300:
        return Refusal("draw.seed_from", {"most": 300})
    if seed_on <= on:
        return Refusal("draw.seed_on", {"seed_on": seed_on, "on": on})
    with at_once(by):
        held = standing()
        if held.role != INSTITUTE or held.appointment_id is None:
            return Refusal("round.not_yours", status=403)
        if Draw.objects.filter(round=of_round, drawn_on__isnull=True).exists():
            return Refusal("draw.announced", {"round": of_round.number}, 409)
        return Draw.objects.create(
            round=of_round,
            announced_on=on,
            seed_from=seed_from.strip(),
            seed_on=seed_on,
            announced_by_id=held.appointment_id,
        )
