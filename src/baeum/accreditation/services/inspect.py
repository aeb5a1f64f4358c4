"""Inspect: an unannounced visit to an accredited course, with what was found (llas.plan.validity)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..models import Complaint, Draw, Visit


def inspect(
    application_id: UUID,
    *,
    findings: str,
    fault: bool,
    by: Actor,
    on: date,
    draw: Draw | None = None,
    complaint: Complaint | None = None,
) -> Event | Refusal:
    """The visit. ``draw``, ``complaint``: why this course; one of them."""

    def plan(held: Held) -> Plan | Refusal:
        if not findings.strip():
            return Refusal("visit.findings")
        if draw is None and complaint is None:
            return Refusal("visit.why")
        if draw is not None and (held.grant is None or held.grant.number not in draw.drawn):
            return Refusal("visit.not_drawn", status=409)
        if complaint is not None and complaint.application_id != held.application.pk:
            return Refusal("visit.why")
        return Plan(figures={"fault": fault, "draw": draw.pk if draw else None}, then=_visit)

    def _visit(held: Held, event: Event) -> Refusal | None:
        appointment = held.stands.appointment_id
        assert appointment is not None  # the table asked for a role
        Visit.objects.create(
            application=held.application,
            draw=draw,
            complaint=complaint,
            on=event.on,
            findings=findings.strip(),
            fault=fault,
            by_id=appointment,
        )
        return None

    return perform(application_id, "inspect", by=by, on=on, reason=findings, plan=plan)
