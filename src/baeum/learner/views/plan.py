"""Plans towards the chosen degree: wishes, then the plans side by side, sent while they are searched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from baeum.calculator.present import language
from baeum.claims.registered import registered
from baeum.learner import auditing, planned, planning
from baeum.learner.services.choose_goal import chosen_goal
from baeum.learner.showing import frame, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.queries import statement
from baeum.planner.asking import Question, searching
from baeum.planner.offerings import offered_items
from baeum.shared.clock import today
from baeum_rules import goals
from baeum_rules.plan.progress import Progress
from baeum_rules.recognition import recognise

HERE = "<!-- plans -->"  # where the search's news and its answer go


@require_safe
@of_account
def plan(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The wishes; with ``ask`` in the address also what they lead to."""
    goal = chosen_goal(visit.id, key=visit.key)
    if goal is None or goals.kind_of({"goal": goal}):  # other goals are not met by credits
        return show(request, visit, "plan", {"other": goal is not None})
    is_registered = registered(visit.id, visit.key) is not None
    typed = planning.typed(request.GET, goal, is_registered=is_registered)
    shown: dict[str, Any] = {
        "goal": goal,
        "goal_summary": auditing.goal_summary(goal),
        **planning.form(request.GET, goal, typed, today()),
        "is_registered": is_registered,
        "problems": typed.problems,
    }
    if typed.wishes is None or not request.GET.get(planning.ASKED):
        return show(request, visit, "plan", shown, status=422 if typed.problems else 200)
    case = auditing.case_from(statement(visit.id), goal, today())
    if faults := recognise(case).get("errors"):
        return show(request, visit, "plan", shown | {"faults": [str(one[language()]) for one in faults]})
    question = Question(
        case,
        typed.wishes,
        typed.certificates,
        "bdes" in typed.flags,
        "no_repeat" not in typed.flags,
        offered_items(today()),
    )
    page = render_to_string(
        "learner/plan.html", {**frame(request, visit, "plan"), **shown, "searching": True}, request
    )
    return _streamed(page, question, visit)


def _streamed(page: str, question: Question, visit: Visit) -> StreamingHttpResponse:
    """The page up to where the answer goes, news of the search, the answer, and the rest of the page."""
    before, _, after = page.partition(HERE)
    response = StreamingHttpResponse(_parts(before, after, question, visit.id, translation.get_language()))
    response.headers["Content-Encoding"] = "identity"  # compressed, news would wait for more of them
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _parts(before: str, after: str, question: Question, account: int, lang: str | None) -> Iterator[str]:
    with translation.override(lang):
        yield before + '<ol class="news">'
        for one in searching(question):
            if one is None:
                yield " "
            elif isinstance(one, Progress):
                share = min(99, round(100 * one.spent / max(one.seconds, 0.1)))
                yield format_html(
                    '<li><progress max="100" value="{}">{} %</progress> {}</li>\n',
                    share,
                    share,
                    planned.news(one),
                )
            else:
                shown = {"broken": True} if "plans" not in one else planned.answer(one)
                yield "</ol>" + render_to_string("learner/plans.html", shown | {"account": account})
    yield after
