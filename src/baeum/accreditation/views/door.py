"""What every page of accreditation needs: the reader's language, the office, the menu, refusals in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from baeum.people.acting import Standing
from baeum.people.roles import Role
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

TIERS = (Role.MUNICIPAL_OFFICER, Role.PROVINCIAL_OFFICER, Role.INSTITUTE_OFFICER, Role.MINISTRY_OFFICER)


def page(request: HttpRequest, name: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page with the menu of whoever reads it."""
    held = standing_of(request)
    office = Office.objects.filter(pk=held.office_id).first() if held.office_id else None
    menu = [
        {"href": reverse(f"accreditation:{route}"), "label": label, "here": route == shown.get("tab", name)}
        for route, label in _menu(held)
    ]
    context = {"place": "accreditation", "office": office, "menu": menu, **shown}
    return render(request, f"accreditation/{name}.html", context, status=status)


def standing_of(request: HttpRequest) -> Standing:
    """Under which appointment the reader acts."""
    found: Standing = request.standing  # type: ignore[attr-defined]  # acting_middleware puts it there
    return found


def english() -> bool:
    """Whether the reader reads English."""
    return get_language() == "en"


def said(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    return sentence(refusal, get_language() or "ko")


def named(problems: Iterable[tuple[str, Refusal]]) -> list[tuple[str, str]]:
    """(element of the form, what to do) of every problem."""
    return [(element, said(refusal)) for element, refusal in problems]


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why not."""
    return page(request, "refused", {"told": said(refusal)}, refusal.status)


def _menu(held: Standing) -> list[tuple[str, str]]:
    public = [("path", _("절차")), ("draws", _("점검 대상 추출")), ("complaint", pgettext("여럿", "신고"))]
    notices = [("notices", _("알림"))]
    if held.role == Role.INSTITUTION_OFFICER:
        return [("applications", _("우리 신청")), ("apply", _("새 신청")), *notices, *public]
    if held.role == Role.INSTITUTE_OFFICER:
        own = [
            ("rounds", _("차수")),
            ("evaluators", pgettext("여럿", "평가위원")),
            ("complaints", _("신고 조사")),
        ]
        return [("queue", _("할 일")), *own, *notices, *public]
    if held.role in TIERS:
        return [("queue", _("할 일")), *notices, *public]
    if held.role == Role.EVALUATOR:
        return [("seats", _("맡은 심사")), *public]
    return public
