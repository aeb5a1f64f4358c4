"""A proxy is ended: by the principal, by the proxy, or by an institute officer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.people.models import Proxy
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal


def end_proxy(proxy_id: int, *, by: Actor, at: datetime) -> Proxy | Refusal:
    """The record, ended: at the next request they may act no more. ``proxy_id``: of the record."""
    with transaction.atomic(), acting(by):
        found = Proxy.objects.filter(pk=proxy_id).first()
        if found is None:
            return Refusal("proxy.unknown", {"number": proxy_id}, status=404)
        if found.revoked_at is not None:
            return Refusal("proxy.already_ended", {"at": found.revoked_at}, status=409)
        theirs = by.person_id in (found.principal_id, found.proxy_id)
        if not theirs and standing().role != Role.INSTITUTE_OFFICER:
            return Refusal("proxy.not_yours", status=403)
        found.revoked_at, found.revoked_by_id = at, by.person_id
        found.save(update_fields=["revoked_at", "revoked_by"])
        return found
