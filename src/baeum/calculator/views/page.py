"""The calculator page: a pure function of what the visitor sends.

No cookie is needed and nothing is changed on the server, so a forged request could do nothing that its
sender could not do alone: the page is exempt from the CSRF token, and works where cookies are refused.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from baeum.shared.page import CONTRAST_COOKIE
from baeum.shared.views import with_display

from ..actions import ACTIONS
from ..context import context
from ..examples import example_case
from ..uploads import upload
from ..work import Work, blank_case, read_work

STRICT = ("show",)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_display
def page(request: HttpRequest) -> HttpResponse:
    """GET: an empty page, or an example; POST: one action on the case that came along."""
    if request.method != "POST":
        case = example_case(request.GET.get("example", ""))
        work = Work(case=case or blank_case(), touched=case is not None)
        return answer(request, work, strict=False, opened=True)
    work = read_work(request.POST.dict())
    unread = work.failed
    verb, _colon, argument = request.POST.get("action", "show").partition(":")
    work.focus = "headline" if verb == "show" else ""
    work.pending = work.pending if verb == "good-rows" else ""  # an offer stands for one step
    if unread:
        pass  # a case that could not be read is only reported
    elif verb == "upload":
        upload(work, request.FILES.get("file"), request.POST.get("mode") == "replace")
    elif verb in ACTIONS:
        ACTIONS[verb](work, argument)
    strict = verb in STRICT and not unread
    return answer(request, work, strict=strict, opened="goal" not in request.POST)


def answer(request: HttpRequest, work: Work, *, strict: bool, opened: bool = False) -> HttpResponse:
    """The page, or only its changing part for htmx; 422 where something has to be put right.

    ``opened``: the visitor comes from another page; a draft of this window is then offered, not overwritten.
    """
    shown = context(work, strict=strict)
    shown |= {"place": "calculator", "cookie": CONTRAST_COOKIE, "opened": opened}
    part = request.headers.get("HX-Request") == "true"
    template = "calculator/work.html" if part else "calculator/page.html"
    response = render(request, template, shown, status=422 if work.failed else 200)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response
