"""The audit of one case: eligibility, selection, and what the degree still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .build import build
from .case import Case, Record
from .classes import CurriculumKeys, case_certificates
from .columns import encode
from .judging import judge_record, standing_of
from .limits import Eligible
from .numbers import numbers_of
from .problem import Problem, Selection, Totals, remaining, shortfalls, total
from .refusals import Finding, Situation, findings
from .selection import select
from .thresholds import Thresholds

if TYPE_CHECKING:
    from baeum_rules.certificates import CertificateTable, Resolution


class Requirement(NamedTuple):
    """One row of what the degree asks for; ``unit``: credits, or subjects where only those can meet it."""

    id: str
    need: int
    have: int
    short: int
    unit: str
    missing: tuple[str, ...] = ()  # required subjects not met


class Audit(NamedTuple):
    """Everything decided about a case. ``eligible`` is in the order of the problem's columns.

    ``certificates``: what the table says of each certificate, by record id.
    """

    case: Case
    curriculum: CurriculumKeys
    certificates: dict[str, Resolution]
    refused: dict[str, list[Finding]]
    eligible: list[Eligible]
    pending: frozenset[str]  # records whose class a subcommittee still has to give
    problem: Problem
    selection: Selection | None  # None: the records to take cannot all be recognised
    totals: Totals
    remaining: int
    requirements: tuple[Requirement, ...]
    complete: bool


class Prepared(NamedTuple):
    """A case before any choice: parts of its audit."""

    curriculum: CurriculumKeys
    certificates: dict[str, Resolution]
    refused: dict[str, list[Finding]]
    eligible: list[Eligible]
    pending: frozenset[str]
    problem: Problem


def prepare(case: Case, thresholds: Thresholds) -> Prepared:
    """What the law says of a case: what may count, as what, within which limits, for which needs."""
    curriculum = CurriculumKeys(case.goal.curriculum)
    table, certificates = case_certificates(case, thresholds.law)
    refused, eligible, pending = _judge(case, curriculum, thresholds, table, certificates)
    problem = build(case, eligible, curriculum, thresholds, certificates)
    return Prepared(curriculum, certificates, refused, eligible, pending, problem)


def audit(case: Case, thresholds: Thresholds, like: Audit | None = None) -> Audit:
    """The audit of a case; with ``selection`` None where ``choices.take`` cannot be had.

    ``like``: another audit, whose selection is taken where the same is to be chosen within the same limits.
    """
    curriculum, certificates, refused, eligible, pending, problem = prepare(case, thresholds)
    if case.take & refused.keys():
        selection = None
    elif like is not None and like.selection is not None and like.problem == problem:
        selection = like.selection
    else:
        selection = select(problem)
    nothing = (0,) * len(eligible)
    chosen = selection or Selection(nothing, nothing, "search")
    totals = total(problem, chosen.credits, chosen.classes)
    rows = tuple(_requirements(curriculum, problem, chosen, totals))
    return Audit(
        case,
        curriculum,
        certificates,
        refused,
        eligible,
        pending,
        problem,
        selection,
        totals,
        remaining(problem.needs, totals),
        rows,
        complete=bool(totals.holder) or all(row.short == 0 for row in rows),
    )


def _judge(
    case: Case,
    curriculum: CurriculumKeys,
    thresholds: Thresholds,
    table: CertificateTable | None,
    certificates: dict[str, Resolution],
) -> tuple[dict[str, list[Finding]], list[Eligible], frozenset[str]]:
    """Each record alone: why it is refused, or what it may count as; whose class is still to be given."""
    learners, records, entries, keys = encode(case, curriculum, table, certificates)
    numbers = numbers_of(thresholds)
    standing = standing_of(learners, numbers, 0)
    situation = Situation(case, thresholds, standing, certificates)
    refused: dict[str, list[Finding]] = {}
    eligible: list[Eligible] = []
    pending = set()
    for i, record in enumerate(case.records):
        mask, credits, classes, waits = judge_record(standing, records, entries, numbers, i)
        if mask:
            refused[record.id] = findings(mask, record, situation)
            continue
        eligible.append(Eligible(record, credits, classes, keys[i]))
        if waits:
            pending.add(record.id)
    eligible.sort(key=_order_of_ties)
    return refused, eligible, frozenset(pending)


def _order_of_ties(eligible: Eligible) -> tuple[int, str]:
    record: Record = eligible.record
    return record.completed_on, record.id


def _requirements(
    curriculum: CurriculumKeys, problem: Problem, selection: Selection, totals: Totals
) -> list[Requirement]:
    needs = problem.needs
    short = shortfalls(needs, totals)
    rows = [
        Requirement("total", needs.total, totals.recognised, short[0], "credits"),
        Requirement("major", needs.major, totals.major, short[1], "credits"),
    ]
    if needs.liberal:
        rows.append(Requirement("liberal_arts", needs.liberal, totals.liberal, short[2], "credits"))
    rows.append(Requirement("eighteen", needs.eighteen, totals.eighteen, short[3], "credits"))
    required = _required(curriculum, problem, selection, totals, short[5])
    if required is not None:
        rows.append(required)
    if needs.university:
        rows.append(Requirement("university", needs.university, totals.university, short[4], "credits"))
    return rows


def _required(
    curriculum: CurriculumKeys, problem: Problem, selection: Selection, totals: Totals, short: int
) -> Requirement | None:
    """Required subjects, by credits or by subjects as the curriculum allows; None if it states neither."""
    needs = problem.needs
    met = {problem.subject[i] for i, credits in enumerate(selection.credits) if credits}
    missing = tuple(name for place, name in enumerate(curriculum.required.values()) if place not in met)
    if needs.required_credits >= 0:
        return Requirement(
            "required", needs.required_credits, totals.major_required, short, "credits", missing
        )
    if not needs.subjects:
        return None
    return Requirement(
        "required",
        needs.subjects,
        totals.subjects,
        max(0, needs.subjects - totals.subjects),
        "subjects",
        missing,
    )
