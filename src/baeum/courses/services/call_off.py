"""Call off an offering: it is not given, and everybody reads since when and why."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal

from ..models import Offering
from ..searching import at_hand, enter
from .offer import held_offering

LONGEST = 500  # letters of the reason


def call_off(offering: Offering, *, reason: str, by: Actor, on: date) -> Offering | Refusal:
    """Called off from ``on`` on, by the institution, for good. What was given to its end stays given."""
    said = " ".join(reason.replace("\0", "").split())
    if not said or len(said) > LONGEST:
        return Refusal("offering.called_off_why", {"most": LONGEST})
    with transaction.atomic(), acting(by):
        found = held_offering(offering)
        if isinstance(found, Refusal):
            return found
        if found.ends is not None and on > found.ends:
            return Refusal("offering.over", {"ends": found.ends}, status=409)
        found.called_off_on, found.called_off_why = on, said
        found.called_off_by_id = by.appointment_id
        found.save(update_fields=["called_off_on", "called_off_why", "called_off_by"])
        enter(at_hand(Offering.objects.filter(pk=found.pk)), on)
        return found
