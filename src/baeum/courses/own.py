"""Whose institution it is: officers write only what is their own office's."""

from __future__ import annotations

from baeum.people.acting import standing
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal

from .models import Institution


def appointment_at(institution: Institution) -> int | Refusal:
    """The appointment under which the one who acts is an officer of the institution."""
    held = standing()
    theirs = institution.office_id is not None and held.office_id == institution.office_id
    if held.appointment_id is None or held.role != Role.INSTITUTION_OFFICER or not theirs:
        return Refusal("course.not_yours", {"institution": institution.name_ko}, status=403)
    return held.appointment_id
