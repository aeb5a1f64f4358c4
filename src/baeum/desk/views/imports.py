"""Files of completions: upload, preview, store, watch, correct."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.sheets.completion_template import completion_template, error_sheet
from baeum.sheets.grid import LARGEST_FILE, MOST_ROWS

from ..content import Content, content_of
from ..kinds import kinds
from ..models import Import, Progress
from ..queries import PAGE, imports
from ..running import is_running
from ..saying import said, said_or
from ..services.ask_to_store import ask_to_store
from ..services.discard import discard
from ..services.upload import upload
from .door import officer, page, refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_ROWS = 10
SHOWN_ERRORS = 100


@require_safe
@officer
def every(request: HttpRequest, office: Office) -> HttpResponse:
    """The files of the office."""
    return page(request, office, "imports", {"imports": imports(office.pk)[:PAGE]})


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def new(request: HttpRequest, office: Office) -> HttpResponse:
    """Choose a file; what cannot be read at all is told here."""
    shown: dict[str, Any] = {
        "kinds": kinds(today()),
        "kind": request.POST.get("kind", ""),
        "most_mb": LARGEST_FILE // 1_000_000,
        "most_rows": MOST_ROWS,
    }
    if request.method != "POST":
        return page(request, office, "upload", shown)
    file = request.FILES.get("file")
    if file is None or not file.name:
        answer: Import | Refusal = Refusal("import.file")
    elif (file.size or 0) > LARGEST_FILE:
        answer = Refusal("import.too_large", {"most": LARGEST_FILE // 1_000_000})
    else:
        answer = upload(file.read(), file.name, kind=shown["kind"], by=actor(), on=today())
    if isinstance(answer, Refusal):
        shown["problem"] = said(Refusal(answer.code, {**answer.figures}, answer.status))
        shown["target"] = "kind" if answer.code == "import.kind" else "file"
        shown["errors"] = _in_language(answer.figures.get("errors", ()))
        return page(request, office, "upload", shown, status=422)
    return HttpResponseRedirect(reverse("desk:import", args=[answer.pk]))


@require_safe
@officer
def template(request: HttpRequest, office: Office) -> HttpResponse:  # noqa: ARG001  for officers only
    """The form to fill in."""
    lang = "en" if get_language() == "en" else "ko"
    return _file(completion_template(lang), "completions.xlsx" if lang == "en" else "이수내역.xlsx")


@require_safe
@officer
def one(request: HttpRequest, office: Office, import_id: UUID) -> HttpResponse:
    """The preview, the progress or the result; to htmx only what changes while it is being stored."""
    found = imports(office.pk).filter(pk=import_id).first()
    if found is None:
        return refused(request, Refusal("import.unknown", status=404))
    shown = _shown(found)
    if request.headers.get("HX-Request") == "true" and found.state == Import.State.STORING:
        return render(request, "desk/progress.html", shown)
    response = page(request, office, "import", shown)
    if request.headers.get("HX-Request") == "true":
        response.headers["HX-Refresh"] = "true"  # done: the whole page is another one now
    return response


@require_POST
@officer
def store(request: HttpRequest, office: Office, import_id: UUID) -> HttpResponse:
    """Store all rows, or the good ones, or go on where a job has ended too early."""
    mode, certifies = request.POST.get("mode", ""), "certifies" in request.POST
    answer = ask_to_store(import_id, mode, by=actor(), on=today(), certifies=certifies)
    return _answered(request, office, import_id, answer)


@require_POST
@officer
def drop(request: HttpRequest, office: Office, import_id: UUID) -> HttpResponse:
    """Discard a preview, or the rows that were left to correct."""
    return _answered(request, office, import_id, discard(import_id, by=actor()))


@require_safe
@officer
def errors(request: HttpRequest, office: Office, import_id: UUID) -> HttpResponse:
    """The refused rows with their errors, to be corrected and uploaded again."""
    found = Import.objects.filter(office=office, pk=import_id).first()
    content = content_of(found) if found else None
    if content is None or not content.refused:
        return refused(request, Refusal("import.no_errors", status=404))
    lang = "en" if get_language() == "en" else "ko"
    name = "to-correct.xlsx" if lang == "en" else "고칠행.xlsx"
    return _file(error_sheet(content.refused, content.errors, lang), name)


def _answered(
    request: HttpRequest, office: Office, import_id: UUID, answer: Import | Refusal
) -> HttpResponse:
    if not isinstance(answer, Refusal):
        return HttpResponseRedirect(reverse("desk:import", args=[import_id]))
    found = imports(office.pk).filter(pk=import_id).first()
    if found is None:
        return refused(request, answer)
    return page(request, office, "import", {**_shown(found), "problem": said(answer)}, status=answer.status)


def _shown(found: Import) -> dict[str, Any]:
    """What the page of an import tells. What it holds is unsealed only where it is shown."""
    shown: dict[str, Any] = {"found": found, "kind": _kind(found.kind)}
    if found.state == Import.State.STORING:
        told = Progress.objects.filter(pk=found.pk).values_list("place", flat=True).first()
        place = max(found.place, told or 0)
        total = found.storable
        return shown | {
            "at": place,
            "total": total,
            "percent": 100 * place // total if total else 100,
            "running": is_running(found),
        }
    content = content_of(found) or Content()
    listed = _in_language(content.errors)
    first = list(content.rows.items())[:SHOWN_ROWS] if found.state == Import.State.READ else []
    return shown | {
        "errors": listed[:SHOWN_ERRORS],
        "more": max(0, len(listed) - SHOWN_ERRORS),
        "error_count": len(listed),
        "to_correct": len(content.refused),
        "first": first,
        "again": max(0, found.place - found.stored - found.refusals.count()),
        "not_taken": [
            {"row": refusal.row, "sentence": said_or(Refusal(refusal.code, refusal.figures))}
            for refusal in found.refusals.order_by("row")[:SHOWN_ERRORS]
        ],
    }


def _kind(code: str) -> str:
    english = get_language() == "en"
    return next(((kind.en if english else kind.ko) for kind in kinds(today()) if kind.code == code), code)


def _in_language(errors: Any) -> list[dict[str, Any]]:
    english = get_language() == "en"
    return [{**one, "sentence": one["en"] if english else one["ko"]} for one in errors]


def _file(data: bytes, name: str) -> HttpResponse:
    from django.utils.http import content_disposition_header

    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
