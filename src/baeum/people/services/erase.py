"""A person is erased: their key is destroyed, and nothing that it sealed can be read again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from baeum.people.acting import Actor, acting, standing
from baeum.people.models import Appointment, Person, PersonKey, Proxy, SignIn
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal


def erase(person_id: UUID, *, by: Actor, at: datetime) -> PersonKey | Refusal:
    """What is left of the key. By the person themselves, or at their request by an officer who looked.

    Sealed rows stay as they are: a chain of hashes over them can still be verified.
    """
    with transaction.atomic(), acting(by):
        key = PersonKey.objects.select_for_update().filter(person_id=person_id).first()
        may = person_id == by.person_id or standing().role == Role.INSTITUTE_OFFICER
        if key is None or not may or not Person.objects.filter(id=person_id).exists():
            return Refusal("person.not_yours", status=404)
        if key.destroyed_at is not None:
            return Refusal("erase.already", {"at": key.destroyed_at}, status=409)
        own = Appointment.objects.filter(person_id=person_id, revoked_at=None, ends__gte=at.date())
        if count := own.count():
            return Refusal("erase.appointed", {"count": count}, status=409)
        Person.objects.filter(id=person_id).update(name_index=None)
        either = Q(principal_id=person_id) | Q(proxy_id=person_id)
        for proxy in Proxy.objects.filter(either, revoked_at=None):
            proxy.revoked_at, proxy.revoked_by_id = at, by.person_id
            proxy.save(update_fields=["revoked_at", "revoked_by"])
        _close_sign_in(person_id)
        key.wrapped, key.destroyed_at = None, at
        key.save(update_fields=["wrapped", "destroyed_at"])
        return key


def _close_sign_in(person_id: UUID) -> None:
    """The login name may tell who somebody is, so it goes too."""
    sign_in = SignIn.objects.filter(person_id=person_id).first()
    if sign_in is None:
        return
    sign_in.authenticator_set.all().delete()  # type: ignore[attr-defined]  # django-allauth's relations
    sign_in.socialaccount_set.all().delete()  # type: ignore[attr-defined]
    sign_in.login, sign_in.is_active = f"erased-{sign_in.pk}", False
    sign_in.set_unusable_password()
    sign_in.save()
