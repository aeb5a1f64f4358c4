"""Notify: the learner is told the result, once every fee is settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all
from ..charging import open_fees
from ..kinds.basis import GRANT, REFUSE


def notify(claim_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """Granted or refused."""
    return perform_all(claim_ids, "notify", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    grant = held.state == "approved_grant"
    if grant and (unpaid := open_fees(held.claim)):
        return Refusal("fee.open", {"won": sum(one.won for one in unpaid)}, 409)
    return Plan(case=GRANT if grant else REFUSE)
