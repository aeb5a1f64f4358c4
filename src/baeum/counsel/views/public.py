"""What everybody sees: the published questions, found by plain words and topic."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from baeum.counsel import faq, saying, showing
from baeum.counsel.models import FaqVersion
from baeum.shared.clock import today
from baeum_rules.counsel.topics import topics_on

from .door import number, page, passed_over


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The search, and what it found."""
    on, words, topic = today(), request.GET.get("q", "")[:200], request.GET.get("topic", "")
    at, before = passed_over(request, faq.PAGE)
    found = faq.find(words, topic, before=before)
    asked = request.GET.copy()
    asked["page"] = str(at + 1)
    shown = {
        "q": words,
        "topic": topic,
        "topics": [(one.code, saying.topic_word(one)) for one in topics_on(on)],
        "found": [showing.entry_shown(one, on) for one in found[: faq.PAGE]],
        "next": asked.urlencode() if len(found) > faq.PAGE else "",
        "asked": bool(words.strip() or topic),
    }
    return page(request, "faq", "faq", shown)


@require_safe
def one(request: HttpRequest, entry: UUID) -> HttpResponse:
    """A published question; with ``?version=`` as it once was. A withdrawn one says so (410)."""
    versions = faq.versions(entry)
    if not versions:
        raise Http404
    if versions[0].act == FaqVersion.Act.WITHDRAW:
        return page(request, "withdrawn", "faq", status=410)
    published = [found for found in versions if found.act == FaqVersion.Act.PUBLISH]
    wanted = number(request.GET.get("version"))
    chosen = next((found for found in published if found.number == wanted), versions[0])
    shown = {
        "one": showing.entry_shown(chosen, today()),
        "office": saying.name_of(chosen.office),
        "old": chosen is not versions[0],
        "versions": [
            {"number": found.number, "at": saying.moment(found.at), "here": found is chosen}
            for found in published
        ],
    }
    return page(request, "entry", "faq", shown)
