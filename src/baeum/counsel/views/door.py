"""The doors of counselling: as oneself, or for an office; and what every page has around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from baeum.counsel import queries, saying
from baeum.counsel.citing import Typed
from baeum.people.acting import Actor, acting, actor
from baeum.people.permitted.counsel import COUNSELS
from baeum.people.roles import Role
from baeum.places.models import Office

DONE = "done"
Page = Callable[..., HttpResponse]


def as_oneself(view: Page) -> Page:
    """One asks and reads as oneself, never under an appointment. Gives the view the person."""

    @wraps(view)
    def visited(request: Any, *args: Any, **named: Any) -> HttpResponse:
        person: UUID = request.actor.person_id
        with acting(Actor(person)):
            return view(request, person, *args, **named)

    return visited


def for_office(view: Page) -> Page:
    """Gives the view the office of the officer who acts."""

    @wraps(view)
    def visited(request: Any, *args: Any, **named: Any) -> HttpResponse:
        stands = request.standing
        if stands.role not in COUNSELS or stands.office_id is None:  # the table of permissions was wrong
            raise PermissionDenied
        return view(request, Office.objects.get(pk=stands.office_id), *args, **named)

    return visited


def page(
    request: Any, name: str, tab: str, shown: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page of counselling, with what waits for the visitor on its tabs."""
    who, stands = request.actor, request.standing
    frame: dict[str, Any] = {
        "place": "counsel",
        "tab": tab,
        "done": saying.done_words(request.GET.get(DONE, "")),
    }
    if who.person_id is not None:
        frame["unread"] = queries.unread_answers(queries.people_asking(), reader=who.person_id)
    if stands.role in COUNSELS:
        with acting(who):  # also where the page itself is visited as oneself
            frame["waiting"] = queries.waiting_for(stands.office_id, but_of=who.person_id)
        frame["counsels"], frame["edits"] = True, stands.role == Role.INSTITUTE_OFFICER
    return render(request, f"counsel/{name}.html", {**frame, **(shown or {})}, status=status)


def go(route: str, *args: Any, done: str = "") -> HttpResponse:
    """To another page, which tells what was done."""
    return redirect(reverse(f"counsel:{route}", args=args) + (f"?{DONE}={done}" if done else ""))


def officer() -> UUID:
    """The person who acts as an officer."""
    person = actor().person_id
    assert person is not None  # an office is only there for somebody
    return person


def number(typed: str | None) -> int | None:
    """A number of the form; None where it is none."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def passed_over(request: HttpRequest, size: int) -> tuple[int, int]:
    """The page that is asked for, from 1, and how many rows to pass over."""
    at = max(1, number(request.GET.get("page")) or 1)
    return at, (at - 1) * size


def cites(posted: QueryDict) -> list[Typed]:
    """The citations of a form, as typed."""
    names, days = posted.getlist("cite"), posted.getlist("cite_on")
    days += [""] * (len(names) - len(days))
    return [Typed(name, on) for name, on in zip(names[:20], days, strict=False)]
