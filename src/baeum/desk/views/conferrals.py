"""Conferral lists: by conferral and conferring body; sent by the institute, approved by the ministry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.claims.act import Event
from baeum.claims.models import ConferralList
from baeum.claims.queries import lists, on_list
from baeum.claims.services.confer import confer
from baeum.claims.services.send_list import send_list
from baeum.people.acting import actor
from baeum.people.roles import Role
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.claims.sentences import word
from baeum_rules.curricula import UnknownCurriculum, load_curriculum
from baeum_rules.parameters import load_law
from baeum_rules.recognition.sentences import sentences_of

from .claims_door import language, page, refused, said, standing_of


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every list, the newest first."""
    return page(request, "conferrals", {"tab": "conferrals", "lists": lists()})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: claims, degrees, majors; no names. The institute sends it, the ministry approves it."""
    found = ConferralList.objects.select_related("body").filter(pk=min(list_id, 2**63 - 1)).first()
    if found is None:
        return refused(request, Refusal("claim.unknown", status=404))
    rows = list(on_list(found))
    role, by, on = standing_of(request).role, actor(), today()
    shown: dict[str, Any] = {"tab": "conferrals", "list": found, "rows": [_row(one) for one in rows]}
    shown["sendable"] = role == Role.INSTITUTE_OFFICER and any(one.claim.state == "listed" for one in rows)
    waiting = [one.claim_id for one in rows if one.claim.state == "at_ministry"]
    shown["approvable"] = role == Role.MINISTRY_OFFICER and bool(waiting)
    if request.method != "POST":
        return page(request, "conferral", shown)
    answers: list[Event | Refusal] = []
    if role == Role.INSTITUTE_OFFICER:
        answers = send_list(found, by=by, on=on)
    elif role == Role.MINISTRY_OFFICER:
        answers = confer(waiting, by=by, on=on)
    wrong = [answer for answer in answers if isinstance(answer, Refusal)]
    if not wrong:
        return HttpResponseRedirect(reverse("desk:conferral", args=[list_id]))
    return page(request, "conferral", {**shown, "problem": said(wrong[0])}, wrong[0].status)


def _row(degree: Any) -> dict[str, Any]:
    try:
        curriculum = load_curriculum(degree.major)
        major = curriculum.en if language() == "en" else curriculum.ko
    except UnknownCurriculum:
        major = degree.major
    both = sentences_of(load_law()).word(degree.degree)
    return {
        "one": degree,
        "degree": both[1] if language() == "en" else both[0],
        "major": major,
        "state": word("state", degree.claim.state, language()),
    }
