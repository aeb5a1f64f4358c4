"""The institution that the one who acts is an officer of."""

from __future__ import annotations

from baeum.people.acting import standing
from baeum.people.roles import Role
from baeum.places.models import Office


def own_institution() -> Office | None:
    """None where no such appointment holds now."""
    held = standing()
    if held.role != Role.INSTITUTION_OFFICER or held.office_id is None:
        return None
    return Office.objects.get(pk=held.office_id)
