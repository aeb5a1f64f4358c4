"""Complain: anybody tells what is wrong with an accredited course, and follows it by a number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize
from uuid import UUID

from django.db import connection

from baeum.people.keys import master
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import new_key, seal, unseal
from baeum_rules.working_days import due

from ..models import Complaint

LONGEST = 4000
CLOCK = "accreditation.clock.complaint"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another


@dataclass(frozen=True)
class Complained:
    """The number by which the complaint is followed: whoever has it sees where it stands."""

    number: str
    due_on: date


def complain(application_id: UUID, *, text: str, on: date) -> Complained | Refusal:
    """Taken in. ``application_id``: the case of the accreditation it is about."""
    clean = normalize("NFC", text.replace("\0", "")).strip()
    if not clean or len(clean) > LONGEST:
        return Refusal("complaint.text", {"most": LONGEST})
    number = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    key, until = new_key(), due(CLOCK, on).on
    wrapped = seal(master(), key, _place(number, b"key"))
    sealed = seal(key, clean.encode("utf-8", "replace"), _place(number, b"text"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accreditation_complain(%s, %s, %s, %s, %s, %s, %s)",
            [number, application_id, wrapped, sealed, on, CLOCK, until],
        )
        (taken,) = cursor.fetchone()
    return Complained(number, until) if taken else Refusal("complaint.nothing_accredited", status=404)


def text_of(complaint: Complaint) -> str:
    """What it says. Raises Unreadable."""
    key = unseal(master(), bytes(complaint.wrapped), _place(complaint.number, b"key"))
    return unseal(key, bytes(complaint.sealed), _place(complaint.number, b"text")).decode()


def _place(number: str, name: bytes) -> bytes:
    return b"accreditation_complaint:" + number.encode() + b":" + name
