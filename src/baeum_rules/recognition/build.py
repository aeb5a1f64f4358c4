"""From the eligible records of a case to the columns of the problem (design: recognition.md section 4)."""

from __future__ import annotations

from baeum_rules.certificates import Resolution

from . import limits
from .case import Case
from .classes import CurriculumKeys
from .limits import Eligible
from .names import same_text
from .problem import SUBSTITUTE, Needs, Problem
from .thresholds import Thresholds

EIGHTEEN = frozenset(("accredited_course", "part_time_course"))


def build(
    case: Case,
    eligible: list[Eligible],
    curriculum: CurriculumKeys,
    thresholds: Thresholds,
    certificates: dict[str, Resolution],
) -> Problem:
    """The problem of a case; ``eligible`` in the order of ties (completed_on, then id)."""
    records = [e.record for e in eligible]
    credits = [e.credits for e in eligible]
    required = {key: place for place, key in enumerate(curriculum.required)}
    university = same_text(case.goal.conferring_university or "")
    constraints = [
        *limits.windows(records, credits, thresholds),
        *limits.institutions(case, records, credits, thresholds),
        *limits.schools(case, records, credits, thresholds),
        *limits.part_time(records, credits, thresholds),
        *limits.duplicates(eligible),
        *limits.retakes(case, records),
        *limits.certificates(case, eligible, thresholds, certificates),
        *limits.stages(records, credits, thresholds),
        *limits.heritage(records, thresholds),
        *limits.substitutes(eligible, curriculum),
    ]
    beside = {member for c in constraints if c.kind == SUBSTITUTE for member in c.members}
    holds = case.goal.degree == "bachelor" and case.goal.route == "first"
    return Problem(
        credits=tuple(credits),
        classes=tuple(e.classes for e in eligible),
        elective_beside=tuple(int(i in beside) for i in range(len(eligible))),
        eighteen=tuple(int(r.source in EIGHTEEN) for r in records),
        at_university=tuple(
            int(bool(university) and same_text(r.fields.get("institution") or "") == university)
            for r in records
        ),
        subject=tuple(-1 if e.key is None else required.get(e.key, -1) for e in eligible),
        holder=tuple(int(holds and r.fields.get("role") == "holder") for r in records),
        forced=tuple(int(r.id in case.take) for r in records),
        constraints=tuple(constraints),
        needs=needs_of(case, curriculum, thresholds),
    )


def needs_of(case: Case, curriculum: CurriculumKeys, thresholds: Thresholds) -> Needs:
    """What the degree asks for on the day of the answer (decree.13.1, decree.16.1.1, decree.16.1.2)."""
    stem = f"requirement.{case.goal.degree}.{case.goal.route}."

    def need(name: str) -> int:
        return int(thresholds.at(stem + name, case.as_of))

    given = curriculum.curriculum
    count = len(curriculum.required)
    return Needs(
        total=need("total"),
        major=need("major"),
        liberal=need("liberal_arts"),
        eighteen=need("eighteen"),
        university=need("conferring_university") if case.goal.conferring_university else 0,
        required_credits=-1 if given.required_credits is None else given.required_credits,
        subjects=count if given.core_count is None else min(count, given.core_count),
        subject_count=count,
    )
