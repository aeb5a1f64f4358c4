"""The published questions for officers of the institute: what to look at again, new ones, new versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.counsel import faq, saying, showing
from baeum.counsel.citing import Typed
from baeum.counsel.models import FaqVersion
from baeum.counsel.services.publish import TEXTS, Draft, publish
from baeum.counsel.services.withdraw import withdraw
from baeum.counsel.wrong import Wrong
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum_rules.counsel.topics import topics_on

from .door import cites, for_office, go, number, page, passed_over

PAGE = 50


@require_safe
@for_office
def every(request: HttpRequest, office: Office) -> HttpResponse:  # noqa: ARG001  it is the institute
    """All entries; first those whose cited values the law has changed since."""
    on = today()
    at, before = passed_over(request, PAGE)
    stale = [showing.entry_shown(one, on) for one in faq.stale(on)] if at == 1 else []
    found = list(faq.newest().order_by("-at", "pk")[before : before + PAGE + 1])
    shown = {
        "stale": stale,
        "rows": [showing.entry_shown(one, on) for one in found[:PAGE]],
        "next": f"page={at + 1}" if len(found) > PAGE else "",
    }
    return page(request, "editing", "editing", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def new(request: HttpRequest, office: Office) -> HttpResponse:  # noqa: ARG001
    """A new entry. A thread gives it its topic at most: everything is typed anew."""
    return _edit(request, None, [])


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def one(request: HttpRequest, office: Office, entry: UUID) -> HttpResponse:  # noqa: ARG001
    """A new version of an entry, or its end; beside it all versions there were."""
    versions = faq.versions(entry)
    if not versions:
        raise Http404
    return _edit(request, entry, versions)


def _edit(request: HttpRequest, entry: UUID | None, versions: list[FaqVersion]) -> HttpResponse:
    typed, on, wrong = request.POST, today(), None
    after = number(typed.get("after")) or 0
    draft = _typed(request) if request.method == "POST" or not versions else _of(versions[0])
    if request.method == "POST":
        made: Any
        if typed.get("act") == "withdraw" and entry is not None:
            made = withdraw(entry, why=draft.why, by=actor(), after=after)
        else:
            made = publish(entry or _new(typed.get("id", "")), draft, by=actor(), on=on, after=after)
        if not isinstance(made, Wrong):
            return go("edit", made.entry, done=made.act)
        wrong = made
    errors = saying.errors(wrong) if wrong else {}
    shown = {
        "id": entry or _new(typed.get("id", "")),
        "is_new": not versions,
        "draft": draft,
        "after": versions[0].number if versions else 0,
        "withdrawn": bool(versions) and versions[0].act == FaqVersion.Act.WITHDRAW,
        "topics": [(one.code, saying.topic_word(one)) for one in topics_on(on)],
        "versions": [
            {**showing.entry_shown(one, on), "office": saying.name_of(one.office)} for one in versions
        ],
        "cite_rows": showing.cite_rows(draft.cites, errors, on),
        "citable": showing.citable(),
        "problems": saying.problems(wrong) if wrong else [],
        "errors": errors,
    }
    return page(request, "edit", "editing", shown, status=wrong.status if wrong else 200)


def _typed(request: HttpRequest) -> Draft:
    typed = request.POST
    texts = {name: typed.get(name, "") for name in (*TEXTS, "why")}
    topic = typed.get("topic", request.GET.get("topic", ""))[:40]
    return Draft(topic=topic, **texts, cites=cites(typed))


def _of(version: FaqVersion) -> Draft:
    """A version as a draft of the next. What it cites is read anew, for the days that are typed."""
    texts = {name: getattr(version, name) for name in TEXTS}
    kept = [Typed(one["name"], one["on"]) for one in version.cited]
    return Draft(topic=version.topic, **texts, cites=kept)


def _new(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()
