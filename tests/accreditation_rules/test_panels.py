"""Panels: nobody with a conflict, everybody of the field, and the best balance there is."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from baeum_rules.accreditation.panels import Candidate, Panels, Subject, assign, may_evaluate

NOTHING: frozenset[str] = frozenset()


def candidate(key: str, fields: str = "ab", apart: str = "", load: int = 0) -> Candidate:
    return Candidate(key, frozenset(fields), frozenset(apart), load)


def subject(key: str, field: str = "a", institution: str = "X", seats: int = 2, seated: str = "") -> Subject:
    return Subject(key, field, institution, seats, frozenset(seated))


def test_conflicts_and_fields_are_kept_apart() -> None:
    people = [candidate("1"), candidate("2", apart="X"), candidate("3", fields="b"), candidate("4")]
    assert assign(people, [subject("s")]) == Panels({"s": ("1", "4")}, {})


def test_who_has_much_gets_less() -> None:
    people = [candidate("1", load=5), candidate("2"), candidate("3", load=1)]
    found = assign(people, [subject(f"s{n}", seats=1) for n in range(4)])
    assert Counter(key for keys in found.seats.values() for key in keys) == {"2": 3, "3": 1} or Counter(
        key for keys in found.seats.values() for key in keys
    ) == {"2": 2, "3": 2}


def test_what_lacks_evaluators_is_named_and_gets_none() -> None:
    people = [candidate("1"), candidate("2", apart="X")]
    found = assign(people, [subject("s"), subject("t", institution="Y"), subject("u", field="z")])
    assert found == Panels({"t": ("1", "2")}, {"s": 1, "u": 2})


def test_a_seat_is_filled_beside_those_that_are_taken() -> None:
    people = [candidate("1", load=1), candidate("2"), candidate("3", load=9)]
    assert assign(people, [subject("s", seats=1, seated="2")]).seats == {"s": ("1",)}


def test_nothing_to_assign() -> None:
    assert assign([], []) == Panels({}, {})


people_of = st.lists(
    st.tuples(st.sets(st.sampled_from("ab"), min_size=1), st.sets(st.sampled_from("XY")), st.integers(0, 2)),
    min_size=2,
    max_size=4,
)
subjects_of = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("XYZ"), st.integers(1, 2)), min_size=1, max_size=4
)


def squares(people: list[Candidate], chosen: list[tuple[str, ...]]) -> int:
    more = Counter(key for keys in chosen for key in keys)
    return sum((who.load + more[who.key]) ** 2 for who in people)


@settings(max_examples=60, deadline=None)
@given(people_of, subjects_of)
def test_no_other_panels_are_better_balanced(people, subjects) -> None:  # type: ignore[no-untyped-def]
    """Against every way there is."""
    whole = [Candidate(str(n), frozenset(f), frozenset(a), load) for n, (f, a, load) in enumerate(people)]
    wanted = [Subject(str(n), f, i, seats) for n, (f, i, seats) in enumerate(subjects)]
    found = assign(whole, wanted)
    by = {one.key: one for one in wanted}
    who = {one.key: one for one in whole}
    for key, keys in found.seats.items():
        assert len(set(keys)) == by[key].seats
        assert all(may_evaluate(who[one], by[key]) for one in keys)
    assert set(found.seats) | set(found.short) == set(by)
    ways = [
        list(combinations([p.key for p in whole if may_evaluate(p, by[key])], by[key].seats))
        for key in found.seats
    ]
    best = min((squares(whole, list(way)) for way in product(*ways)), default=0)
    if found.seats:
        assert squares(whole, list(found.seats.values())) == best


def test_a_thousand_applications() -> None:
    fields = "abcdefg"
    people = [
        Candidate(f"e{n:02}", frozenset((fields[n % 7], fields[(n + 1) % 7])), frozenset({f"i{n % 40}"}))
        for n in range(70)
    ]
    wanted = [Subject(f"s{n:04}", fields[n % 7], f"i{n % 160}", 3) for n in range(1000)]
    found = assign(people, wanted)
    load = Counter(key for keys in found.seats.values() for key in keys)
    assert not found.short and sum(load.values()) == 3000
    assert max(load.values()) - min(load.values()) <= 1
    of = {one.key: one for one in people}
    assert not any(one.institution in of[key].apart for one in wanted for key in found.seats[one.key])
    assert assign(list(reversed(people)), list(reversed(wanted))) == found
