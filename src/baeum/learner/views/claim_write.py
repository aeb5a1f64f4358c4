"""Writing a claim: its form, what it still lacks, when it can be submitted, and what it would change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from baeum.claims.kinds import Basis
from baeum.claims.kinds.basis import Problem as Lack
from baeum.claims.models import Claim
from baeum.claims.services.submit import submit
from baeum.claims.services.supplement import supplement
from baeum.claims.services.write_draft import write_draft
from baeum.claims.valid import lacking
from baeum.learner import (
    auditing,
    claim_forms,
    claim_lines,
    claim_preview,
    claim_showing,
    goal_fields,
    goal_forms,
)
from baeum.learner.depositing import Problem
from baeum.learner.services.choose_goal import chosen_goal
from baeum.learner.showing import go, show
from baeum.learner.views.claim import claim_of
from baeum.learner.visiting import Visit, of_account
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from baeum_rules.claims.path import WRITABLE
from baeum_rules.claims.sentences import explained
from baeum_rules.claims.windows import countdown

AT = {  # where the form has what a service calls otherwise
    "goal": "g-major",
    "university": "via",
    "objection": "objection",
    "conferral": "conferral",
    "lines": "lines",
}


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def write(request: HttpRequest, visit: Visit, claim: UUID) -> HttpResponse:
    """GET: the form with what is kept; POST: keep what was typed, and submit it where asked for."""
    held, on = claim_of(visit, claim), today()
    if held.state not in WRITABLE:
        return go("claim", visit.id, held.pk)
    if request.method != "POST":
        return show(request, visit, "claim_write", _shown(visit, held))
    given = claim_forms.written(held.kind, request.POST)
    kept = write_draft(held.pk, by=visit.actor, on=on, **given)
    if isinstance(kept, Refusal):
        return _again(request, visit, claim, kept)
    if request.POST.get("then") != "submit":
        return go("claim_write", visit.id, held.pk, done="claim_kept")
    wanted = supplement if held.state == "returned" else submit
    done = wanted(held.pk, by=visit.actor, on=on)
    if isinstance(done, Refusal):
        return _again(request, visit, claim, done)
    return go("claim", visit.id, held.pk, done="claim_submitted")


def _again(request: HttpRequest, visit: Visit, claim: UUID, refusal: Refusal) -> HttpResponse:
    """The form with everything that is wrong at once; with the refusal alone where nothing else is."""
    shown = _shown(visit, claim_of(visit, claim))
    told = [one for one in shown["lacks"] if one.target != "window"]
    single = Problem("claim-form", "", sentence(refusal, claim_showing.language()))
    problems = told if told and refusal.code in (*shown["lack_codes"], "claim.incomplete") else [single]
    return show(request, visit, "claim_write", shown | {"problems": problems}, status=422)


def _shown(visit: Visit, held: Claim) -> dict[str, Any]:
    on = today()
    basis = Basis(held, visit.key, held.applied_on or on)
    lacks = lacking(held, visit.key, on) if held.state == "draft" else _beside_window(held, visit, on)
    now = countdown(held.kind, on)
    found = claim_preview.preview(basis)
    language = claim_showing.language()
    return {
        "claim": held,
        "title": claim_showing.kind_word(held.kind),
        "hint": claim_showing.HINTS[held.kind](),
        "state": claim_showing.state_of(held),
        "when": explained(now, language) if held.state == "draft" else "",
        "can_submit": held.state == "returned" or now.open,
        "lacks": [_problem(one) for one in lacks],
        "lack_codes": [why.code for _, why in lacks],
        "fields": _fields(basis, visit),
        "lines": claim_lines.lines_for(basis, basis.numbers),
        "one_line": held.kind == "registration",
        "classes": claim_lines.class_choices(basis) if held.kind == "change_class" else [],
        "objection": basis.terms.get("objection", "") if held.kind == "re_examination" else None,
        "of_claim": held.of_claim,
        "preview": claim_preview.shown(basis, found) if found else None,
        "registered_goal": auditing.goal_summary(basis.registered.goal) if basis.registered else "",
        "reason": _asked(held, visit.key),
    }


def _beside_window(held: Claim, visit: Visit, on: Any) -> list[Lack]:
    """What was submitted once needs no window any more."""
    return [one for one in lacking(held, visit.key, on) if one[0] != "window"]


def _problem(lack: Lack) -> Problem:
    place, why = lack
    target = AT.get(place, place if place.startswith("line-") else "claim-form")
    return Problem(target, "", sentence(why, claim_showing.language()))


def _asked(held: Claim, key: bytes) -> str:
    """Why it is to be supplemented."""
    if held.state != "returned":
        return ""
    asked = [one for one in claim_showing.history(held, key) if one["reason"]]
    return str(asked[-1]["reason"]) if asked else ""


def _fields(basis: Basis, visit: Visit) -> list[dict[str, Any]]:
    kind = basis.claim.kind
    fields: list[dict[str, Any]] = []
    if kind in claim_forms.WITH_GOAL:
        goal = claim_forms.goal_of(basis, chosen_goal(visit.id, key=visit.key))
        asked = goal_fields.fields_of(goal_forms.RECOGNITION, goal, [])
        fixed = [f"g-{name}" for name in claim_forms.LINKAGE_GOAL] if kind == "linkage" else []
        fields += [field for field in asked if field["id"] not in fixed]
    if kind == "degree":
        fields += [claim_forms.conferral_field(basis), claim_forms.via_field(basis)]
    if kind == "recognition":
        fields.append(claim_forms.via_field(basis))
    if kind in claim_forms.WITH_FEE:
        fields.append(claim_forms.exemption_field(basis))
    return fields
