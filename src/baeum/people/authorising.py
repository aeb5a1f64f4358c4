"""The one place where a request is let through to its route, by the table of ``permissions``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from baeum.people.acting import Actor, Standing
from baeum.people.permissions import PERMISSIONS
from baeum.people.permitting import ANYONE, MACHINE, PERSON, Permission, Relation
from baeum.people.relations import FINDERS, relation


class UndeclaredRoute(Exception):
    """A route is missing from the table: a bug, which tests must find."""


class Authorising:
    """Middleware: 404 for what is not there or not theirs to know of, 403 for a wrong role, else the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: Any,
        view: object,  # noqa: ARG002  Django passes both
        args: tuple[Any, ...],  # noqa: ARG002
        parts: dict[str, Any],
    ) -> HttpResponse | None:
        """None: go on to the view."""
        route = request.resolver_match.view_name
        permission = PERMISSIONS.get(route)
        if permission is None:
            if settings.UNDECLARED_ROUTES == "fault":
                raise UndeclaredRoute(f"{route}: declare it in baeum/people/permissions.py")
            raise Http404
        who, stands = request.actor, request.standing
        if permission.who.keys() & {ANYONE, MACHINE}:
            return None
        if who.person_id is None:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not may(permission, who, stands, parts):
            if permission.of and permission.who.keys() & {PERSON, stands.role}:
                raise Http404  # the right role, but not theirs
            raise PermissionDenied
        return None


def may(permission: Permission, who: Actor, stands: Standing, parts: dict[str, Any]) -> bool:
    """Whether the table lets this actor do it to what the address names."""
    relations: set[Relation] = set(permission.who.get(PERSON, ()))
    relations |= set(permission.who.get(stands.role or "", ()))
    if not relations or permission.of is None:
        return Relation.NOTHING in relations
    subject = FINDERS[permission.of](parts)
    return subject is not None and relation(subject, who, stands) in relations
