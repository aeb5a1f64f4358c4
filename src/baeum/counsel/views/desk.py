"""The office's side: its queue, one thread, and passing a question on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.counsel import queries, saying, showing
from baeum.counsel.answering import answering_on
from baeum.counsel.citing import Typed
from baeum.counsel.services.close import close
from baeum.counsel.services.forward import forward
from baeum.counsel.services.reopen import reopen
from baeum.counsel.services.reply import reply
from baeum.counsel.texts import as_code
from baeum.counsel.wrong import Wrong
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.places.queries import superiors_on
from baeum.shared.clock import today
from baeum_rules.counsel.acts import ANSWERED, CLOSED, OFFICE, WAITING, acts_of
from baeum_rules.counsel.topics import ANSWERING

from .door import cites, for_office, go, number, officer, page, passed_over

PASSED_ON = "passed"
LISTS = (WAITING, ANSWERED, CLOSED, PASSED_ON)
MOST = 30  # offices to choose from at once


@require_safe
@for_office
def queue(request: HttpRequest, office: Office) -> HttpResponse:
    """What the office has, by state, what waits longest first; and what it has passed on."""
    state = request.GET.get("state", WAITING)
    state = state if state in LISTS else WAITING
    at, before = passed_over(request, queries.PAGE)
    on, rows = today(), []
    if state == PASSED_ON:
        passed = queries.passed_on(office.pk, before=before)
        more = len(passed) > queries.PAGE
        for question, title, message in passed[: queries.PAGE]:
            to = saying.name_of(message.to_office)
            topic, at_moment = saying.topic_word(question.topic), saying.moment(message.at)
            rows.append({"id": question.pk, "title": title, "topic": topic, "to": to, "asked": at_moment})
    else:
        found = queries.queue(office.pk, state, but_of=officer(), before=before)
        more = len(found) > queries.PAGE
        rows = showing.listed(found[: queries.PAGE], on)
    shown = {
        "office": saying.name_of(office),
        "state": state,
        "counts": queries.counts(office.pk, but_of=officer()),
        "rows": rows,
        "next": f"state={state}&page={at + 1}" if more else "",
    }
    return page(request, "queue", "queue", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def one(request: HttpRequest, office: Office, question: UUID) -> HttpResponse:
    """A thread as the office reads it; a POST replies, closes or opens it again."""
    typed, wrong = request.POST, None
    act, words = typed.get("act", ""), typed.get("words", "")
    if request.method == "POST":
        made = _write(act, question, typed)
        if made is not None and not isinstance(made, Wrong):
            return go("desk_thread", question, done=act)
        wrong = made
    found = queries.thread(question)
    if found is None:
        raise Http404
    on, errors = today(), saying.errors(wrong) if wrong else {}
    acts = acts_of(OFFICE, found.where.state, erased=found.erased) if found.where else ()
    shown: dict[str, Any] = {
        "office": saying.name_of(office),
        "thread": showing.thread_shown(found, side=OFFICE, viewer=None, on=on),
        "acts": acts,
        "code": found.question.topic,
        "words": words,
        "act": act,
        "problems": saying.problems(wrong) if wrong else [],
        "errors": errors,
    }
    if "reply" in acts:
        given: list[Typed] = cites(typed) if request.method == "POST" else []
        shown |= {"cite_rows": showing.cite_rows(given, errors, on), "citable": showing.citable()}
    return page(request, "desk_thread", "queue", shown, status=wrong.status if wrong else 200)


def _write(act: str, question: UUID, typed: Any) -> Any:
    """What was written, what was wrong, or None where it is no act."""
    words, after, by = typed.get("words", ""), number(typed.get("after")), actor()
    if act == "reply":
        return reply(question, words=words, by=by, on=today(), cites=cites(typed), after=after)
    if act == "close":
        return close(question, words=words, by=by, after=after)
    return reopen(question, words=words, by=by, after=after) if act == "reopen" else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def passing_on(request: HttpRequest, office: Office, question: UUID) -> HttpResponse:
    """Choose another office, by name, and say why. Looking for one loses nothing that was typed."""
    typed, wrong, on = request.POST, None, today()
    to, reason, find = typed.get("to", ""), typed.get("reason", ""), typed.get("find", "")
    if typed.get("act") == "forward":
        made = forward(question, to=to, reason=reason, by=actor(), on=on, after=number(typed.get("after")))
        if not isinstance(made, Wrong):
            return go("desk_thread", question, done="forward")
        wrong = made
    found = queries.thread(question)
    if found is None:
        raise Http404
    offered = answering_on(on).exclude(pk=office.pk)
    if find.strip():
        rows = queries.offices_named(find, offered, MOST)
    else:
        near = [above for above in superiors_on(office, on) if above.kind in ANSWERING]
        rows = [*near, *(one for one in offered.filter(kind="institute") if one not in near)]
    if to and to not in {one.code for one in rows}:
        rows = [*offered.filter(code=as_code(to)), *rows]
    shown = {
        "office": saying.name_of(office),
        "thread": showing.thread_shown(found, side=OFFICE, viewer=None, on=on),
        "may": found.where is not None
        and "forward" in acts_of(OFFICE, found.where.state, erased=found.erased),
        "offices": [(one.code, saying.name_of(one), saying.KINDS[one.kind]) for one in rows[:MOST]],
        "more": len(rows) > MOST,
        "to": to,
        "reason": reason,
        "find": find,
        "problems": saying.problems(wrong) if wrong else [],
        "errors": saying.errors(wrong) if wrong else {},
    }
    return page(request, "forward", "queue", shown, status=wrong.status if wrong else 200)
