"""Home: whose accounts one may see, and one account at a glance."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from baeum.claims.queries import notices_of
from baeum.counsel.queries import unread_answers
from baeum.learner import auditing, words
from baeum.learner.models import Draft
from baeum.learner.services.choose_goal import chosen_goal
from baeum.learner.services.keep_draft import OUTSIDE
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, as_oneself, of_account, person_id_of
from baeum.ledger.models import Account, CorrectionRequest
from baeum.ledger.queries import Statement, statement
from baeum.people.models import Person
from baeum.people.personal import read
from baeum.shared.clock import today
from baeum_rules.ledger.entries import SELF_DECLARED


@require_safe
@as_oneself
def accounts(request: HttpRequest) -> HttpResponse:
    """The own account and those of principals; straight to the own where there is nothing to choose."""
    own = person_id_of(request)
    opened = {one.person_id: one for one in Account.objects.all()}
    people = list(Person.objects.all())
    if len(people) == 1 and own in opened:
        return go("home", opened[own].pk)
    rows = []
    for person in sorted(people, key=lambda one: one.pk != own):
        values = read(person)
        if values is None:
            continue
        account = opened.get(person.pk)
        rows.append({"name": values.name, "own": person.pk == own, "person": person.pk, "account": account})
    return render(request, "learner/accounts.html", {"place": "learner", "rows": rows})


@require_safe
@of_account
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The account at a glance: sums by part, the audit for the goal, what to do next."""
    known = statement(visit.id)
    goal = chosen_goal(visit.id, key=visit.key)
    asked = CorrectionRequest.objects.filter(account=visit.account, answer__isnull=True).count()
    drafts = list(Draft.objects.filter(account=visit.account).order_by("-kept_at"))
    on = today()
    shown: dict[str, Any] = {
        "parts": _parts(known),
        "born": words.day(visit.person.birth_date),
        "goal": goal,
        "steps": _steps(visit, known, goal, asked),
        "drafts": [
            {
                "name": _draft_name(one.kind, on),
                "href": reverse("learner:outside_items", args=[visit.id])
                if one.kind == OUTSIDE
                else reverse("learner:deposit", args=[visit.id, one.kind]),
            }
            for one in drafts
        ],
    }
    if goal is not None:
        shown |= auditing.audited(auditing.case_from(known, goal, on, visit.person.birth_date), visit.id)
    return show(request, visit, "home", shown)


def _draft_name(kind: str, on: date) -> str:
    return _("밖에서 받은 증명서") if kind == OUTSIDE else words.kind_name(kind, on)


def _parts(known: Statement) -> list[dict[str, Any]]:
    rows = []
    for part, label in words.PARTS.items():
        sums = known.by_part.get(part)
        lines = sums.lines if sums else 0
        rows.append(
            {
                "part": part,
                "label": label,
                "lines": words.lines(lines),
                "amount": words.amount(sums.credits, sums.hours) if sums else "",
                "empty": not lines,
            }
        )
    return rows


def _steps(visit: Visit, known: Statement, goal: Any, asked: int) -> list[dict[str, str]]:
    """What to do next, the most useful first."""
    steps = []

    def step(words: str, route: str, *args: Any, query: str = "") -> None:
        steps.append({"words": words, "href": reverse(f"learner:{route}", args=[visit.id, *args]) + query})

    standing = [line for line in known.lines if line.state == "stands"]
    reader = visit.actor.person_id
    answers = unread_answers([visit.account.person_id], reader=reader) if reader else 0
    if answers:
        told = ngettext("상담에 새 글이 {count}건 있습니다.", "상담에 새 글이 {count}건 있습니다.", answers)
        steps.append({"words": told.format(count=answers), "href": reverse("counsel:questions")})
    if new := notices_of(visit.id).filter(read_on__isnull=True).count():
        step(_("신청 알림 읽기: {count}건").format(count=new), "claims", query="#notices-title")
    if visit.account.closed_at:
        step(_("해지한 계좌입니다. 적힌 것을 내려받으세요."), "export")
        return steps
    if not standing:
        step(_("첫 줄을 적어 보세요. 졸업한 학교부터 적으면 쉽습니다."), "deposit", "school")
        step(_("다른 곳에서 내보낸 이력이 있으면 들여오세요."), "import")
    if goal is None:
        step(_("어떤 학위를 바라는지 정하면, 무엇이 남았는지 알려 드립니다."), "goal")
    bare = [line for line in standing if line.entry.standing == SELF_DECLARED and not line.evidence_id]
    if bare:
        told = _("증빙이 없는 줄이 {count}개 있습니다. 사진이나 PDF를 붙여 두세요.")
        step(told.format(count=len(bare)), "statement", query="?standing=self_declared&state=stands")
    if asked:
        step(_("답을 기다리는 요청이 {count}건 있습니다.").format(count=asked), "requests")
    return steps
