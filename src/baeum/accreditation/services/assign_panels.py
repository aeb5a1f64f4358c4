"""Assign panels: every complete application of a round gets its evaluators, all decided together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.panels import Subject, assign
from baeum_rules.accreditation.path import INSTITUTE

from ..act import Held, Plan, perform_all
from ..evaluators import candidates
from ..models import Application, Round, Seat


@dataclass(frozen=True)
class PanelsAssigned:
    """How many applications got a panel, how many seats that were; and what others lack, by application."""

    applications: int
    seats: int
    short: dict[UUID, int]


def assign_panels(of_round: Round, *, by: Actor, on: date) -> PanelsAssigned | Refusal:
    """Panels for all that wait for one. An application that lacks evaluators waits on, and is named."""
    with at_once(by):
        if standing().role != INSTITUTE:
            return Refusal("round.not_yours", status=403)
        waiting = list(Application.objects.filter(round=of_round, state="complete").order_by("number"))
        if not waiting:
            return Refusal("round.nothing_waits", {"round": of_round.number}, 409)
        subjects = [
            Subject(str(one.pk), one.field, str(one.office_id), of_round.panel_size) for one in waiting
        ]
        found = assign(candidates(on, {one.office_id for one in waiting}), subjects)
        Seat.objects.bulk_create(
            Seat(application_id=UUID(key), appointment_id=int(who), assigned_on=on)
            for key, panel in found.seats.items()
            for who in panel
        )

        def plan(held: Held) -> Plan:
            return Plan(figures={"evaluators": len(found.seats[str(held.application.pk)])})

        done = perform_all([UUID(key) for key in found.seats], "assign", by=by, on=on, plan=plan)
        for one in done:
            assert not isinstance(one, Refusal), one  # each waited for a panel a moment ago
        seats = sum(len(panel) for panel in found.seats.values())
        return PanelsAssigned(len(done), seats, {UUID(key): lack for key, lack in found.short.items()})
