"""The queue of an office: what it has, until when, what is overdue; and one act on many."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import STATES, acts_in
from baeum_rules.accreditation.sentences import word

from ..granted import grants_of
from ..models import Application
from ..queries import PAGE, in_states, queue
from .acts import asked
from .doing import FORMS
from .door import page, said, standing_of
from .shown import language, row_shown

MOST = 1000


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The queue, the most urgent first, whole or in one state, or what is overdue."""
    return page(request, "queue", queue_shown(request))


def queue_shown(request: HttpRequest) -> dict[str, Any]:
    """What the page of a queue shows."""
    held, on = standing_of(request), today()
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    overdue = "overdue" in request.GET
    office = held.office_id or 0
    found = Paginator(queue(office, on, state=state, overdue=overdue), PAGE).get_page(request.GET.get("page"))
    listed = list(found.object_list)
    grants = grants_of(one.pk for one in listed)
    counted = in_states(office, on)
    acts = acts_in(state, held.role or "") if state else ()
    bulk = dict.fromkeys(row.act for row in acts if row.act in FORMS and FORMS[row.act].bulk)
    return {
        "tab": "queue",
        "rows": [row_shown(one, grants.get(one.pk), on, inside=True) for one in listed],
        "found": found,
        "state": state,
        "state_said": word("state", state, language()) if state else "",
        "only_overdue": overdue,
        "counted": [{"one": one, "said": word("state", one.state, language())} for one in counted],
        "total": sum(one.total for one in counted),
        "overdue": sum(one.overdue for one in counted),
        "bulk": [(act, word("act", act, language())) for act in bulk],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """One act on the applications that were ticked: first asked, then done, each done or refused."""
    act = request.POST.get("act", "") or request.GET.get("act", "")
    if request.method != "POST":
        return page(request, "queue", queue_shown(request))
    if act not in FORMS or not FORMS[act].bulk:
        raise Http404
    ids = _ids(request.POST.getlist("application"))
    chosen = list(Application.objects.filter(pk__in=ids).select_related("course_version", "office"))
    typed = {name: str(value)[:5000] for name, value in request.POST.items()}
    shown: dict[str, Any] = {"tab": "queue", "chosen": chosen, **asked(act, typed, chosen)}
    if "confirmed" not in request.POST or not chosen:
        return page(request, "bulk", shown, 200 if chosen else 422)
    keys = [one.pk for one in chosen]
    answers = FORMS[act].doing(keys, typed, actor(), today())
    if len(answers) < len(keys):
        answers = answers * len(keys)
    refused = [(one, said(a)) for one, a in zip(chosen, answers, strict=True) if isinstance(a, Refusal)]
    shown |= {"done": len(keys) - len(refused), "refused": refused}
    return page(request, "bulk", shown, 422 if len(refused) == len(keys) else 200)


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for text in given[:MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
