"""An application as institution and offices see it: where it stands, until when, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from baeum.courses.queries import accreditations_of
from baeum.people.acting import actor
from baeum.people.roles import Role
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import Row
from baeum_rules.accreditation.sentences import word
from baeum_rules.accreditation.steps import NOT_YET_TOLD

from ..granted import grants_of, state_on
from ..models import Application, Complaint, Evidence, Seat
from ..possible import possible
from ..services.hold_hearing import hearing_on
from ..services.put_evidence import MENDABLE, unsealed
from .door import page, refused, said, standing_of
from .shown import (
    clock_shown,
    field_said,
    grants_shown,
    history_shown,
    language,
    results_shown,
    state_said,
    steps_shown,
)

BACK = ("withdraw", "send_back", "send_to_committee", "replace", "drop_cancellation", "decline_cancellation")


@require_safe
def one(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The case."""
    shown = case_shown(request, application_id)
    return page(request, "case", shown) if shown else refused(request, _unknown())


def case_shown(request: HttpRequest, application_id: UUID) -> dict[str, Any] | None:
    """What the page of a case shows; None where there is none for the one who acts."""
    on, inside = today(), standing_of(request).role != Role.INSTITUTION_OFFICER
    found = Application.objects.select_related(
        "round", "office__superior__superior__superior__superior", "course_version", "holder", "renews"
    )
    application = found.filter(pk=application_id).first()
    if application is None:
        return None
    grant = grants_of([application.pk]).get(application.pk)
    state = state_on(application, grant, on)
    acts = list(application.history.select_related("office"))
    told = state not in NOT_YET_TOLD and state not in ("scoring", "re_scoring", "supplied", "preliminary")
    can = possible(application, by=actor(), on=on)
    return {
        "tab": "applications" if not inside else "queue",
        "application": application,
        "inside": inside,
        "title": application.course_version.title,
        "kind": word("type", application.kind, language()),
        "field": field_said(application.field, on),
        "state": state_said(application, grant, on, inside=inside),
        "steps": steps_shown(application, state),
        "clock": clock_shown(application, state, on),
        "holder": application.holder,
        "hearing_on": hearing_on(application) if state == "hearing" else None,
        "since": grant.until + timedelta(1) if grant and state == "expired" else application.since,
        "acts": [
            {"act": row.act, "said": word("act", row.act, language())} for row in onwards_first(can.acts)
        ],
        "not_now": [(word("act", act, language()), said(why)) for act, why in can.refused],
        "writable": not inside and state in MENDABLE,
        "items": items_shown(application),
        "history": history_shown(acts, inside=inside, told=told),
        "results": results_shown(application, acts) if inside or told or state == "preliminary" else [],
        "grants": grants_shown(accreditations_of(application.course_version.course_id), on) if grant else [],
        "panel": panel_shown(application),
        "complaints": complaints_shown(request, application),
        "visits": list(application.visits.order_by("-on")),
        "renewable": not inside and state in ("accredited", "expired"),
        "done": request.GET.get("done", ""),
    }


def onwards_first(acts: Iterable[Row]) -> list[Row]:
    """The acts that lead on before those that lead back, each in the order of the table."""
    return sorted(acts, key=lambda row: row.act in BACK)


def complaints_shown(request: HttpRequest, application: Application) -> list[tuple[Complaint, str]]:
    """The complaints about it with their states, the newest first: for the institute alone."""
    if standing_of(request).role != Role.INSTITUTE_OFFICER:
        return []
    found = application.complaints.defer("sealed", "wrapped").order_by("-received_on")
    return [(one, word("state", one.state, language())) for one in found]


def panel_shown(application: Application) -> dict[str, int] | None:
    """How far the panel is; None where there is none, or not for the one who reads."""
    seats = list(application.seats.prefetch_related("sheets"))
    if not seats:
        return None
    sitting = [seat for seat in seats if seat.state != Seat.State.EXCUSED]
    sheets = [
        sheet for seat in sitting for sheet in seat.sheets.all() if sheet.attempt == application.attempt
    ]
    return {
        "size": application.round.panel_size,
        "declared": sum(seat.state == Seat.State.DECLARED for seat in sitting),
        "locked": sum(sheet.locked_on is not None for sheet in sheets),
        "excused": len(seats) - len(sitting),
        "empty": max(0, application.round.panel_size - len(sitting)),
    }


def items_shown(application: Application) -> list[dict[str, Any]]:
    """What the institution says of each item, with its files."""
    files: dict[str, list[Evidence]] = {}
    for one_file in application.evidence.defer("sealed", "wrapped").order_by("put_at"):
        files.setdefault(one_file.item, []).append(one_file)
    return [
        {
            "item": item,
            "name": item.en if language() == "en" else item.ko,
            "text": application.statements.get(item.code, ""),
            "files": files.get(item.code, []),
        }
        for item in application.round.items.all()
    ]


@require_safe
def evidence(request: HttpRequest, application_id: UUID, evidence_id: UUID) -> HttpResponse:
    """A file, as it was put."""
    found = Evidence.objects.filter(pk=evidence_id, application_id=application_id).first()
    return file_answer(found) if found else refused(request, _unknown())


def file_answer(found: Evidence) -> HttpResponse:
    """A file to be kept, never shown within the site."""
    answer = HttpResponse(unsealed(found), content_type=found.type)
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}[found.type]
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{found.title[:60]}.{ending}")
    return answer


def _unknown() -> Refusal:
    return Refusal("accreditation.unknown", status=404)
