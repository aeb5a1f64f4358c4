"""Read notices: what a learner was told has been shown to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baeum.people.acting import Actor, at_once

from ..models import Notice


def read_notices(notices: Sequence[Notice], *, by: Actor, on: date) -> int:
    """Mark these as read on the day, if they were not; how many were new."""
    new = [one.pk for one in notices if one.read_on is None]
    if not new:
        return 0
    with at_once(by):
        return Notice.objects.filter(pk__in=new, read_on__isnull=True).update(read_on=on)
