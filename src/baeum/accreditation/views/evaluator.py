"""The evaluator's pages: the seats, and the sheet of one: first a declaration, then scores, then the lock."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.sentences import word

from ..models import Evidence, Seat, Tie
from ..seats import EVALUATING
from ..services.declare import declare
from ..services.fill_sheet import fill_sheet
from ..services.lock_sheet import lock_sheet
from .case import file_answer, items_shown
from .door import named, page, refused, standing_of
from .shown import field_said, language


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """What is to be scored, the most urgent first; and what was."""
    found = Seat.objects.filter(appointment_id=standing_of(request).appointment_id or 0)
    found = found.exclude(state=Seat.State.EXCUSED)
    listed = found.select_related("application__course_version", "application__office").prefetch_related(
        "sheets"
    )
    rows = []
    for seat in listed.order_by("application__due_on", "application__number"):
        one = seat.application
        sheet = next((s for s in seat.sheets.all() if s.attempt == one.attempt), None)
        locked = sheet is not None and sheet.locked_on is not None
        open_ = one.state in EVALUATING and not locked
        state = word("state", "locked" if locked else seat.state, language())
        rows.append(
            {
                "seat": seat,
                "one": one,
                "open": open_,
                "state": state,
                "overdue": open_ and one.due_on is not None and one.due_on < today(),
            }
        )
    return page(
        request, "seats", {"todo": [r for r in rows if r["open"]], "done": [r for r in rows if not r["open"]]}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """The sheet. Whatever was typed and is right is kept before anything is refused."""
    problems: list[tuple[str, Refusal]] = []
    if request.method == "POST":
        problems = _posted(request, seat_id)
        if not problems:
            where = reverse("accreditation:sheet", args=[seat_id])
            excused = request.POST.get("do") == "excuse"
            return HttpResponseRedirect(reverse("accreditation:seats") if excused else f"{where}?kept")
    seat = Seat.objects.select_related(
        "application__course_version", "application__round", "application__office"
    )
    found = seat.filter(pk=seat_id).first()
    if found is None:
        return refused(request, Refusal("seat.unknown", status=404))
    one = found.application
    held = found.sheets.filter(attempt=one.attempt).first()
    told = dict(reversed(named(problems)))
    items = items_shown(one)
    for item in items:
        code = item["item"].code
        item["score"] = request.POST.get(f"score-{code}", "" if held is None else held.scores.get(code, ""))
        item["error"] = told.get(f"score-{code}", "")
    shown = {
        "tab": "seats",
        "seat": found,
        "application": one,
        "title": one.course_version.title,
        "field": field_said(one.field, today()),
        "items": items,
        "sheet": held,
        "locked": held is not None and held.locked_on is not None,
        "open": one.state in EVALUATING,
        "opinion": request.POST.get("opinion", held.opinion if held else ""),
        "kinds": Tie.Kind.values,
        "problems": named(problems),
        "kept": "kept" in request.GET,
        "typed": request.POST,
    }
    return page(request, "sheet", shown, 422 if problems else 200)


def _posted(request: HttpRequest, seat_id: UUID) -> list[tuple[str, Refusal]]:
    do, by, on = request.POST.get("do", ""), actor(), today()
    if do in ("declare", "excuse"):
        kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
        answer = declare(seat_id, tie=do == "excuse", kind=kind, reason=reason, by=by, on=on)
        return [("reason", answer)] if isinstance(answer, Refusal) else []
    problems, scores = [], {}
    for name, text in request.POST.items():
        clean = str(text).strip()
        if not name.startswith("score-") or not clean:
            continue
        if not (clean.isascii() and clean.isdigit() and len(clean) < 5):
            problems.append((name, Refusal("sheet.whole", {"text": clean[:20]})))
            continue
        filled = fill_sheet(
            seat_id, scores={name[6:]: int(clean)}, opinion=request.POST.get("opinion", ""), by=by
        )
        if isinstance(filled, Refusal):
            problems.append((name, filled))
        scores[name] = clean
    if not scores and not problems:
        filled = fill_sheet(seat_id, scores={}, opinion=request.POST.get("opinion", ""), by=by)
        if isinstance(filled, Refusal):
            problems.append(("opinion", filled))
    if not problems and do == "lock":
        locked = lock_sheet(seat_id, by=by, on=on)
        if isinstance(locked, Refusal):
            problems.append(("lock", locked))
    return problems


@require_safe
def evidence(request: HttpRequest, seat_id: UUID, evidence_id: UUID) -> HttpResponse:
    """A file of the application."""
    seat = Seat.objects.filter(pk=seat_id).first()
    found = (
        Evidence.objects.filter(pk=evidence_id, application_id=seat.application_id).first() if seat else None
    )
    return file_answer(found) if found else refused(request, Refusal("seat.unknown", status=404))
