"""The door of the desk: whoever passed the table of permissions, with their office."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from baeum.places.models import Office
from baeum.shared.refusal import Refusal

from ..office import own_office
from ..saying import said

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Office, P], HttpResponse]


def officer(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Gives the view the office of the one who acts."""

    @wraps(view)
    def passed(request: HttpRequest, *args: P.args, **named: P.kwargs) -> HttpResponse:
        office = own_office()
        if office is None:  # the table of permissions was wrong
            raise PermissionDenied
        return view(request, office, *args, **named)

    return passed  # type: ignore[return-value]  # wraps() keeps the name of its first parameter


def page(
    request: HttpRequest, office: Office, name: str, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the desk."""
    return render(
        request, f"desk/{name}.html", {"place": "desk", "office": office, "tab": name, **shown}, status=status
    )


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why, with a way back."""
    shown = {"place": "desk", "sentence": said(refusal)}
    return render(request, "desk/refused.html", shown, status=refusal.status)
