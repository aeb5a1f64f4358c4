"""Check a document: by its number, by its file, by the address in its QR code. Nobody has to sign in."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.shared.clock import now, today
from baeum.shared.days import day as typed_day

from .. import limits
from ..checking import by_number
from ..checking_credentials import by_credential
from ..checking_papers import by_paper, is_pdf
from ..numbers import read_number
from .showing import not_found, shown

LONGEST_TYPED = 40
BESIDE = 100_000  # bytes of a request besides its file
LARGEST_MB = settings.LARGEST_UPLOAD // 1024 // 1024


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The ways to check; what was typed or uploaded is answered, and nothing of it is kept."""
    if request.method != "POST":
        return _page(request, "verify", {})
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_UPLOAD + BESIDE:
        return _again(request, [("file", _too_large())], status=413)
    return _of_number(request) if "number" in request.POST else _of_file(request)


@require_safe
def checked(request: HttpRequest, number: str, day: str) -> HttpResponse:
    """What a document is worth today; the address stands in its QR code."""
    if not limits.may(request, limits.LOOK):
        return _too_many(request)
    known, issued_on = read_number(number[:LONGEST_TYPED]), _day_of(day)
    result = by_number(known, issued_on, on=today()) if known and issued_on else None
    if result is None:
        limits.was_wrong(request)
        return _page(request, "result", {"result": not_found()}, 404)
    return _page(request, "result", {"result": shown(result, request.GET.get("page", ""))})


def _of_number(request: HttpRequest) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip()[:LONGEST_TYPED] for name in ("number", "issued_on")}
    number, issued_on = read_number(typed["number"]), _day_of(typed["issued_on"])
    problems = []
    if number is None:
        problems.append(("number", _number_told(typed["number"])))
    if issued_on is None:
        problems.append(("issued_on", _("발급일을 2026-11-26처럼 적으세요.")))
    if number is None or issued_on is None:
        return _again(request, problems, typed)
    return HttpResponseRedirect(reverse("certificates:checked", args=[number, f"{issued_on:%Y%m%d}"]))


def _of_file(request: HttpRequest) -> HttpResponse:
    file, text = request.FILES.get("file"), request.POST.get("text", "")
    if file is None and not text.strip():
        return _again(request, [("file", _("파일을 고르거나 내용을 붙여 넣으세요."))])
    if file is not None and (file.size or 0) > settings.LARGEST_UPLOAD:
        return _again(request, [("file", _too_large())], status=413)
    if not limits.may(request, limits.FILE):
        return _too_many(request)
    held = file.read() if file is not None else text.encode(errors="replace")
    at = now()
    on = at.date()
    result = by_paper(held, on=on) if is_pdf(held) else by_credential(held, on=on, at=at)
    return _page(request, "result", {"result": shown(result)})


def _number_told(typed: str) -> str:
    """What is wrong with a number, before anything is looked up."""
    count = sum(one.isalnum() for one in typed)
    if count != 16:
        return _("문서확인번호는 16자입니다. 지금 {count}자를 적었습니다.").format(count=count)
    return _("잘못 적은 글자가 있습니다. 번호에는 0, O, 1, I가 없습니다. 문서와 한 글자씩 견주어 보세요.")


def _too_large() -> str:
    return _("파일이 너무 큽니다. {largest} MB까지 확인합니다.").format(largest=LARGEST_MB)


def _day_of(text: str) -> date | None:
    """The day of 2026-11-26, 2026.11.26 or 20261126."""
    with suppress(ValueError):
        return date.fromisoformat(typed_day(text))
    return None


def _again(
    request: HttpRequest,
    problems: list[tuple[str, str]],
    typed: dict[str, str] | None = None,
    status: int = 422,
) -> HttpResponse:
    shown = {"problems": problems, "wrong": dict(problems), "typed": typed or {}}
    return _page(request, "verify", shown, status)


def _too_many(request: HttpRequest) -> HttpResponse:
    told = _("한 곳에서 너무 자주 확인했습니다. 잠시 뒤에, 없는 번호가 잦았으면 한 시간 뒤에 다시 하세요.")
    response = _page(request, "verify", {"wait": told}, 429)
    response.headers["Retry-After"] = "60"
    return response


def _page(request: HttpRequest, name: str, held: dict[str, Any], status: int = 200) -> HttpResponse:
    """Kept by nobody on the way and found by no search engine; the address of a result is told to nobody."""
    context = {"place": "verify", "largest": LARGEST_MB, **held}
    response = render(request, f"certificates/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    if name == "result":  # a form may not say so: its post would come from nowhere, and be refused
        response.headers["Referrer-Policy"] = "no-referrer"
    return response
