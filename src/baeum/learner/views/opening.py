"""Opening an account, the consents that go with it, closing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.learner import words
from baeum.learner.depositing import Problem, refusal_words
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, as_oneself, of_account, person_id_of
from baeum.ledger.models import Account, Consent
from baeum.ledger.services.close_account import close_account
from baeum.ledger.services.give_consent import give_consent
from baeum.ledger.services.open_account import open_account
from baeum.ledger.services.withdraw_consent import withdraw_consent
from baeum.people.acting import Actor
from baeum.people.models import Person
from baeum.people.personal import read
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.kinds import purposes_on


@require_http_methods(["GET", "HEAD", "POST"])
@as_oneself
def opening(request: HttpRequest, person: UUID | None = None) -> HttpResponse:
    """Open the account of oneself, or of a principal."""
    by = person_id_of(request)
    found = Person.objects.filter(pk=person or by).first()
    values = read(found) if found else None
    if found is None or values is None:
        raise Http404
    account = Account.objects.filter(person=found).first()
    if account is not None:
        return go("home", account.pk)
    problems: list[Problem] = []
    given = request.POST.getlist("purpose")
    if request.method == "POST":
        answer = open_account(found.pk, purposes=given, by=Actor(by), on=today())
        if not isinstance(answer, Refusal):
            return go("home", answer.account_id, done="opened")
        missing = answer.figures.get("purposes") or [""]
        told = _("계좌를 열려면 필수 동의가 있어야 합니다.") if missing[0] else refusal_words(answer)
        problems = [Problem(f"purpose-{missing[0]}", _("동의"), told)]
    shown = {
        "place": "learner",
        "name": values.name,
        "own": found.pk == by,
        "purposes": _purposes(set(given)),
        "problems": problems,
    }
    return render(request, "learner/opening.html", shown, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def consents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The consents of an account, given and withdrawn one by one; the account is closed from here too."""
    problems: list[Problem] = []
    if request.method == "POST":
        verb, _colon, purpose = request.POST.get("action", "").partition(":")
        act = {"give": give_consent, "withdraw": withdraw_consent}.get(verb)
        if act is None:
            raise Http404
        answer = act(visit.id, purpose=purpose, by=visit.actor, on=today())
        if not isinstance(answer, Refusal):
            return go("consents", visit.id, done="consented")
        problems = [Problem(f"purpose-{purpose}", _("동의"), refusal_words(answer))]
    held = {
        one.purpose: one for one in Consent.objects.filter(account=visit.account, withdrawn_at__isnull=True)
    }
    purposes = _purposes(set(held))
    for one in purposes:
        if one["code"] in held:
            one["given_at"] = words.moment(held[one["code"]].given_at)
    shown = {"purposes": purposes, "problems": problems}
    return show(request, visit, "consents", shown, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def closing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Close the account, after saying so in so many words."""
    problems: list[Problem] = []
    if request.method == "POST":
        if request.POST.get("sure") != "yes":
            problems = [Problem("sure", _("계좌 해지"), _("정말 닫으려면 아래 칸에 표시하세요."))]
        else:
            answer = close_account(visit.id, by=visit.actor)
            if not isinstance(answer, Refusal):
                return go("home", visit.id, done="closed")
            problems = [Problem("close-form", _("닫기"), refusal_words(answer))]
    return show(request, visit, "closing", {"problems": problems}, status=422 if problems else 200)


PLAIN = {  # in plain words: what it means, and what happens without it
    "record": lambda: _("적은 학습을 이 계좌에 모아 둡니다. 이 동의가 없으면 계좌를 열 수 없습니다."),
    "institution_deposit": lambda: _(
        "학습자번호를 받은 기관이 수료한 과정을 대신 적어 줍니다. 거두면 기관은 더 적지 못합니다."
    ),
    "voucher_history": lambda: _("평생교육이용권으로 배운 내력도 함께 둡니다."),
    "employment": lambda: _("일자리를 구할 때 쓸 수 있게 합니다. 보내는 것은 그때마다 내가 정합니다."),
    "statistics": lambda: _("이름을 지운 숫자로만 통계와 연구에 씁니다."),
}


def _purposes(given: set[str]) -> list[dict[str, Any]]:
    """The purposes of today in plain words."""
    return [
        {
            "code": one.code,
            "label": one.en[:1].upper() + one.en[1:] if words.english() else one.ko,
            "plain": PLAIN[one.code]() if one.code in PLAIN else "",
            "required": one.required,
            "clause": one.clause,
            "given": one.code in given,
        }
        for one in purposes_on(today())
    ]
