"""Renew: a new application for a course whose accreditation ends soon, or has ended."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.validity import renewed_from

from ..act import Event, Held, Plan, perform
from ..models import Application, Round
from .open_draft import open_draft


def renew(application_id: UUID, of_round: Round, *, kind: str, by: Actor, on: date) -> Event | Refusal:
    """The draft of the new application, for the newest version of the course."""
    with at_once(by):
        noted = perform(application_id, "renew", by=by, on=on, plan=_plan)
        if isinstance(noted, Refusal):
            return noted
        before = Application.objects.get(pk=application_id)
        newest = before.course_version.course.versions.latest("number")
        return open_draft(of_round, newest, kind=kind, field=before.field, renews=before, by=by, on=on)


def _plan(held: Held) -> Plan | Refusal:
    if held.grant is not None:
        first = renewed_from(held.grant.until, held.on)
        if held.on < first:
            return Refusal("renewal.early", {"first": first, "until": held.grant.until}, 409)
    return Plan()
