"""Checks an answer of a batch against its case, by plain arithmetic that the batch does not use.

The records, limits and needs are those of the audit of one case; whether the stored selection keeps them is
looked at one by one here. That no selection leaves less to earn is clear where even all records in their best
classes leave as much; otherwise a solver must prove it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from baeum_rules.parameters import Law
from baeum_rules.recognition import read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import CLASS_BITS, ELECTIVE, LIBERAL, MAJOR, REQUIRED
from baeum_rules.recognition.decision import Prepared, prepare
from baeum_rules.recognition.problem import (
    CAP,
    COUNT,
    DUPLICATE,
    SCHOOL,
    SUBSTITUTE,
    WINDOW,
    Constraint,
    Problem,
    remaining,
    total,
)
from baeum_rules.recognition.screen import excludes
from baeum_rules.recognition.thresholds import thresholds_of

from .bits import rule_ids

Row = dict[str, Any]
ARITHMETIC, SOLVER, NOT_ASKED = "arithmetic", "solver", "not asked"
SUMS = ("recognised", "major", "major_required", "liberal_arts", "eighteen")


class Checked(NamedTuple):
    """What is wrong with an answer, and what proved that no selection leaves less to earn."""

    wrong: tuple[str, ...]
    bound: str


class _Stored(NamedTuple):
    """A stored selection by the columns of the problem: credits, and class bits."""

    credits: list[int]
    classes: list[int]


def check_answer(document: Any, row: Row, law: Law | None = None, *, prove: bool = True) -> Checked:
    """Checks the row of a learner; ``document``: the case. ``prove``: ask the solver where need be."""
    thresholds = thresholds_of(law)
    case = read(document)
    assert isinstance(case, Case)  # learners with faults have no row
    prepared = prepare(case, thresholds)
    if row["take_clash"]:
        return Checked((), NOT_ASKED)
    lines = {line["id"]: line for line in row["records"]}
    wrong = list(_refusals(case, prepared, lines, rule_ids(thresholds.law)))
    stored = _stored(prepared, lines)
    wrong += _classes(prepared.problem, stored)
    for constraint in prepared.problem.constraints:
        if not _keeps(constraint, stored):
            wrong.append(f"{constraint.rule} {constraint.place}")
    wrong += _sums(prepared.problem, stored, row)
    bound = ARITHMETIC
    if row["remaining"] > _least_by_arithmetic(prepared.problem) and not _has_holder(prepared, stored):
        bound = SOLVER if prove else NOT_ASKED
        if prove and row["remaining"] > _least_by_solver(prepared.problem):
            wrong.append("remaining: a selection leaves less to earn")
    return Checked(tuple(wrong), bound)


def _refusals(case: Case, prepared: Prepared, lines: dict[str, Row], ids: tuple[str, ...]) -> Iterator[str]:
    """Records refused here and not there, or for other rules."""
    if [record.id for record in case.records] != list(lines):
        yield "records: others than those of the case"
    for record in case.records:
        line = lines.get(record.id)
        if line is None:
            continue
        rules = {name for bit, name in enumerate(ids) if line["rules"] >> bit & 1}
        found = {finding.rule for finding in prepared.refused.get(record.id, ())}
        if (line["verdict"] == "refused") != bool(found) or (found and found != rules):
            yield f"{record.id}: refused by {sorted(found)}"


def _stored(prepared: Prepared, lines: dict[str, Row]) -> _Stored:
    rows = [lines.get(one.record.id, {"credits": 0, "class": None}) for one in prepared.eligible]
    return _Stored(
        [row["credits"] for row in rows], [CLASS_BITS[row["class"]] if row["class"] else 0 for row in rows]
    )


def _classes(problem: Problem, stored: _Stored) -> Iterator[str]:
    """Classes that a record cannot take, and credits that it does not have."""
    for i, (credits, taken) in enumerate(zip(stored.credits, stored.classes, strict=True)):
        if not 0 <= credits <= problem.credits[i] or bool(credits) != bool(taken):
            yield f"column {i}: {credits} of {problem.credits[i]} credits"
        if problem.forced[i] and not credits:
            yield f"column {i}: it was to be taken"
        if credits and not taken & problem.classes[i]:
            beside = taken == ELECTIVE and problem.elective_beside[i] and problem.classes[i] & REQUIRED
            groups = [c for c in problem.constraints if c.kind == SUBSTITUTE and i in c.members]
            others = {j for c in groups for j in c.members if j != i}
            if not beside or not any(stored.credits[j] and stored.classes[j] == REQUIRED for j in others):
                yield f"column {i}: class {taken}"
        if 0 < credits < problem.credits[i] and not any(
            c.kind == SCHOOL and i in c.members and sum(stored.credits[j] for j in c.members) == c.limit
            for c in problem.constraints
        ):
            yield f"column {i}: cut where no cap is met exactly"


def _keeps(c: Constraint, stored: _Stored) -> bool:
    """Whether the stored selection keeps a constraint."""
    counted = [m for m in c.members if stored.credits[m]]
    if c.kind == COUNT:
        return len(counted) <= c.limit
    if c.kind == SUBSTITUTE:
        return sum(stored.classes[m] == REQUIRED for m in counted) <= 1
    if c.kind == DUPLICATE:
        mark = dict(zip(c.members, c.marks, strict=True))
        return not any(excludes(mark[a], mark[b]) for a in counted for b in counted if a < b)
    credits = sum(stored.credits[m] for m in counted)
    if c.kind == WINDOW:
        mark = dict(zip(c.members, c.marks, strict=True))
        return credits <= c.limit or not any(mark[m] for m in counted)
    assert c.kind in (CAP, SCHOOL)
    return credits <= c.limit


def _sums(problem: Problem, stored: _Stored, row: Row) -> Iterator[str]:
    """Totals that do not follow from the records."""
    sums = total(problem, stored.credits, stored.classes)
    found = (sums.recognised, sums.major, sums.major_required, sums.liberal, sums.eighteen)
    for name, value in zip(SUMS, found, strict=True):
        if row[name] != value:
            yield f"{name}: {row[name]}, not {value}"
    left = remaining(problem.needs, sums)
    for name in ("remaining", "lower", "upper"):
        if row[name] != left:
            yield f"{name}: {row[name]}, not {left}"


def _has_holder(prepared: Prepared, stored: _Stored) -> bool:
    """Whether a heritage holder counts, whose degree needs nothing more."""
    return any(
        holder and credits for holder, credits in zip(prepared.problem.holder, stored.credits, strict=True)
    )


def _least_by_arithmetic(problem: Problem) -> int:
    """What would be left to earn if every record counted in each sum that any of its classes adds to."""
    needs, p = problem.needs, problem

    def most(classes: int) -> int:
        return sum(credits for credits, own in zip(p.credits, p.classes, strict=True) if own & classes)

    short = [
        needs.total - sum(p.credits),
        needs.major - most(MAJOR),
        needs.liberal - most(LIBERAL),
        needs.major + needs.liberal - most(MAJOR | LIBERAL),
        needs.eighteen - sum(c for c, own in zip(p.credits, p.eighteen, strict=True) if own),
        needs.university - sum(c for c, own in zip(p.credits, p.at_university, strict=True) if own),
    ]
    return max(0, *short)


def _least_by_solver(problem: Problem) -> int:
    from baeum_rules.recognition.solver import solve  # a large library, for few

    found = solve(problem)
    assert found is not None  # a selection is stored
    return remaining(problem.needs, total(problem, found.credits, found.classes))
