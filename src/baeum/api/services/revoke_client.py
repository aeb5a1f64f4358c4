"""An officer revokes a client: its next request is refused, whatever token it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from baeum.api.models import Client
from baeum.people.acting import Actor, acting
from baeum.people.models import Appointment
from baeum.shared.refusal import Refusal


@dataclass(frozen=True)
class ClientRevoked:
    """The client that was revoked."""

    client_id: UUID


def revoke_client(client_id: UUID, *, by: Actor, at: datetime) -> ClientRevoked | Refusal:
    """End a client of one's own office, or as the institute of any; the database shows no other."""
    with acting(by), transaction.atomic():
        client = Client.objects.filter(pk=client_id).first()
        if client is None:
            return Refusal("client.unknown", status=404)
        ended = {"revoked_at": at, "revoked_by_id": by.person_id}
        if not Client.objects.filter(pk=client_id, revoked_at__isnull=True).update(**ended):
            return Refusal("client.revoked_before", status=409)
        Appointment.objects.filter(pk=client.appointment_id, revoked_at__isnull=True).update(**ended)
        return ClientRevoked(client_id)
