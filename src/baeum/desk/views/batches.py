"""Completions issued in bulk: a file or what was just stored, checked, issued, watched, downloaded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baeum.certificates.bulk.content import BatchContent, content_of
from baeum.certificates.bulk.running import is_running
from baeum.certificates.models import Batch
from baeum.certificates.services.ask_to_issue import ask_to_issue
from baeum.certificates.services.end_batch import discard_batch, stop_batch
from baeum.certificates.services.take_batch import take_batch
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.sheets.grid import LARGEST_FILE, MOST_ROWS
from baeum.sheets.issuing_sheets import issuing_template, refused_sheet

from ..issued import batches, issued_csv
from ..saying import said, said_or
from .door import officer, page, refused
from .imports import XLSX

SHOWN_BATCHES = 20
SHOWN_ROWS = 10
SHOWN_ERRORS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def every(request: HttpRequest, office: Office) -> HttpResponse:
    """Choose a file; the batches there are. What cannot be read at all is told here."""
    shown: dict[str, Any] = {
        "most_mb": LARGEST_FILE // 1_000_000,
        "most_rows": MOST_ROWS,
        "batches": batches(office.pk)[:SHOWN_BATCHES],
        "bilingual": request.POST.get("languages") == "both",
    }
    if request.method != "POST":
        return page(request, office, "issuing", shown)
    file = request.FILES.get("file")
    if file is None or not file.name:
        answer: Batch | Refusal = Refusal("issuing.file")
    elif (file.size or 0) > LARGEST_FILE:
        answer = Refusal("issuing.too_large", {"most": LARGEST_FILE // 1_000_000})
    else:
        answer = take_batch(file.read(), file.name, by=actor(), english=shown["bilingual"])
    if not isinstance(answer, Refusal):
        return HttpResponseRedirect(reverse("desk:batch", args=[answer.pk]))
    shown |= {
        "problem": said(answer),
        "target": "file",
        "errors": _in_language(answer.figures.get("errors", ())),
    }
    return page(request, office, "issuing", shown, status=422)


@require_safe
@officer
def template(request: HttpRequest, office: Office) -> HttpResponse:  # noqa: ARG001  for officers only
    """The form to fill in."""
    english = get_language() == "en"
    name = "completions-to-issue.xlsx" if english else "이수증발급.xlsx"
    return _file(issuing_template("en" if english else "ko"), name, XLSX)


@require_safe
@officer
def one(request: HttpRequest, office: Office, batch_id: UUID) -> HttpResponse:
    """What was checked, the progress or the result; to htmx only what changes while it is being issued."""
    batch = batches(office.pk).filter(pk=batch_id).first()
    if batch is None:
        return refused(request, Refusal("issuing.unknown", status=404))
    shown = _shown(batch)
    watched = request.headers.get("HX-Request") == "true"
    if watched and batch.state == Batch.State.ISSUING:
        return render(request, "desk/batch_progress.html", shown)
    response = page(request, office, "batch", shown)
    if watched:
        response.headers["HX-Refresh"] = "true"  # done: the whole page is another one now
    return response


@require_POST
@officer
def issue(request: HttpRequest, office: Office, batch_id: UUID) -> HttpResponse:
    """Issue the good rows, or go on where a job has ended too early."""
    return _answered(request, office, batch_id, ask_to_issue(batch_id, by=actor(), on=today()))


@require_POST
@officer
def stop(request: HttpRequest, office: Office, batch_id: UUID) -> HttpResponse:
    """Issue no more of it."""
    return _answered(request, office, batch_id, stop_batch(batch_id, by=actor()))


@require_POST
@officer
def drop(request: HttpRequest, office: Office, batch_id: UUID) -> HttpResponse:
    """Discard what was only checked, or the rows that were left to correct."""
    return _answered(request, office, batch_id, discard_batch(batch_id, by=actor()))


@require_safe
@officer
def to_correct(request: HttpRequest, office: Office, batch_id: UUID) -> HttpResponse:
    """The refused rows with the reasons, to be corrected and uploaded again."""
    batch = Batch.objects.filter(office=office, pk=batch_id).first()
    content = content_of(batch) if batch else None
    if content is None or not content.refused:
        return refused(request, Refusal("issuing.no_refused", status=404))
    english = get_language() == "en"
    sheet = refused_sheet(content.refused, content.errors, "en" if english else "ko")
    return _file(sheet, "to-correct.xlsx" if english else "고칠행.xlsx", XLSX)


@require_safe
@officer
def issued(request: HttpRequest, office: Office, batch_id: UUID) -> HttpResponse:
    """What was issued, as a table to keep."""
    if not batches(office.pk).filter(pk=batch_id).exists():
        return refused(request, Refusal("issuing.unknown", status=404))
    heads = (_("행"), _("학습자번호"), _("문서번호"), _("발급일"))
    name = "issued.csv" if get_language() == "en" else "발급결과.csv"
    return _file(issued_csv(batch_id, heads), name, "text/csv; charset=utf-8")


def _answered(request: HttpRequest, office: Office, batch_id: UUID, answer: Batch | Refusal) -> HttpResponse:
    if not isinstance(answer, Refusal):
        return HttpResponseRedirect(reverse("desk:batch", args=[batch_id]))
    batch = batches(office.pk).filter(pk=batch_id).first()
    if batch is None:
        return refused(request, answer)
    return page(request, office, "batch", {**_shown(batch), "problem": said(answer)}, status=answer.status)


def _shown(batch: Batch) -> dict[str, Any]:
    """What the page of a batch tells. What it holds is unsealed only where it is shown."""
    shown: dict[str, Any] = {"batch": batch}
    if batch.state == Batch.State.ISSUING:
        total = batch.issuable
        percent = 100 * batch.place // total if total else 100
        return shown | {"at": batch.place, "total": total, "percent": percent, "running": is_running(batch)}
    content = content_of(batch) or BatchContent()
    listed = _in_language(content.errors)
    is_checked = batch.state == Batch.State.CHECKED
    return shown | {
        "errors": listed[:SHOWN_ERRORS],
        "more": max(0, len(listed) - SHOWN_ERRORS),
        "to_correct": len(content.refused),
        "first": list(content.rows.items())[:SHOWN_ROWS] if is_checked else [],
        "not_issued": [
            {"row": refusal.row, "sentence": said_or(Refusal(refusal.code, refusal.figures))}
            for refusal in batch.refusals.order_by("row")[:SHOWN_ERRORS]
        ],
        "not_issued_count": batch.place - batch.issued,
    }


def _in_language(errors: Any) -> list[dict[str, Any]]:
    english = get_language() == "en"
    return [{**one, "sentence": one["en"] if english else one["ko"]} for one in errors]


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
