"""The published questions: what the public finds, and what officers have to look at again."""

from __future__ import annotations

import math
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from baeum.counsel.citing import is_stale
from baeum.counsel.models import FaqVersion
from baeum.counsel.texts import as_code, search_words

PAGE = 20
# endings of Korean words: what is left of them is looked for too
_ENDINGS = (
    *(
        "에서는",
        "으로는",
        "에게는",
        "이라도",
        "부터는",
        "까지는",
        "인가요",
        "하나요",
        "되나요",
        "합니까",
        "됩니까",
    ),
    *("에서", "에게", "으로", "부터", "까지", "이나", "하고", "나요", "이란", "라도", "은", "는", "이", "가"),
    *("을", "를", "의", "에", "로", "와", "과", "도", "만", "요"),
)
_SHORTEST = 2  # characters of what is left


def newest() -> QuerySet[FaqVersion]:
    """The newest version of every entry."""
    later = FaqVersion.objects.filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))
    return FaqVersion.objects.filter(~Exists(later))


def published() -> QuerySet[FaqVersion]:
    """What the public sees."""
    return newest().filter(act=FaqVersion.Act.PUBLISH)


def find(words: str = "", topic: str = "", *, before: int = 0) -> list[FaqVersion]:
    """Entries that have most of the words, in their question or answer; best first. One more than a page."""
    found: QuerySet[Any] = published()
    if topic:
        found = found.filter(topic=as_code(topic))
    given = search_words(words)
    if words.strip() and not given:
        return []
    if given:
        found = _scored(found, given)
        found = found.filter(hits__gte=math.ceil(len(given) / 2)).order_by("-hits", "-asked", "-at", "pk")
    else:
        found = found.order_by("-at", "pk")
    return list(found[before : before + PAGE + 1])


def versions(entry: UUID) -> list[FaqVersion]:
    """All versions of an entry, the newest first."""
    return list(FaqVersion.objects.filter(entry=entry).select_related("office").order_by("-number"))


def stale(on: date) -> list[FaqVersion]:
    """Published entries that cite something which the law says otherwise by now; the oldest first."""
    citing = published().exclude(cited=[]).order_by("at", "pk")
    return [one for one in citing if is_stale(one.cited, on)]


def stems(word: str) -> list[str]:
    """A folded word, and what is left of it without its ending."""
    left = next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end)), word)
    if word.isascii() and word.endswith("s"):
        left = word[:-1]
    return [word, left] if _SHORTEST <= len(left) < len(word) else [word]


def _scored(found: QuerySet[Any], given: list[str]) -> QuerySet[Any]:
    """With ``hits``: how many of the words an entry has, and ``asked``: how many stand in its question."""
    hits: Any = Value(0)
    asked: Any = Value(0)
    for word in given:
        anywhere, in_question = Q(), Q()
        for stem in stems(word):
            anywhere |= Q(folded__contains=stem)
            in_question |= Q(folded_question__contains=stem)
        hits = hits + Case(When(anywhere, then=Value(1)), default=Value(0))
        asked = asked + Case(When(in_question, then=Value(1)), default=Value(0))
    scored: QuerySet[Any] = found.annotate(hits=hits, asked=asked)
    return scored
