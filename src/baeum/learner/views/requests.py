"""What was asked of offices: with deadline and state."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baeum.learner import words
from baeum.learner.showing import show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.models import CorrectionRequest
from baeum.ledger.queries import corrections_of
from baeum.ledger.services.request_correction import unsealed_answer, unsealed_reason
from baeum.shared.clock import today


@require_safe
@of_account
def requests(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every request of the account, open ones first."""
    on = today()
    rows = [shown_request(one, visit.key, on) for one in corrections_of(visit.id)[:100]]
    return show(request, visit, "requests", {"requests": rows})


def shown_request(one: CorrectionRequest, key: bytes, on: date) -> dict[str, Any]:
    """A request in words."""
    word, style = _state(one, on)
    return {
        "number": one.entry.number,
        "asks": _("확인 요청") if one.asks == CorrectionRequest.Asks.CONFIRMATION else _("정정 요구"),
        "office": words.office_name(one.office),
        "reason": unsealed_reason(key, one),
        "answer": unsealed_answer(key, one),
        "asked_at": words.moment(one.asked_at),
        "answered_at": words.moment(one.answered_at),
        "due_on": words.day(one.due_on),
        "open": one.answer is None,
        "word": word,
        "style": style,
    }


def _state(one: CorrectionRequest, on: date) -> tuple[str, str]:
    if one.answer == CorrectionRequest.Answer.GRANTED:
        return _("받아들임"), "success"
    if one.answer == CorrectionRequest.Answer.DECLINED:
        return _("받아들이지 않음"), "danger"
    if one.due_on < on:
        return _("기한 지남"), "danger"
    left = (one.due_on - on).days
    return _("답을 기다림 · {count}일 남음").format(count=left), "warning"
