"""Share links: what each shows and how often it was opened; making one, withdrawing one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.calculator.reading import clean
from baeum.learner import words
from baeum.learner.depositing import Problem, refusal_words
from baeum.learner.lines import READ_WITH, shown
from baeum.learner.models import Share
from baeum.learner.services.share import (
    LONGEST_DAYS,
    MOST_LINES,
    Shared,
    Wanted,
    purpose_of,
    share,
    withdraw_share,
)
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.models import Entry
from baeum.shared.clock import today
from baeum.shared.days import day as iso_day
from baeum.shared.refusal import Refusal

USUAL_DAYS = 30


@require_safe
@of_account
def shares(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The links of the account, the latest first."""
    found = Share.objects.filter(account=visit.account).annotate(count=Count("lines")).order_by("-made_at")
    rows = [_row(one, visit.key, today()) for one in found[:100]]
    return show(request, visit, "shares", {"shares": rows})


def _row(one: Any, key: bytes, on: date) -> dict[str, Any]:
    state = (_("보이는 중"), "success")
    if one.withdrawn_at:
        state = (_("거둠"), "gray")
    elif one.ends < on:
        state = (_("기한 끝남"), "gray")
    return {
        "id": one.pk,
        "purpose": purpose_of(one, key=key),
        "made_at": words.moment(one.made_at),
        "ends": words.day(one.ends),
        "lines": words.lines(one.count),
        "views": _("{count}번 열림").format(count=one.views),
        "viewed_at": words.moment(one.viewed_at),
        "withdrawn_at": words.moment(one.withdrawn_at),
        "open": one.withdrawn_at is None and one.ends >= on,
        "word": state[0],
        "style": state[1],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def making(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Choose lines and the last day; the link is told once, on the page that follows."""
    standing = Entry.objects.filter(account=visit.account, later__isnull=True).exclude(act="reversal")
    entries = standing.select_related(*READ_WITH).order_by("-happened_on", "-number")[:MOST_LINES]
    typed = {
        "purpose": clean(request.POST.get("purpose", "")),
        "ends": clean(request.POST.get("ends", "")) or (today() + timedelta(USUAL_DAYS)).isoformat(),
        "shows_name": request.POST.get("shows_name", "yes" if request.method != "POST" else "") == "yes",
        "numbers": {int(one) for one in request.POST.getlist("line") if one.isascii() and one.isdecimal()},
    }
    problems: list[Problem] = []
    if request.method == "POST":
        answer = _make(visit, typed, problems)
        if isinstance(answer, Shared):
            link = request.build_absolute_uri(reverse("learner:shared", args=[answer.token]))
            return show(request, visit, "share_made", {"link": link, "ends": words.day(answer.ends)})
    here = {
        "lines": shown(entries, visit.key),
        "typed": typed,
        "latest": words.day(today() + timedelta(LONGEST_DAYS)),
        "problems": problems,
        "errors": {one.target: one.message for one in problems},
    }
    return show(request, visit, "share_new", here, status=422 if problems else 200)


def _make(visit: Visit, typed: dict[str, Any], problems: list[Problem]) -> Shared | None:
    try:
        ends = date.fromisoformat(iso_day(typed["ends"]))
    except ValueError:
        told = _("“{text}”은 날짜가 아닙니다. 2014-11-19, 2014.11.19., 20141119처럼 적으세요.")
        problems.append(Problem("ends", _("마지막 날"), told.format(text=typed["ends"][:40])))
        ends = today()
    if not typed["purpose"]:
        problems.append(Problem("purpose", _("어디에 쓰나요?"), _("적어 주세요.")))
    if not typed["numbers"]:
        problems.append(Problem("lines", _("보여 줄 줄"), _("하나 이상 고르세요.")))
    if problems:
        return None
    wanted = Wanted(sorted(typed["numbers"]), ends, typed["purpose"], typed["shows_name"])
    answer = share(visit.id, wanted, key=visit.key, by=visit.actor, on=today())
    if isinstance(answer, Refusal):
        problems.append(_told(answer))
        return None
    return answer


def _told(refusal: Refusal) -> Problem:
    target, place = {
        "share.ends": ("ends", _("마지막 날")),
        "share.purpose": ("purpose", _("어디에 쓰나요?")),
    }.get(refusal.code, ("lines", _("보여 줄 줄")))
    return Problem(target, place, refusal_words(refusal))


@require_http_methods(["POST"])
@of_account
def withdrawing(request: HttpRequest, visit: Visit, share: UUID) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Withdraw a link."""
    if not withdraw_share(visit.id, share, by=visit.actor):
        raise Http404
    return go("shares", visit.id, done="withdrawn")
