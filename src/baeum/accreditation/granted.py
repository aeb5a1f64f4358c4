"""What was granted in a case, and the state of a case on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from baeum.courses.models import GrantedAccreditation
from baeum_rules.accreditation.path import states_of
from baeum_rules.accreditation.validity import EXPIRED, standing_on

from .models import Application


def grants_of(application_ids: Iterable[UUID]) -> dict[UUID, GrantedAccreditation]:
    """What was granted in each case; the last, where one was granted again on appeal."""
    found = GrantedAccreditation.objects.filter(case_ref__in=list(application_ids)).order_by("from_day", "pk")
    return {grant.case_ref: grant for grant in found}


def state_on(application: Application, grant: GrantedAccreditation | None, on: date) -> str:
    """The state as it is on a day: an accreditation expires by itself."""
    over = grant is not None and standing_on(on, grant.from_day, grant.until) == EXPIRED
    return "expired" if over and application.state in states_of("expire") else application.state
