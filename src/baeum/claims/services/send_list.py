"""Send the list of a conferral to the ministry."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal

from ..act import Event, perform_all
from ..models import Claim, ConferralList


def send_list(of_list: ConferralList, *, by: Actor, on: date) -> list[Event | Refusal]:
    """Everybody on it who was not sent yet."""
    with acting(by):
        found = Claim.objects.filter(conferral_list=of_list, state="listed").order_by("number")
        ids = list(found.values_list("pk", flat=True))
    return perform_all(ids, "send_list", by=by, on=on)
