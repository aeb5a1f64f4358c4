"""Search in stages, until something is found: as typed; misspelt words put right; the nearest.

Every stage is one condition in PostgreSQL. What was put right or left out is told, so that the page can say
"no result for X, showing Y".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baeum.courses.hangul import is_initials

from .asking import are_there, first_there, most_of
from .correcting import correct
from .expressions import ANYTHING, AllOf, Sql, condition, in_title, joined
from .facets import Counts
from .paging import Asked, page
from .terms import (
    CONTENT,
    MODIFIER,
    REGION,
    Known,
    Term,
    apart,
    known_about,
    query_words,
    required,
    terms_of,
)

NO_SCORE = Sql("0::int")
EVERYWHERE = 2000  # titles that have a word, from which on it says little of what is looked for
TYPED, CORRECTED, DESCRIBED, NEAREST, NOTHING = "typed", "corrected", "described", "nearest", "nothing"
WEIGHTS = {CONTENT: 100, REGION: 10, MODIFIER: 3}


@dataclass(frozen=True)
class Found:
    """A page of what was found. ``entries``: ids in order. ``said``: what was read instead of what was typed.

    ``stage``: how it was found; ``left_out``: words that nothing has.
    """

    stage: str
    total: int
    entries: tuple[int, ...]
    facets: Counts
    said: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """A condition and an order, and what to tell of it."""

    stage: str
    where: Sql
    score: Sql
    said: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


def search(asked: Asked, on: date) -> Found:
    """A page of the first stage that finds anything under the filters."""
    words = query_words(asked.query)
    if not words:
        if asked.query.strip():  # marks, or letters that no title has
            return Found(NOTHING, 0, (), {})
        return _found(asked, _Plan(TYPED, ANYTHING, NO_SCORE), on)
    known = known_about(words, on)
    terms = terms_of(words, known)
    found = _found(asked, _typed(terms, words), on)
    if found.total or (asked.filters.any() and are_there([_typed(terms, words).where])[0]):
        return found
    return _otherwise(asked, terms, known, on) or found


def _otherwise(asked: Asked, terms: list[Term], known: Known, on: date) -> Found | None:
    """The later stages."""
    needed = required(terms)
    missing, nowhere = _missing_and_nowhere(needed)
    if missing and not nowhere:
        plan = _all_of(DESCRIBED, needed, described=True)
        if (found := _found(asked, plan, on)).total:
            return found
    mended, said, left_out = _mended(needed, nowhere, known, on)
    if not mended:
        return None
    if mended != needed:
        plan = _all_of(NEAREST if left_out else CORRECTED, mended, said=said, left_out=left_out)
        if (found := _found(asked, plan, on)).total:
            return found
    return _found(asked, _nearest(mended, said, left_out), on)


def _mended(
    needed: Sequence[Term], nowhere: Sequence[Term], known: Known, on: date
) -> tuple[list[Term], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Terms that something has, for those that nothing has; what was put right; what is left out."""
    mended: list[Term] = []
    said, left_out = [], []
    parts_of = {term: parts for term in nowhere if (parts := apart(term.word, known))}
    unknown = [term for term in nowhere if term not in parts_of]
    better = dict(zip(unknown, correct(unknown, on), strict=True))
    for term in needed:
        if term not in nowhere:
            mended.append(term)
        elif term in parts_of:  # nothing has all parts: each on its own
            of_parts = required(terms_of(parts_of[term], known))
            without, _ = _missing_and_nowhere(of_parts)
            mended += [part for part in of_parts if part not in without]
            left_out += [part.word for part in without]
        elif other := better[term]:
            said.append((term.word, other.word))
            mended.append(other)
        else:
            left_out.append(term.word)
    return mended, tuple(said), tuple(left_out)


def _missing_and_nowhere(terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """Those that no title has, and of these those that no description has. Words of titles are known."""
    asked = [term for term in terms if not term.seen]
    places = first_there(
        [[condition(one.found_by, described=described) for described in (False, True)] for one in asked]
    )
    missing = [term for term, place in zip(asked, places, strict=True) if place != 0]
    return missing, [term for term, place in zip(asked, places, strict=True) if place is None]


def _typed(terms: list[Term], words: Sequence[str]) -> _Plan:
    needed = required(terms)
    plan = _all_of(TYPED, needed)
    phrase = "".join(words)
    if len(phrase) == 1:
        return plan
    first = Sql(
        "(CASE WHEN title_joined = %s THEN 60 WHEN title_joined LIKE %s THEN 30"
        " WHEN title_joined LIKE %s THEN 20 ELSE 0 END)",
        (phrase, f"{phrase}%", f"%{phrase}%"),
    )
    return _Plan(TYPED, plan.where, joined([first, plan.score], "+"))


def _all_of(
    stage: str,
    terms: Sequence[Term],
    *,
    described: bool = False,
    said: tuple[tuple[str, str], ...] = (),
    left_out: tuple[str, ...] = (),
) -> _Plan:
    where = condition(AllOf(tuple(term.found_by for term in terms)), described=described)
    return _Plan(stage, where, _score(terms), said, left_out)


def _nearest(terms: Sequence[Term], said: tuple[tuple[str, str], ...], left_out: tuple[str, ...]) -> _Plan:
    """Entries with the most of what matters: those where most content words meet, ordered by the others."""
    main = [term for term in terms if term.kind == CONTENT] or list(terms)
    main = [term for term in main if term.seen < EVERYWHERE] or main
    nearest = most_of([term.found_by for term in main])
    where = condition(nearest) if nearest else Sql("false")
    weighed = [_weighed(term) for term in terms]
    return _Plan(NEAREST, where, joined([*weighed, *map(_there, terms)], "+"), said, left_out)


def _weighed(term: Term) -> Sql:
    """How much an entry has of a term; how well its title fits is only looked at where it has it."""
    has, fit = condition(term.found_by), _fit(term)
    return Sql(
        f"(CASE WHEN {has.text} THEN {WEIGHTS.get(term.kind, 1)} + {fit.text} ELSE 0 END)",
        (*has.values, *fit.values),
    )


def _score(terms: Sequence[Term]) -> Sql:
    """How well an entry that has all terms fits."""
    return joined([part for term in terms for part in (_there(term), _fit(term))], "+")


def _there(term: Term) -> Sql:
    """Whether it is in the region that is called so, and does not only bear its name."""
    if not term.regions:
        return NO_SCORE
    codes = list(term.regions)
    return Sql("(CASE WHEN province = ANY(%s) OR city = ANY(%s) THEN 2 ELSE 0 END)", (codes, codes))


def _fit(term: Term) -> Sql:
    """How well a title fits: a word of its own, the beginning of one, inside one, a synonym."""
    if term.kind == REGION:
        return NO_SCORE
    word = "".join(term.word.split())
    title = in_title(term.found_by) if len(word) > 1 else Sql("false")  # 춤 is not what 맞춤 means
    column = "title_initials" if is_initials(word) else "title_words"
    return Sql(
        f"(CASE WHEN {column} LIKE %s THEN 5 WHEN {column} LIKE %s THEN 4"
        f" WHEN {title.text} THEN 3 ELSE 0 END)",
        (f"% {word} %", f"% {word}%", *title.values),
    )


def _found(asked: Asked, plan: _Plan, on: date) -> Found:
    """What the plan finds."""
    total, facets, entries = page(asked, plan.where, plan.score, on)
    return Found(plan.stage if total else NOTHING, total, entries, facets, plan.said, plan.left_out)
