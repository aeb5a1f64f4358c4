"""Put on the conferral list: who passed the committee, by conferral and conferring body (act.9.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.places.models import Office
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all
from ..listing import list_of, put_on_list
from ..words import Said


def enlist(claim_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """On the list of the ministry."""
    return perform_all(claim_ids, "enlist", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    ministries = Office.objects.filter(kind=Office.Kind.MINISTRY).order_by("begins", "pk")
    body = next((one for one in ministries if one.holds_on(held.on)), None)
    if body is None:
        return Refusal("claim.no_office", {"holder": Said("holder", "ministry")}, 409)
    found = list_of(held, body, held.on)
    return Plan(conferral_list=found.pk, then=lambda one, event: put_on_list(one, event, body))
