"""What follows from an answer: average grades, and what the credits open. Nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from baeum.shared.views import with_display
from baeum_rules.recognition import recognise

from .. import beyond, present, reading
from ..work import read_work
from .page import answer as page_answer


@csrf_exempt  # see views/page.py
@require_POST
@with_display
def beyond_answer(request: HttpRequest) -> HttpResponse:
    """A page of its own, so that the calculator's stays light; the calculator's where the case has errors."""
    work = read_work(request.POST.dict())
    answer = recognise(work.case)
    if work.failed or "errors" in answer:
        return page_answer(request, work, strict=True)
    result = present.result(answer, work.case["goal"]) | beyond.shown(work.case, answer)
    told = {"result": result, "case_json": reading.write(work.case)}
    response = render(request, "calculator/beyond_page.html", told | {"place": "calculator"})
    response.headers["Cache-Control"] = "no-store"
    return response
