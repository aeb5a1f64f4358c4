"""The case and the answer as files, made from what the visitor sends, and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from baeum_rules.recognition import recognise

from .. import reading
from ..work import Case, read_work
from .page import answer as page_answer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer = dict[str, Any]


def _case_json(case: Case, _answer: Answer) -> bytes:
    return reading.write(case, indent=2).encode()


def _answer_json(_case: Case, answer: Answer) -> bytes:
    return reading.write(answer, indent=2).encode()


def _answer_xlsx(case: Case, answer: Answer) -> bytes:
    from baeum.sheets.answer_xlsx import answer_xlsx  # only a download needs the writers

    return answer_xlsx(case, answer, get_language() or "ko")


def _answer_pdf(case: Case, answer: Answer) -> bytes:
    from baeum.sheets.answer_pdf import answer_pdf

    return answer_pdf(case, answer, get_language() or "ko")


KINDS: dict[str, tuple[str, Callable[[Case, Answer], bytes]]] = {
    "case.json": ("application/json", _case_json),
    "answer.json": ("application/json", _answer_json),
    "answer.xlsx": (XLSX, _answer_xlsx),
    "answer.pdf": ("application/pdf", _answer_pdf),
}


def _file(name: str, kind: str, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@csrf_exempt  # see views/page.py
@require_POST
def download(request: HttpRequest, name: str) -> HttpResponse:
    """One file; the page with its errors where the case has some (the case itself can always be saved)."""
    work = read_work(request.POST.dict())
    answer = recognise(work.case)
    if work.failed or ("errors" in answer and name != "case.json"):
        return page_answer(request, work, strict=True)
    kind, make = KINDS[name]
    return _file(f"baeum-{name}", kind, make(work.case, answer))


@require_safe
def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django passes it
    """The spreadsheet to fill in."""
    from baeum.sheets.template import template as make

    return _file("baeum-template.xlsx", XLSX, make(get_language() or "ko"))
