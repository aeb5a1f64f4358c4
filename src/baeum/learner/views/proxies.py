"""The proxies of a person: recorded with a last day, ended at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.calculator.reading import clean
from baeum.learner import words
from baeum.learner.depositing import Problem, refusal_words
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.people.models import Proxy, SignIn
from baeum.people.services.end_proxy import end_proxy
from baeum.people.services.record_proxy import record_proxy
from baeum.shared.clock import now, today
from baeum.shared.days import day as iso_day
from baeum.shared.refusal import Refusal

USUAL_DAYS = 365


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def proxies(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: who may act for the person; POST: record another proxy. Only the person themselves records."""
    typed = {
        "login": clean(request.POST.get("login", "")).lower(),
        "ends": clean(request.POST.get("ends", "")) or (today() + timedelta(USUAL_DAYS)).isoformat(),
    }
    problems: list[Problem] = []
    if request.method == "POST":
        _record(visit, typed, problems)
        if not problems:
            return go("proxies", visit.id, done="recorded")
    found = list(Proxy.objects.filter(principal_id=visit.account.person_id).order_by("-pk")[:100])
    sign_ins = SignIn.objects.filter(person_id__in=[one.proxy_id for one in found])
    logins = dict(sign_ins.values_list("person_id", "login"))
    shown = {
        "proxies": [_row(one, logins, today()) for one in found],
        "typed": typed,
        "problems": problems,
        "errors": {one.target: one.message for one in problems},
    }
    return show(request, visit, "proxies", shown, status=422 if problems else 200)


def _row(one: Proxy, logins: dict[Any, str], on: date) -> dict[str, Any]:
    holds = one.revoked_at is None and one.begins <= on <= one.ends
    return {
        "id": one.pk,
        "login": logins.get(one.proxy_id, ""),
        "begins": words.day(one.begins),
        "ends": words.day(one.ends),
        "ended": words.moment(one.revoked_at),
        "holds": holds,
    }


def _record(visit: Visit, typed: dict[str, str], problems: list[Problem]) -> None:
    found = SignIn.objects.filter(login=typed["login"]).first()
    if not typed["login"]:
        problems.append(Problem("login", _("대리인의 로그인 이름"), _("적어 주세요.")))
    elif found is None or not visit.own:
        told = _("그런 로그인 이름이 없습니다. 대리인에게 물어 그대로 적으세요.")
        problems.append(Problem("login", _("대리인의 로그인 이름"), told))
    ends = None
    try:
        ends = date.fromisoformat(iso_day(typed["ends"]))
    except ValueError:
        told = _("“{text}”은 날짜가 아닙니다. 2014-11-19, 2014.11.19., 20141119처럼 적으세요.")
        problems.append(Problem("ends", _("마지막 날"), told.format(text=typed["ends"][:40])))
    if problems or found is None or ends is None:
        return
    on = today()
    person = visit.account.person_id
    answer = record_proxy(person, found.person_id, begins=on, ends=ends, by=visit.actor, on=on)
    if isinstance(answer, Refusal):
        target = "login" if answer.code == "proxy.oneself" else "ends"
        problems.append(Problem(target, _("내 대리인"), refusal_words(answer)))


@require_http_methods(["POST"])
@of_account
def ending(request: HttpRequest, visit: Visit, proxy: int) -> HttpResponse:  # noqa: ARG001  Django passes it
    """End a proxy: by the person, or by the proxy themselves."""
    if not Proxy.objects.filter(pk=proxy, principal_id=visit.account.person_id).exists():
        raise Http404
    if isinstance(end_proxy(proxy, by=visit.actor, at=now()), Refusal):
        raise Http404
    return go("proxies", visit.id, done="ended") if visit.own else go("accounts")
