"""Steps of several words at once: what all of them have to know next is asked of the database in one go."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, TypeVar

from django.db.models import Q

from baeum.courses.models import SearchWord

from .asking import are_there
from .expressions import Sql
from .terms import known_about

MOST_CANDIDATES = 60


@dataclass(frozen=True)
class Words:
    """Asks for a ``Known`` about these words; it may know of others too."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class There:
    """Asks of each condition whether any entry has it."""

    conditions: tuple[Sql, ...]


@dataclass(frozen=True)
class Candidates:
    """Asks for the words with any of these keys, and how often each was seen; the most often seen first."""

    keys: tuple[str, ...]


Wish: TypeAlias = "Words | There | Candidates"
Result = TypeVar("Result")
Step: TypeAlias = Generator[Wish, Any, Result]


def at_once(steps: Sequence[Step[Result]], on: date) -> list[Result]:
    """Run all of them side by side, to what each returns."""
    results: dict[int, Result] = {}
    waiting: dict[int, Wish] = {}

    def go_on(place: int, answer: Any) -> None:
        try:
            waiting[place] = steps[place].send(answer)
        except StopIteration as end:
            results[place] = end.value

    for place in range(len(steps)):
        go_on(place, None)
    while waiting:
        asked = dict(waiting)
        waiting.clear()
        for place, answer in _answers(asked, on).items():
            go_on(place, answer)
    return [results[place] for place in range(len(steps))]


def _answers(asked: dict[int, Wish], on: date) -> dict[int, Any]:
    found: dict[int, Any] = {}
    ways: tuple[tuple[type, Callable[[list[Any], date], list[Any]]], ...] = (
        (Words, _known),
        (There, _there),
        (Candidates, _candidates),
    )
    for kind, way in ways:
        places = [place for place, wish in asked.items() if isinstance(wish, kind)]
        if places:
            found |= zip(places, way([asked[place] for place in places], on), strict=True)
    return found


def _known(asked: list[Words], on: date) -> list[Any]:
    return [known_about([word for one in asked for word in one.words], on)] * len(asked)


def _there(asked: list[There], _: date) -> list[Any]:
    found = iter(are_there([condition for one in asked for condition in one.conditions]))
    return [[next(found) for _ in one.conditions] for one in asked]


def _candidates(asked: list[Candidates], _: date) -> list[Any]:
    any_key = Q()
    for key in dict.fromkeys(key for one in asked for key in one.keys):
        any_key |= Q(keys__contains=[key])  # of all together PostgreSQL expects too much: it reads the table
    found = sorted(
        SearchWord.objects.filter(any_key).values_list("word", "seen", "keys"),
        key=lambda one: (-one[1], one[0]),
    )
    return [
        [(word, seen) for word, seen, keys in found if not wanted.isdisjoint(keys)][:MOST_CANDIDATES]
        for wanted in (set(one.keys) for one in asked)
    ]
