"""What a decision does to the course: its accreditation is granted on the day that the law counts from."""

from __future__ import annotations

from datetime import date, timedelta

from baeum.courses.models import GrantedAccreditation
from baeum.courses.queries import accreditations_of
from baeum.courses.services.grant import grant_accreditation
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.validity import counts_from, validity

from .act import Event, Held
from .models import Act

PURPOSE = "account"


def approved_on(held: Held) -> date:
    """The day on which the minister approved."""
    return Act.objects.filter(application=held.application, act="approve").latest("number").on


def grant_where(held: Held, event: Event, moment: str) -> Refusal | None:
    """Grant, if validity counts from this moment: approved_on or notified_on, by the law of the approval."""
    day = event.on if moment == "approved_on" else approved_on(held)
    if counts_from(day) != moment:
        return None
    before = _before(held, event.on)
    first = max(event.on, before.until + timedelta(1)) if before else event.on
    return _granted(held, event, first)


def grant_again(held: Held, event: Event, cancelled: GrantedAccreditation) -> Refusal | None:
    """On appeal: from the day of the cancellation, as if there had been none."""
    assert cancelled.cancelled_on is not None
    number = f"{cancelled.number}-{event.number}"
    made = grant_accreditation(
        held.application.course_version.course,
        purpose=PURPOSE,
        number=number,
        from_day=cancelled.cancelled_on,
        until=cancelled.until,
        case_ref=held.application.pk,
        by=held.by,
        on=event.on,
    )
    return made if isinstance(made, Refusal) else None


def _granted(held: Held, event: Event, first: date) -> Refusal | None:
    made = grant_accreditation(
        held.application.course_version.course,
        purpose=PURPOSE,
        number=f"제{held.application.number}호",
        from_day=first,
        until=validity(first).until,
        case_ref=held.application.pk,
        by=held.by,
        on=event.on,
    )
    return made if isinstance(made, Refusal) else None


def _before(held: Held, on: date) -> GrantedAccreditation | None:
    """The accreditation that a renewal follows upon, where it still holds."""
    if held.application.renews_id is None:
        return None
    earlier = accreditations_of(held.application.course_version.course_id)
    return earlier.filter(purpose=PURPOSE, cancelled_on__isnull=True, until__gte=on).first()
