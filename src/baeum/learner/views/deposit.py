"""Depositing: choose a kind of learning, answer its questions; what is not finished stays a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.calculator.reading import clean
from baeum.learner import words
from baeum.learner.depositing import Problem, problems_of, read, refusal_words, too_large, typed_of
from baeum.learner.kinds import BY_KIND, KindForm
from baeum.learner.models import Draft
from baeum.learner.services.keep_draft import drop_draft, keep_draft, kept_draft
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.learning import Learning
from baeum.ledger.models import DepositRequest
from baeum.ledger.services.deposit import deposit as enter
from baeum.ledger.services.put_evidence import put_evidence
from baeum.ledger.writing import Written
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal

KEPT = ("where", "credits", "happened_on", "happened_from")  # stay for the next one of the same place


@require_safe
@of_account
def kinds(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every kind of learning, by part."""
    drafts = set(Draft.objects.filter(account=visit.account).values_list("kind", flat=True))
    parts = [
        {
            "label": label,
            "part": part,
            "kinds": [
                {
                    "label": words.kind_word(kind),
                    "hint": BY_KIND[kind.code].hint,
                    "href": reverse("learner:deposit", args=[visit.id, kind.code]),
                    "draft": kind.code in drafts,
                }
                for kind in words.kinds_by_part(today())[part]
                if kind.code in BY_KIND
            ],
        }
        for part, label in words.PARTS.items()
    ]
    return show(request, visit, "deposit_kinds", {"parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def deposit(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """GET: the questions, with what was typed before; POST: deposit, keep the draft, or drop it."""
    form = BY_KIND.get(kind)
    if form is None:
        raise Http404
    if request.method != "POST":
        return _form(request, visit, form, kept_draft(visit.id, kind, key=visit.key))
    action = request.POST.get("action", "deposit")
    if action == "drop":
        drop_draft(visit.id, kind)
        return go("deposit_kinds", visit.id, done="dropped")
    typed = typed_of(form, request.POST)
    if action == "draft":
        keep_draft(visit.id, kind, typed, key=visit.key)
        return go("deposit_kinds", visit.id, done="drafted")
    return _deposit(request, visit, form, typed, again=action == "again")


def _deposit(
    request: HttpRequest, visit: Visit, form: KindForm, typed: dict[str, str], *, again: bool
) -> HttpResponse:
    """Enter what was typed; where something has to be put right the page has everything again."""
    learning = read(form, typed)
    problems = learning if isinstance(learning, list) else []
    file = request.FILES.get("file")
    if file is not None and (file.size or 0) > settings.LARGEST_UPLOAD:
        problems = [*problems, Problem("file", _("증빙 파일"), refusal_words(too_large(file.size or 0)))]
    if not problems and not isinstance(learning, list):
        answer = _enter(visit, learning, clean(request.POST.get("key", ""))[:100] or uuid4().hex, file)
        if isinstance(answer, Written):
            drop_draft(visit.id, form.code)
            if again:
                kept = {name: text for name, text in typed.items() if name in KEPT}
                return _form(request, visit, form, kept, done=_("적었습니다. 하나 더 적으세요."))
            return go("line", visit.id, answer.number, done="deposited")
        problems = problems_of(form, answer)
    keep_draft(visit.id, form.code, typed, key=visit.key)
    return _form(request, visit, form, typed, problems)


def _enter(visit: Visit, learning: Learning, key: str, file: Any) -> Written | Refusal:
    """The line, with its file where there is one: both or neither."""
    if file is None or not file.size:
        return enter(visit.id, learning, key=key, by=visit.actor, on=today())
    sent = DepositRequest.objects.filter(office=None, by_person=visit.actor.person_id, key=key).first()
    if sent is not None and sent.entry_id is not None:  # sent twice: the file has a new name each time
        return Written(**sent.outcome)
    with transaction.atomic():
        put = put_evidence(visit.id, file.read(), by=visit.actor)
        if isinstance(put, Refusal):
            return put
        shown = replace(learning, evidence=put.evidence_id)
        answer = enter(visit.id, shown, key=key, by=visit.actor, on=today())
        if isinstance(answer, Refusal):
            transaction.set_rollback(True)
        return answer


def _form(
    request: HttpRequest,
    visit: Visit,
    form: KindForm,
    typed: dict[str, str],
    problems: list[Problem] | None = None,
    done: str = "",
) -> HttpResponse:
    errors = {one.target: one.message for one in problems or ()}
    fields = [
        {
            "id": f"f-{one.name}",
            "label": one.label,
            "kind": one.kind,
            "optional": one.optional,
            "when": one.when,
            "hint": one.hint,
            "options": list(one.options),
            "value": typed.get(one.name, ""),
            "error": errors.get(f"f-{one.name}", ""),
        }
        for one in form.fields
    ]
    here = {
        "kind": form.code,
        "title": words.kind_name(form.code, today()),
        "hint": form.hint,
        "fields": fields,
        "key": uuid4().hex,  # a refused deposit keeps its key; what is put right is another
        "problems": problems or [],
        "errors": errors,
        "drafted": any(typed.values()) and not done,
    }
    here |= {"done": done} if done else {}
    return show(request, visit, "deposit", here, status=422 if problems else 200)
