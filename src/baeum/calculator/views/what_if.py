"""What if: the case of the calculator under a supposition, both answers side by side. Nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from baeum.shared.views import with_display

from ..examples import example_case, examples
from ..side_by_side import shown
from ..supposing import act, question_of
from ..work import Work, read_work


@csrf_exempt  # see views/page.py
@require_http_methods(["GET", "HEAD", "POST"])
@with_display
def what_if(request: HttpRequest) -> HttpResponse:
    """GET: an example, or how to begin; POST: one action on the question that came along with its case."""
    post = {name: str(value) for name, value in request.POST.items()}
    work = read_work(post) if post else Work(case=example_case(request.GET.get("example", "")) or {})
    if work.failed or not work.case:
        told = {"problems": work.problems, "examples": examples(), "place": "calculator"}
        return render(request, "calculator/what_if_begin.html", told, status=422 if work.failed else 200)
    asked = question_of(work.case, post)
    act(asked, post.get("action", ""))
    answer = shown(asked) | {"place": "calculator"}
    response = render(request, "calculator/what_if.html", answer, status=422 if asked.failed else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
