"""What every page of claims needs: the office and role of the reader, the menu, refusals in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum.people.acting import Standing
from baeum.people.roles import Role
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

LISTS = (Role.INSTITUTE_OFFICER, Role.MINISTRY_OFFICER)


def page(request: HttpRequest, name: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page with the menu of whoever reads it."""
    held = standing_of(request)
    office = Office.objects.filter(pk=held.office_id).first() if held.office_id else None
    tabs = [("claims", _("신청 할 일"))]
    if held.role in LISTS:
        tabs.append(("conferrals", _("학위수여 명단")))
    here = shown.get("tab", name)
    menu = [
        {"href": reverse(f"desk:{route}"), "label": label, "here": route == here} for route, label in tabs
    ]
    context = {"place": "claims", "office": office, "menu": menu, **shown}
    return render(request, f"desk/{name}.html", context, status=status)


def standing_of(request: HttpRequest) -> Standing:
    """Under which appointment the reader acts."""
    found: Standing = request.standing  # type: ignore[attr-defined]  # acting_middleware puts it there
    return found


def is_committee(request: HttpRequest) -> bool:
    """Whether a member of a committee reads."""
    return standing_of(request).role == Role.COMMITTEE_MEMBER


def language() -> str:
    """The reader's."""
    return get_language() or "ko"


def said(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    return sentence(refusal, language())


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why not."""
    return page(request, "claims_refused", {"told": said(refusal)}, refusal.status)
