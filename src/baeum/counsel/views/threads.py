"""The asker's side: what one has asked, and one thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.counsel import queries, saying, showing
from baeum.counsel.services.add import add
from baeum.counsel.services.close import close
from baeum.counsel.services.reopen import reopen
from baeum.counsel.writing import Written
from baeum.counsel.wrong import Wrong
from baeum.people.acting import actor
from baeum.people.models import Person
from baeum.people.personal import read
from baeum.shared.clock import today
from baeum_rules.counsel.acts import ASKER, acts_of

from .door import as_oneself, go, number, page, passed_over

WRITES: Mapping[str, Callable[..., Written | Wrong]] = {"add": add, "close": close, "reopen": reopen}


@require_safe
@as_oneself
def every(request: HttpRequest, person: UUID) -> HttpResponse:
    """The questions of the person and of principals: with something new first."""
    at, before = passed_over(request, queries.PAGE)
    people = queries.people_asking()
    found = queries.questions_of(people, reader=person, before=before)
    others = [one for one in Person.objects.filter(pk__in=people) if one.pk != person]
    names = {one.pk: values.name for one in others if (values := read(one)) is not None}
    rows = showing.listed(found[: queries.PAGE], today())
    for row, one in zip(rows, found, strict=False):
        row["whose"] = names.get(one.question.person_id, "")
        row["office"] = saying.name_of(one.where.office)
    more = f"page={at + 1}" if len(found) > queries.PAGE else ""
    return page(request, "questions", "questions", {"rows": rows, "next": more})


@require_http_methods(["GET", "HEAD", "POST"])
@as_oneself
def one(request: HttpRequest, person: UUID, question: UUID) -> HttpResponse:
    """A thread; a POST adds to it, closes it or opens it again."""
    wrong = None
    act, words = request.POST.get("act", ""), request.POST.get("words", "")
    if request.method == "POST" and act in WRITES:
        made = WRITES[act](question, words=words, by=actor(), after=number(request.POST.get("after")))
        if not isinstance(made, Wrong):
            return go("thread", question, done=act)
        wrong = made
    found = queries.thread(question)
    if found is None or found.where is None:
        raise Http404
    if request.method == "GET":
        queries.mark_read(question, person, found.last_number)
    shown = {
        "thread": showing.thread_shown(found, side=ASKER, viewer=person, on=today()),
        "acts": acts_of(ASKER, found.where.state),
        "words": words,
        "problems": saying.problems(wrong) if wrong else [],
        "errors": saying.errors(wrong) if wrong else {},
    }
    return page(request, "thread", "questions", shown, status=wrong.status if wrong else 200)
