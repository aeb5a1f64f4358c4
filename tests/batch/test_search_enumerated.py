"""Every way to search finds the first of the best selections: small searches are enumerated."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.batch import search_ways as ways
from tests.batch.enumerated import first_of_best, how_many
from tests.batch.laid_searches import Course, Laid, Limit, active_of, chosen, laid_at_random, lay

from baeum_rules.batch.kernel.labels import FOUND, GIVEN_UP, NONE
from baeum_rules.batch.kernel.pieces import P_TOTAL
from baeum_rules.batch.kernel.places import MOST_OPTIONS, desk
from baeum_rules.recognition.classes import ELECTIVE, GENERAL, LIBERAL
from baeum_rules.recognition.problem import CAP, COUNT, DUPLICATE, SCHOOL, WINDOW

ENUMERATED, COMPARED = 4000, 600
MOST_SELECTIONS = 4000
WAYS = (
    "labels",
    "search",
    "branching",
    "no cores",
    "pairs first",
    "few labels",
    "many labels",
    "cuts first",
    "cuts alone",
)


@pytest.fixture(scope="module")
def search() -> Any:
    return ways.searcher()


@pytest.fixture(scope="module")
def of_one_thread() -> Any:
    return desk()  # one for all: nothing may outlast a search


def answers(search: Any, d: Any, laid: Laid) -> Iterator[tuple[str, int, Any]]:
    """What each way finds, and how it ends."""
    for way, name in enumerate(WAYS):
        lay(d, laid)
        found = search(d, laid.spare, active_of(laid), laid.subjects > 0, way)
        yield name, found, chosen(d, laid) if found == FOUND else None


def small_searches() -> Iterator[Laid]:
    for seed in range(ENUMERATED):
        rng = random.Random(seed)
        laid = laid_at_random(rng, rng.randint(3, 9), 5)
        if how_many(laid) <= MOST_SELECTIONS:
            yield laid


def how_short(laid: Laid, expected: Any) -> str:
    """How far short the best selection is of its needs, beside how far it may be."""
    if not laid.spare:
        return "nothing spare"
    if expected is None:
        return "too far"
    return {0: "not at all", laid.spare: "as far as may be"}.get(expected[2], "less than may be")


def test_every_way_finds_what_enumeration_finds(search: Any, of_one_thread: Any) -> None:
    ended: Counter[int] = Counter()
    short: Counter[str] = Counter()
    for laid in small_searches():
        expected = first_of_best(laid)
        short[how_short(laid, expected)] += 1
        for name, found, selection in answers(search, of_one_thread, laid):
            ended[found] += 1
            assert found in (FOUND, NONE, ways.NOT_KEPT), (name, found, laid)
            assert selection == expected, (name, laid)
    assert ended[FOUND] > 15_000 and ended[NONE] > 300
    assert min(short[how] for how in ("not at all", "less than may be", "as far as may be", "too far")) > 40


def large_searches() -> Iterator[Laid]:
    for seed in range(COMPARED):
        rng = random.Random(seed)
        yield laid_at_random(rng, rng.randint(10, 40), 12)


def test_all_ways_find_the_same(search: Any, of_one_thread: Any) -> None:
    given_up: Counter[str] = Counter()
    for laid in large_searches():
        known = []
        for name, found, selection in answers(search, of_one_thread, laid):
            if found in (GIVEN_UP, ways.NOT_LAID):
                given_up[name] += 1
            else:
                known.append((found, selection))
        assert len({str(one) for one in known}) <= 1, (known, laid)
    assert max(given_up[name] for name in WAYS if name != "labels") < COMPARED // 10
    assert given_up["labels"] < COMPARED // 2


@pytest.mark.parametrize(("seed", "courses", "limits"), [(1573, (10, 30), 12), (138_427, (12, 36), 9)])
def test_what_breaks_a_row_left_aside_hides_nothing(
    search: Any, of_one_thread: Any, seed: int, courses: tuple[int, int], limits: int
) -> None:
    """Of two ways to one state of a core the better breaks a row left aside, and a cut made of it."""
    rng = random.Random(seed)
    laid = laid_at_random(rng, rng.randint(*courses), limits)
    given_up = (GIVEN_UP, ways.NOT_LAID)
    known = [a[1:] for a in answers(search, of_one_thread, laid) if a[0] != "labels" and a[1] not in given_up]
    assert len(known) > 5
    assert len({str(one) for one in known}) == 1


def test_more_to_spare_than_there_are_options_for_is_not_laid(search: Any, of_one_thread: Any) -> None:
    laid = Laid((Course(1, (ELECTIVE,), 0, 0, 0, forced=False),), (), {P_TOTAL: 1}, MOST_OPTIONS, 0)
    assert {found for _, found, _ in answers(search, of_one_thread, laid)} == {ways.NOT_LAID}


def test_one_that_must_count_takes_a_place(search: Any, of_one_thread: Any) -> None:
    """Of three at most two count, one of which must: beside another it is no third."""
    courses = [Course(1, (ELECTIVE,), 0, place == 2, 0, forced=place == 2) for place in range(3)]
    courses[1] = courses[1]._replace(classes=(ELECTIVE, GENERAL, LIBERAL))
    laid = Laid(tuple(courses), (Limit(COUNT, 2, (0, 1, 2), (0, 0, 0)),), {}, 0, 0)
    for name, found, selection in answers(search, of_one_thread, laid):
        assert (found, selection) == (FOUND, first_of_best(laid)), name


def test_what_loses_more_than_the_gap_does_not_end_a_node(search: Any, of_one_thread: Any) -> None:
    """A window whose limited course cannot count: what is given up of it beyond the least has a price."""
    of = [(4, 2), (4, 1), (1, 2), (1, 2), (2, 4, 1, 8), (3, 2, 1, 4), (2, 1), (4, 4, 8), (2, 1), (6, 2)]
    of += [(1, 1, 2, 4), (1, 8), (2, 8)]
    courses = [
        Course(credits, tuple(classes), 0, 0, int(place in {5, 10}), forced=place == 11)
        for place, (credits, *classes) in enumerate(of)
    ]
    limits = [Limit(SCHOOL, 3, (2, 9), (0, 0)), Limit(WINDOW, 8, (0, 4, 5, 12), (0, 0, 0, 1))]
    limits += [Limit(CAP, 23, tuple(range(11)), (0,) * 11), Limit(DUPLICATE, 1, (11, 12), (0, 0))]
    laid = Laid(tuple(courses), tuple(limits), {}, 0, 1)
    expected = first_of_best(laid)
    for name, found, selection in answers(search, of_one_thread, laid):
        assert (found, selection) == (FOUND, expected), name
