"""Whether the menu leads to the desk: for officers of institutions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from baeum.people.acting import actor, standing
from baeum.people.roles import Role


def menu(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  Django passes it
    """Template context of the frame; a visitor without an appointment costs no query."""
    if actor().appointment_id is None:
        return {"at_desk": False}
    return {"at_desk": SimpleLazyObject(lambda: standing().role == Role.INSTITUTION_OFFICER)}
