"""Ask: choose what it is about, see who will answer, write, send. Nothing typed is lost on the way."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.counsel import queries, saying
from baeum.counsel.answering import Answering, Chosen, answering, answering_on, needed
from baeum.counsel.services.ask import ask
from baeum.counsel.texts import as_code
from baeum.counsel.wrong import Wrong
from baeum.people.acting import actor
from baeum.people.models import Person
from baeum.people.personal import read
from baeum.places.models import Place
from baeum.shared.clock import today
from baeum_rules.counsel.topics import HOLDERS, INSTITUTION, topic_on, topics_on

from .door import as_oneself, go, number, page

MOST = 50  # institutions to choose from at once
SEND = "send"


@require_http_methods(["GET", "HEAD", "POST"])
@as_oneself
def asking(request: HttpRequest, person: UUID) -> HttpResponse:
    """The topics; then the form of the chosen one."""
    on, typed = today(), request.POST if request.method == "POST" else request.GET
    chosen = Chosen(*(typed.get(name, "")[:100] for name in ("topic", "holder", "region", "institution")))
    if request.method != "POST" and topic_on(chosen.topic, on) is None:
        topics = [(one.code, saying.topic_word(one)) for one in topics_on(on)]
        return page(request, "topics", "ask", {"topics": topics})
    found = answering(chosen, on=on)
    wrong: Wrong | None = None
    if request.method == "POST":
        wrong = found if isinstance(found, Wrong) else None
        if typed.get("act") == SEND:
            made = _send(typed, chosen, person, on)
            if not isinstance(made, Wrong):
                return go("thread", made, done="asked")
            wrong = made
    shown = _form(typed, chosen, found, person, on) | {
        "problems": saying.problems(wrong) if wrong else [],
        "errors": saying.errors(wrong) if wrong else {},
    }
    return page(request, "ask", "ask", shown, status=wrong.status if wrong else 200)


def _send(typed: QueryDict, chosen: Chosen, person: UUID, on: date) -> UUID | Wrong:
    made = ask(
        _uuid(typed.get("id", "")) or uuid4(),
        _uuid(typed.get("whose", "")) or person,
        chosen,
        title=typed.get("title", ""),
        words=typed.get("words", ""),
        named=number(typed.get("named")),
        by=actor(),
        on=on,
    )
    return made if isinstance(made, Wrong) else made.question_id


def _form(
    typed: QueryDict, chosen: Chosen, found: Answering | Wrong, person: UUID, on: date
) -> dict[str, Any]:
    """Everything of the form, as typed, with what can be chosen."""
    topic = topic_on(chosen.topic, on)
    wanted = needed(topic, chosen.holder) if topic else ()
    named = found if isinstance(found, Answering) else None
    return {
        "id": _uuid(typed.get("id", "")) or uuid4(),
        "people": _people(person),
        "whose": typed.get("whose", ""),
        "chosen": chosen,
        "topics": [(one.code, saying.topic_word(one)) for one in topics_on(on)],
        "holders": [(one, saying.KINDS[one]) for one in HOLDERS] if "holder" in wanted else [],
        "regions": _regions(on) if "region" in wanted else [],
        "institutions": _institutions(typed.get("find", ""), chosen, on) if "institution" in wanted else None,
        "find": typed.get("find", ""),
        "named": named.office.pk if named else "",
        "office": saying.name_of(named.office) if named else "",
        "sample": bool(named and named.office.sample),
        "clause": saying.clause_word(topic.clause) if topic else "",
        "note": (topic.note_en if saying.language() == "en" else topic.note_ko) if topic else "",
        "passed_over": [saying.KINDS[kind] for kind in named.passed_over] if named else [],
        "title": typed.get("title", ""),
        "words": typed.get("words", ""),
    }


def _people(person: UUID) -> list[tuple[str, str]]:
    """Whose question it may be, where there is a choice: one's own, or a principal's."""
    rows = [one for one in Person.objects.all() if one.pk != person]
    names = [(str(one.pk), values.name) for one in rows if (values := read(one)) is not None]
    return [(str(person), _("나")), *names] if names else []


def _regions(on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Provinces, each with itself and its municipalities."""
    lasts = Q(ends__isnull=True) | Q(ends__gte=on)
    kinds = (Place.Kind.PROVINCE, Place.Kind.MUNICIPALITY)
    rows = (
        Place.objects.filter(lasts, begins__lte=on, kind__in=kinds).select_related("parent").order_by("code")
    )
    english = saying.language() == "en"
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in rows:
        above = one if one.kind == Place.Kind.PROVINCE or one.parent is None else one.parent
        title = above.name_en if english else above.name_ko
        whole = _("{region} 전체").format(region=title)
        words = whole if above is one else (one.name_en if english else one.name_ko)
        groups.setdefault(title, []).append((one.code, words))
    return list(groups.items())


def _institutions(find: str, chosen: Chosen, on: date) -> dict[str, Any]:
    """Institutions whose name has what was typed, and the one that is chosen."""
    offered = answering_on(on).filter(kind=INSTITUTION)
    found = queries.offices_named(find, offered, MOST)
    names = [(one.code, saying.name_of(one)) for one in found[:MOST]]
    if chosen.institution and chosen.institution not in dict(names):
        names += [(one.code, saying.name_of(one)) for one in offered.filter(code=as_code(chosen.institution))]
    return {"names": names, "more": len(found) > MOST}


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
