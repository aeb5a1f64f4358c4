"""One claim: where it stands, what was decided line by line, what changed, its fees, what one may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baeum.calculator import present
from baeum.claims import queries
from baeum.claims.act import Event
from baeum.claims.decided import Decided, decisions_of
from baeum.claims.kinds import Basis
from baeum.claims.models import Claim, Fee
from baeum.claims.services.answer_hearing import answer_hearing
from baeum.claims.services.appeal import appeal
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.take_back import take_back
from baeum.learner import claim_lines, claim_preview, claim_showing, words
from baeum.learner.depositing import Problem
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from baeum_rules.claims.path import LEARNER, STATES, acts_in
from baeum_rules.claims.sentences import word

WITH_REASON = {"appeal": appeal, "answer_hearing": answer_hearing}
RE_EXAMINED = ("recognition", "change_goal", "linkage", "withdrawal", "change_class", "re_examination")
LONGEST = 4000


def claim_of(visit: Visit, claim: UUID) -> Claim:
    """A claim of the account. Raises Http404."""
    found = queries.claim_of(claim)
    if found is None or found.account_id != visit.id:
        raise Http404
    return found


@require_safe
@of_account
def claim(request: HttpRequest, visit: Visit, claim: UUID) -> HttpResponse:
    """The claim."""
    return show(request, visit, "claim", _shown(visit, claim_of(visit, claim)))


@require_POST
@of_account
def act(request: HttpRequest, visit: Visit, claim: UUID, act: str) -> HttpResponse:
    """What a learner does beside writing: take back, say something in a hearing, object, ask again."""
    held, on = claim_of(visit, claim), today()
    done: Event | Refusal
    if act == "take_back":
        done = take_back(held.pk, by=visit.actor, on=on)
    elif act in WITH_REASON:
        reason = request.POST.get("reason", "").strip()[:LONGEST]
        done = WITH_REASON[act](held.pk, reason=reason, by=visit.actor, on=on)
    elif act == "re_examination":
        done = open_draft(visit.id, act, of_claim=held.pk, by=visit.actor, on=on)
        if not isinstance(done, Refusal):
            return go("claim_write", visit.id, done.claim_id)
    else:
        raise Http404
    if isinstance(done, Refusal):
        told = Problem(f"do-{act}", "", sentence(done, claim_showing.language()))
        here = _shown(visit, claim_of(visit, claim)) | {"problems": [told]}
        return show(request, visit, "claim", here, status=done.status)
    return go("claim", visit.id, held.pk, done=f"claim_{act}")


def _shown(visit: Visit, held: Claim) -> dict[str, Any]:
    language = claim_showing.language()
    fees = Fee.objects.filter(claim=held).select_related("claim").order_by("pk")
    holder = STATES[held.state].holder
    return {
        "claim": held,
        "title": claim_showing.kind_word(held.kind),
        "state": claim_showing.state_of(held),
        "row": claim_showing.row(held, visit.id, today()),
        "holder": words.office_name(held.holder) or word("holder", holder, language),
        "over": holder == "nobody",
        "history": claim_showing.history(held, visit.key),
        "fees": [claim_showing.fee_row(one, visit.id) for one in fees],
        "lines": claim_lines.claimed(Basis(held, visit.key, held.applied_on or today())),
        "acts": _acts(held),
        **_decision(visit, held),
    }


def _acts(held: Claim) -> list[dict[str, Any]]:
    """What the table lets a learner do now; writing has its own page."""
    found = []
    for row in acts_in(held.state, LEARNER, held.kind):
        if row.act in ("take_back", *WITH_REASON):
            label = claim_showing.worded("act", row.act)
            asks = row.act in WITH_REASON
            clause = claim_showing.clause_word(row.clause)
            found.append({"act": row.act, "label": label, "asks": asks, "clause": clause})
    if held.state in ("granted", "refused") and held.kind in RE_EXAMINED:
        label = claim_showing.kind_word("re_examination")
        found.append({"act": "re_examination", "label": label, "asks": False, "clause": ""})
    return found


def _decision(visit: Visit, held: Claim) -> dict[str, Any]:
    """What was decided on this claim, and what it changed against the decision before it."""
    if held.state not in claim_showing.TOLD:
        return {"decision": None}
    every = decisions_of(visit.id, visit.key)
    mine = next((one for one in every if one.claim_id == held.pk), None)
    if mine is None:
        return {"decision": None}
    before = next((one for one in every if one.number < mine.number), None)
    rows = present.record_rows(mine.case, mine.answer)
    numbers = {str(number) for number in held.lines.values_list("number", flat=True)}
    for row in rows:
        row["href_number"] = int(row["id"])
        row["of_claim"] = row["id"] in numbers
    rows.sort(key=lambda row: not row["of_claim"])
    return {
        "decision": {
            **claim_showing.decided_head(mine),
            "rows": rows,
            "result": present.result(mine.answer, mine.case["goal"]),
            "differences": _differences(before, mine),
            "first": before is None,
        }
    }


def _differences(before: Decided | None, after: Decided) -> list[str]:
    if before is None:
        return []
    found = (before.case, before.answer), (after.case, after.answer)
    return claim_preview.told_differences(*found, kinds=claim_preview.EVERY_KIND)


@require_safe
@of_account
def receipt(request: HttpRequest, visit: Visit, fee: int) -> HttpResponse:
    """A receipt to print: of a payment, or of an exemption."""
    found = Fee.objects.select_related("claim", "claim__office").filter(pk=fee).first()
    if found is None or found.claim.account_id != visit.id or found.receipt is None:
        raise Http404
    here = {
        "fee": claim_showing.fee_row(found, visit.id),
        "claim": found.claim,
        "kind": claim_showing.kind_word(found.claim.kind),
        "office": words.office_name(found.claim.office),
        "paid": found.state == Fee.State.PAID,
        "reference": found.reference,
        "title": _("영수증") if found.state == Fee.State.PAID else _("수수료 면제 확인서"),
    }
    return show(request, visit, "receipt", here)
