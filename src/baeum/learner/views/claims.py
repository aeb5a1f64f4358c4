"""A learner's claims: registered towards what, how far, what can be begun, what has become of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.calculator import present
from baeum.claims import queries
from baeum.claims.decided import Decided, standing
from baeum.claims.models import Degree, Fee
from baeum.claims.registered import Registered, registered
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.read_notices import read_notices
from baeum.learner import auditing, claim_showing, words
from baeum.learner.depositing import Problem
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from baeum_rules.claims.path import ASKS
from baeum_rules.recognition.openings import OPENINGS, openings_of

BEFORE_REGISTRATION = ("registration",)
FROM_A_CLAIM = ("re_examination",)  # begun where the decision is read
MOST_NOTICES = 10


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def claims(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: everything at a glance; POST: begin a draft of a kind."""
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        begun = open_draft(visit.id, kind, by=visit.actor, on=today())
        if not isinstance(begun, Refusal):
            return go("claim_write", visit.id, begun.claim_id)
        told = sentence(begun, claim_showing.language())
        here = _shown(visit) | {"problems": [Problem("begin", "", told)]}
        return show(request, visit, "claims", here, status=begun.status)
    return show(request, visit, "claims", _shown(visit))


def _shown(visit: Visit) -> dict[str, Any]:
    on = today()
    held = registered(visit.id, visit.key)
    decided = standing(visit.id, visit.key)
    rows = list(queries.of_account(visit.id)[: queries.PAGE])
    fees = list(queries.fees_of(visit.id)[: queries.PAGE])
    notices = list(queries.notices_of(visit.id)[:MOST_NOTICES])
    told = [claim_showing.notice_row(one, visit.key, visit.id) for one in notices]
    read_notices(notices, by=visit.actor, on=on)
    degrees = Degree.objects.filter(account_id=visit.id, conferred_on__isnull=False).select_related("body")
    kinds = [kind for kind in ASKS if kind not in (*BEFORE_REGISTRATION, *FROM_A_CLAIM)]
    return {
        "registered": _registered(held),
        "progress": _progress(decided) if decided else None,
        "begin": claim_showing.begin_rows(on, kinds if held else list(BEFORE_REGISTRATION)),
        "claims": [claim_showing.row(one, visit.id, on) for one in rows],
        "fees": [claim_showing.fee_row(one, visit.id) for one in fees],
        "to_pay": _won(fees),
        "notices": told,
        "degrees": [claim_showing.degree_row(one) for one in degrees.order_by("-conferred_on")],
    }


def _registered(held: Registered | None) -> dict[str, str] | None:
    if held is None:
        return None
    return {
        "number": held.number,
        "since": words.day(held.registered_on),
        "goal": auditing.goal_summary(held.goal),
    }


def _progress(decided: Decided) -> dict[str, Any]:
    """How far the recognised credits reach."""
    shown = present.result(decided.answer, decided.case["goal"])
    return {
        "headline": shown["headline"],
        "complete": shown["complete"],
        "recognised": present.credits_word(shown["recognised"]),
        "picture": shown["needs_picture"],
        "rows": shown["rows"],
        **claim_showing.decided_head(decided),
    }


def _won(fees: list[Fee]) -> str:
    total = sum(fee.won for fee in fees if fee.state == Fee.State.OPEN)
    return _("{won}원").format(won=f"{total:,}") if total else ""


@require_safe
@of_account
def openings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the credits that were recognised open, with what is missing for the rest."""
    decided = standing(visit.id, visit.key)
    rows = openings_of(decided.case, decided.answer) if decided else []
    language = claim_showing.language()
    shown = [
        {
            "title": one["title"][language],
            "open": one["open"],
            "short": one["short"],
            "need": one["need"],
            "have": one["have"],
            "reasons": [present.reason(reason) for reason in one["reasons"]],
        }
        for one in rows
    ]
    head = claim_showing.decided_head(decided) if decided else None
    here = {"openings": shown, "decided": head, "count": len(OPENINGS), "href": _claims(visit)}
    return show(request, visit, "openings", here)


def _claims(visit: Visit) -> str:
    return reverse("learner:claims", args=[visit.id])
