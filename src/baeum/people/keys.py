"""The keys of people: made, wrapped by the master key, read."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from uuid import UUID

from django.conf import settings

from baeum.people.models import PersonKey
from baeum.shared.sealing import blind_index, master_key, new_key, seal, unseal

__all__ = ["key_of", "keys_of", "master", "name_index", "new_key", "store_key", "unwrapped", "wrapped"]


def store_key(person_id: UUID, key: bytes) -> None:
    """Keep a person's key, wrapped. Their row must be there."""
    PersonKey.objects.create(person_id=person_id, wrapped=wrapped(person_id, key))


def wrapped(person_id: UUID, key: bytes) -> bytes:
    """A person's key as it is stored."""
    return seal(master(), key, _place(person_id))


def key_of(person_id: UUID) -> bytes | None:
    """The key of a person; None where it is destroyed, or the one who acts may not have it."""
    kept = PersonKey.objects.filter(person_id=person_id).values_list("wrapped", flat=True).first()
    return None if kept is None else unwrapped(person_id, bytes(kept))


def unwrapped(person_id: UUID, kept: bytes) -> bytes:
    """A person's key, from what is stored. Raises Unreadable."""
    return unseal(master(), kept, _place(person_id))


def keys_of(people: Collection[UUID]) -> dict[UUID, bytes]:
    """The keys of many people in one query; without those that are destroyed or not to be had."""
    found = PersonKey.objects.filter(person_id__in=people, wrapped__isnull=False)
    return {
        person_id: unseal(master(), bytes(wrapped), _place(person_id))
        for person_id, wrapped in found.values_list("person_id", "wrapped")
        if wrapped is not None
    }


def name_index(name: str) -> bytes:
    """What equal names have in common, spaces aside. The name is in NFC."""
    return blind_index(master(), "name", "".join(name.split()).casefold())


@cache
def master() -> bytes:
    """The master key of this process."""
    return master_key(settings.MASTER_KEY_FILE)


def _place(person_id: UUID) -> bytes:
    return b"person_key:" + person_id.bytes
