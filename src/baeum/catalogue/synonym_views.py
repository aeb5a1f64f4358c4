"""Pages of the institute: the synonyms of the search, and what nothing was found for."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from baeum.courses.hangul import words
from baeum.courses.models import SynonymChange, SynonymGroup
from baeum.courses.queries import unfound_lately
from baeum.courses.services.keep_synonyms import add_synonyms, change_synonyms, remove_synonyms
from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

LARGEST_ID = 2**63 - 1
SHOWN = 100


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """All groups, or those with a word."""
    typed = request.GET.get("q", "")[:60]
    sought = "".join(words(typed))
    groups = SynonymGroup.objects.order_by("pk")
    found = [group for group in groups if not sought or any(sought in one for one in group.joined)]
    shown = {"tab": "synonyms", "q": typed, "groups": found, "kept": "kept" in request.GET}
    return _page(request, "synonyms", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a group; ``word`` in the address is its first word."""
    shown: dict[str, Any] = {"tab": "new", "words": request.GET.get("word", "")[:60]}
    if request.method == "POST":
        answer = add_synonyms(_typed(request), by=actor())
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(f"{reverse('courses:synonyms')}?kept")
        return _refused(request, answer, shown)
    return _page(request, "synonym", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, group_id: int) -> HttpResponse:
    """Change or remove a group; what became of it before."""
    group = SynonymGroup.objects.filter(pk=min(group_id, LARGEST_ID)).first()
    if group is None:
        raise Http404
    history = SynonymChange.objects.filter(group=group.pk).order_by("-pk")[:SHOWN]
    shown: dict[str, Any] = {
        "tab": "one",
        "group": group,
        "words": ", ".join(group.words),
        "history": history,
    }
    if request.method != "POST":
        return _page(request, "synonym", shown)
    if request.POST.get("act") == "remove":
        answer: Any = remove_synonyms(group.pk, by=actor())
    else:
        answer = change_synonyms(group.pk, _typed(request), by=actor())
    if isinstance(answer, Refusal):
        return _refused(request, answer, shown)
    return HttpResponseRedirect(f"{reverse('courses:synonyms')}?kept")


@require_safe
def unfound(request: HttpRequest) -> HttpResponse:
    """What was looked for lately and not found as it was typed, the most frequent first."""
    return _page(request, "unfound", {"tab": "unfound", "found": unfound_lately(today())[:SHOWN]})


def _typed(request: HttpRequest) -> list[str]:
    return re.split(r"[,\n;=]", request.POST.get("words", "")[:4000].replace("\0", " "))


def _refused(request: HttpRequest, answer: Refusal, shown: dict[str, Any]) -> HttpResponse:
    problem = sentence(answer, get_language() or "ko")
    typed = request.POST.get("words", shown["words"])
    return _page(request, "synonym", {**shown, "words": typed, "problem": problem}, answer.status)


def _page(request: HttpRequest, name: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"catalogue/courses/{name}.html", {"place": "courses", **shown}, status=status)
