"""Notices of an office, and where it wants them by e-mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal

from ..models import Notice, NoticeAddress
from ..queries import PAGE
from ..services.set_notice_address import set_notice_address
from ..telling import said as text_of
from .door import page, said, standing_of
from .shown import language


@require_http_methods(["GET", "HEAD", "POST"])
def every(request: HttpRequest) -> HttpResponse:
    """The newest first; what is new is marked as read once it was shown."""
    office, on = standing_of(request).office_id or 0, today()
    problem, status = "", 200
    if request.method == "POST":
        address, tongue = request.POST.get("address", "")[:254], request.POST.get("language", "ko")
        tongue = tongue if tongue in ("ko", "en") else "ko"
        answer = set_notice_address(address, language=tongue, by=actor(), on=on)
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(f"{reverse('accreditation:notices')}?kept")
        problem, status = said(answer), answer.status
    listed = list(Notice.objects.filter(office_id=office).order_by("-on", "pk")[:PAGE])
    fresh = [one.pk for one in listed if one.read_on is None]
    shown = [{"one": one, "new": one.pk in fresh, "text": text_of(one, language())} for one in listed]
    if fresh and request.method == "GET":
        Notice.objects.filter(pk__in=fresh).update(read_on=on)
    held = NoticeAddress.objects.filter(office_id=office, ends__isnull=True).first()
    typed = {
        "address": request.POST.get("address", held.address if held else ""),
        "language": request.POST.get("language", held.language if held else language()),
    }
    context = {"notices": shown, "typed": typed, "problem": problem, "kept": "kept" in request.GET}
    return page(request, "notices", context, status)
