"""Forms within a claim's page: papers, rulings, fees, and the hearing that begins a cancellation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from baeum.claims.act import Event
from baeum.claims.decided import standing
from baeum.claims.models import Degree, Fee, Ruling
from baeum.claims.opening import open_claim
from baeum.claims.queries import claim_of
from baeum.claims.services.accept_evidence import accept_evidence
from baeum.claims.services.call_hearing import call_hearing
from baeum.claims.services.decline_evidence import decline_evidence
from baeum.claims.services.decline_ruling import decline_ruling
from baeum.claims.services.exempt import exempt
from baeum.claims.services.receive_payment import receive_payment
from baeum.claims.services.rule import rule
from baeum.claims.services.second import second
from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal

from .claims import claim_shown
from .claims_door import page, refused, said

LARGEST = 2**31 - 1


@require_POST
def examine(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """The papers that were ticked are accepted, or declined with a reason."""
    numbers = _numbers(request.POST.getlist("line"))
    reason = request.POST.get("reason", "")[:4000]

    def doing() -> object:
        if request.POST.get("evidence") == "decline":
            return decline_evidence(claim_id, numbers, reason=reason, by=actor(), on=today())
        return accept_evidence(claim_id, numbers, by=actor(), on=today())

    return _done(request, claim_id, doing, {"reason": reason, "ticked": numbers})


@require_POST
def ruling(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """A class is given to a line; or what a colleague gave is seconded, or declined."""
    typed = {name: str(value)[:4000] for name, value in request.POST.items()}
    number = _numbers([typed.get("line", "")])

    def doing() -> object:
        answer = typed.get("answer", "")
        if answer in ("second", "decline"):
            found = _ruling(claim_id, typed.get("ruling", ""))
            if found is None:
                return Refusal("ruling.unknown", status=404)
            act = second if answer == "second" else decline_ruling
            return act(found, by=actor(), on=today())
        if not number:
            return Refusal("claim.no_lines")
        return rule(
            claim_id,
            number[0],
            committee_class=typed.get("class", ""),
            reason=typed.get("reason", ""),
            by=actor(),
            on=today(),
        )

    return _done(request, claim_id, doing, {"reason": typed.get("reason", "")})


@require_POST
def fee(request: HttpRequest, claim_id: UUID, fee_id: int) -> HttpResponse:
    """A payment came in, or the learner is exempt."""
    known = fee_id <= LARGEST and Fee.objects.filter(pk=fee_id, claim_id=claim_id).exists()
    reference = request.POST.get("reference", "")[:100]

    def doing() -> object:
        if not known:
            return Refusal("fee.unknown", status=404)
        if request.POST.get("settle") == "exempt":
            return exempt(fee_id, by=actor(), on=today())
        return receive_payment(fee_id, reference=reference, by=actor(), on=today())

    return _done(request, claim_id, doing, {"reference": reference})


@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """Begin the cancellation of recognised lines, or of a degree, of the learner of a claim: a hearing."""
    claim = claim_of(claim_id)
    opened = open_claim(claim_id, claim.number) if claim else Refusal("claim.unknown", status=404)
    if isinstance(opened, Refusal):
        return refused(request, opened)
    decided = standing(opened.account_id, opened.key)
    numbers, reason = _numbers(request.POST.getlist("line")), request.POST.get("reason", "")[:4000]
    holding = Degree.objects.filter(account_id=opened.account_id, conferred_on__isnull=False)
    degrees = {str(one.pk): one for one in holding.filter(cancelled_on__isnull=True)}
    degree = degrees.get(request.POST.get("degree", ""))
    problem, status = "", 200
    if request.method == "POST":
        answer = call_hearing(
            opened.account_id,
            numbers=() if degree else numbers,
            of_degree=degree.pk if degree else None,
            reason=reason,
            by=actor(),
            on=today(),
        )
        if isinstance(answer, Event):
            return HttpResponseRedirect(reverse("desk:claim", args=[answer.claim_id]))
        problem, status = said(answer), answer.status
    titles = {
        record["id"]: next(record[name] for name in ("subject", "name", "item") if name in record)
        for record in (decided.records if decided else [])
    }
    shown = {
        "tab": "claims",
        "claim": claim,
        "lines": [(int(name), titles[name], credits) for name, credits in _recognised(decided)],
        "degrees": degrees.values(),
        "degree": degree,
        "ticked": numbers,
        "reason": reason,
        "problem": problem,
    }
    return page(request, "claim_hearing", shown, status)


def _recognised(decided: Any) -> list[tuple[str, int]]:
    return sorted(decided.recognised.items(), key=lambda one: int(one[0])) if decided else []


def _done(
    request: HttpRequest, claim_id: UUID, doing: Callable[[], object], typed: dict[str, Any]
) -> HttpResponse:
    """Back to the claim; where it was refused, with the reason and what was typed."""
    answer = doing()
    if not isinstance(answer, Refusal):
        return HttpResponseRedirect(reverse("desk:claim", args=[claim_id]))
    shown = claim_shown(claim_id)
    if isinstance(shown, Refusal):
        return refused(request, shown)
    return page(request, "claim", {**shown, "problem": said(answer), "typed": typed}, answer.status)


def _numbers(given: list[str]) -> list[int]:
    return [int(text) for text in given if text.isascii() and text.isdigit() and len(text) < 10 and int(text)]


def _ruling(claim_id: UUID, given: str) -> UUID | None:
    try:
        wanted = UUID(given)
    except ValueError:
        return None
    found = Ruling.objects.filter(pk=wanted, claim_id=claim_id)
    return found.values_list("pk", flat=True).first()
