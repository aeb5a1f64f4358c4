"""Who evaluates what: a panel for each application, without conflicts, with the load in balance.

A flow of least cost (OR-Tools) decides all seats of a round together. The k-th application of an evaluator
costs 2k-1, so that the sum over all evaluators is the sum of the squares of their loads: the least sum is the
best balance that fields and conflicts allow. Same input, same panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Candidate(NamedTuple):
    """Somebody who may evaluate. ``apart``: institutions that they may not; ``load``: seats held already."""

    key: str
    fields: frozenset[str]
    apart: frozenset[str]
    load: int = 0


class Subject(NamedTuple):
    """What is evaluated: its field and institution, by how many more, beside those who are ``seated``."""

    key: str
    field: str
    institution: str
    seats: int
    seated: frozenset[str] = frozenset()


class Panels(NamedTuple):
    """The new evaluators of every application that got all it needs, sorted; and what the others lack."""

    seats: dict[str, tuple[str, ...]]
    short: dict[str, int]


def may_evaluate(candidate: Candidate, subject: Subject) -> bool:
    """Of the field, without a conflict, and not on the panel yet."""
    return (
        subject.field in candidate.fields
        and subject.institution not in candidate.apart
        and candidate.key not in subject.seated
    )


def assign(candidates: Sequence[Candidate], subjects: Sequence[Subject]) -> Panels:
    """Panels for all; an application that cannot be given all its seats gets none and stands in ``short``."""
    people = sorted(candidates, key=lambda one: one.key)
    wanted = sorted(subjects, key=lambda one: one.key)
    able = {one.key: [place for place, who in enumerate(people) if may_evaluate(who, one)] for one in wanted}
    short = {one.key: one.seats - len(able[one.key]) for one in wanted if len(able[one.key]) < one.seats}
    whole = [one for one in wanted if one.key not in short]
    return Panels(_least(people, whole, able), short)


def _least(
    people: Sequence[Candidate], wanted: Sequence[Subject], able: dict[str, list[int]]
) -> dict[str, tuple[str, ...]]:
    from ortools.graph.python import min_cost_flow  # only where panels are assigned

    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = 0, 1
    first_person, first_subject = 2, 2 + len(people)
    seats: list[tuple[int, int, int]] = []
    eligible = [0] * len(people)
    for place, one in enumerate(wanted):
        flow.add_arc_with_capacity_and_unit_cost(source, first_subject + place, one.seats, 0)
        for who in able[one.key]:
            arc = flow.add_arc_with_capacity_and_unit_cost(first_subject + place, first_person + who, 1, 0)
            seats.append((arc, place, who))
            eligible[who] += 1
    for who, candidate in enumerate(people):
        for more in range(1, eligible[who] + 1):
            cost = 2 * (candidate.load + more) - 1
            flow.add_arc_with_capacity_and_unit_cost(first_person + who, sink, 1, cost)
    demand = sum(one.seats for one in wanted)
    flow.set_node_supply(source, demand)
    flow.set_node_supply(sink, -demand)
    status = flow.solve()
    assert status == flow.OPTIMAL, status  # whoever may evaluate is enough, and nobody's load is bounded
    found: dict[str, list[str]] = {one.key: [] for one in wanted}
    for arc, place, who in seats:
        if flow.flow(arc):
            found[wanted[place].key].append(people[who].key)
    return {key: tuple(sorted(keys)) for key, keys in found.items()}
