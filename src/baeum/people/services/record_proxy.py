"""A proxy is recorded: by the principal, or by an institute officer who holds the signed paper."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.people.models import Proxy
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal


def record_proxy(
    principal_id: UUID, proxy_id: UUID, *, begins: date, ends: date, by: Actor, on: date
) -> Proxy | Refusal:
    """The proxy, who may act from the next request within these days."""
    if principal_id == proxy_id:
        return Refusal("proxy.oneself")
    if ends < begins:
        return Refusal("proxy.ends_before_it_begins", {"begins": begins, "ends": ends})
    if ends < on:
        return Refusal("proxy.over", {"ends": ends, "on": on})
    with transaction.atomic(), acting(by):
        theirs = principal_id == by.person_id or standing().role == Role.INSTITUTE_OFFICER
        if by.person_id is None or not theirs:
            return Refusal("proxy.not_yours", status=403)
        return Proxy.objects.create(
            principal_id=principal_id,
            proxy_id=proxy_id,
            begins=begins,
            ends=ends,
            recorded_by_id=by.person_id,
        )
