"""Requests for correction: the queue, and the answer: granted, or declined with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.ledger.learning import Learning
from baeum.ledger.models import CorrectionRequest
from baeum.ledger.services.answer_correction import answer_correction
from baeum.ledger.services.request_correction import unsealed_answer, unsealed_reason
from baeum.people.acting import actor
from baeum.people.keys import key_of
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.sheets.completion import RowError, read_completion

from ..checking import learning_of
from ..fields import NAMES, OF_A_LINE, fields, of_content, typed_in
from ..queries import (
    PAGE,
    Registered,
    completion,
    corrections_done,
    corrections_to_do,
    holders_of_accounts,
)
from ..saying import said_or
from .door import officer, page, refused
from .shown import line_shown, named

REPLACE, TAKE_BACK, CONFIRM, DECLINE = "replace", "take_back", "confirm", "decline"


@require_safe
@officer
def every(request: HttpRequest, office: Office) -> HttpResponse:
    """The queue of requests, and those that were answered."""
    done = request.GET.get("state") == "done"
    listed = list((corrections_done if done else corrections_to_do)(office.pk)[:PAGE])
    numbers = holders_of_accounts(one.account_id for one in listed)
    shown = {
        "asked": [
            {"request": one, "learner_number": numbers[one.account_id].learner_number}
            for one in listed
            if one.account_id in numbers
        ],
        "done": done,
        "on": today(),
    }
    return page(request, office, "corrections", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def one(request: HttpRequest, office: Office, request_id: UUID) -> HttpResponse:
    """One request: what it asks, the line, and the answer."""
    asked = CorrectionRequest.objects.filter(office=office, pk=request_id).select_related("entry").first()
    line = completion(office.pk, asked.account_id, asked.entry.number) if asked else None
    if asked is None or line is None:
        return refused(request, Refusal("desk.no_request", status=404))
    if request.method != "POST":
        return page(request, office, "correction", _shown(asked, line))
    answer = request.POST.get("answer", "")
    typed = typed_in(request.POST)
    reason = request.POST.get("reason", "")
    learning, errors = _correction(office, line, typed) if answer == REPLACE else (None, [])
    if answer not in _answers(asked):
        problem = _("어떻게 답할지 고르세요.")
    elif errors:
        problem = ""
    else:
        result = answer_correction(
            request_id, grant=answer != DECLINE, reason=reason, by=actor(), on=today(), correction=learning
        )
        if not isinstance(result, Refusal):
            return HttpResponseRedirect(reverse("desk:correction", args=[request_id]))
        problem = said_or(result)
    shown = {
        **_shown(asked, line),
        "fields": fields(typed, errors, OF_A_LINE),
        "errors": named(errors),
        "answer": answer,
        "reason": reason,
        "problem": problem,
    }
    return page(request, office, "correction", shown, status=422)


def _answers(asked: CorrectionRequest) -> tuple[str, ...]:
    if asked.asks == CorrectionRequest.Asks.CONFIRMATION:
        return CONFIRM, DECLINE
    return REPLACE, TAKE_BACK, DECLINE


def _correction(
    office: Office, line: Registered, typed: dict[str, str]
) -> tuple[Learning | None, list[RowError]]:
    """The line as corrected. Whose it is stays: number and name are only given to be read as a whole."""
    whole = {**typed, "learner_number": line.learner_number, "name": line.learner_number}
    read, errors = read_completion(whole, NAMES, on=today())
    if read is None:
        return None, errors
    return learning_of(read, line.row.entry.kind, office.name_ko), []


def _shown(asked: CorrectionRequest, line: Registered) -> dict[str, Any]:
    holder = holders_of_accounts([asked.account_id]).get(asked.account_id)
    key = key_of(holder.person_id) if holder else None
    open_ = asked.answer is None
    return {
        "asked": asked,
        "line": line_shown(line),
        "open": open_,
        "overdue": open_ and asked.due_on < today(),
        "why": unsealed_reason(key, asked) if key else "",
        "said": (unsealed_answer(key, asked) or "") if key else "",
        "answers": _answers(asked),
        "fields": fields(of_content(line.content, line.row.entry), (), OF_A_LINE),
        "reason": "",
        "answer": "",
    }
