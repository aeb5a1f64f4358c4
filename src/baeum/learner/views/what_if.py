"""What if: the account's audit under a supposition, beside the one of today. Nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from baeum.calculator.side_by_side import shown
from baeum.calculator.supposing import act, question_of
from baeum.learner import auditing
from baeum.learner.services.choose_goal import chosen_goal
from baeum.learner.showing import show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.queries import statement
from baeum.shared.clock import today
from baeum.shared.views import with_display
from baeum_rules import goals


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
@with_display
def what_if(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the question, empty; POST: one action on it. Without a goal there is nothing to compare with."""
    goal = chosen_goal(visit.id, key=visit.key)
    if goal is None or goals.kind_of({"goal": goal}):  # other goals have no what-if
        return show(request, visit, "what_if", {"goal": None})
    case = auditing.case_from(statement(visit.id), goal, today())
    asked = question_of(case, {name: str(value) for name, value in request.POST.items()})
    act(asked, request.POST.get("action", ""))
    told = shown(asked) | {"goal": goal}
    return show(request, visit, "what_if", told, status=422 if asked.failed else 200)
