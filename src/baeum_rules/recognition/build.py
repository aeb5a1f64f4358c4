"""From the eligible records of a case to the columns of the problem (design: recognition.md section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from baeum_rules.certificates import Resolution

from .case import Case, Record
from .classes import GENERAL, MAJOR, REQUIRED, CurriculumKeys
from .names import same_text
from .problem import (
    CAP,
    COUNT,
    DUPLICATE,
    EXCLUSIVE,
    FIRST_UNIVERSITY,
    SCHOOL,
    STAGE_4,
    STAGES_1_TO_3,
    SUBSTITUTE,
    WINDOW,
    Constraint,
    Needs,
    Problem,
)
from .thresholds import Thresholds
from .windows import window_of

LIMITED = frozenset(("accredited_course", "part_time_course", "bdes_exemption_course"))
OF_ONE_INSTITUTION = frozenset(("accredited_course", "bdes_exemption_course"))
EIGHTEEN = frozenset(("accredited_course", "part_time_course"))

Place = tuple[str | int, ...]


class Eligible(NamedTuple):
    """A record that may count: its credits, class bits, duplicate key ("" without a subject)."""

    record: Record
    credits: int
    classes: int
    key: str


class _Groups:
    """Members collected by place, in the order the places first appear."""

    def __init__(self) -> None:
        self.members: dict[Place, list[int]] = {}

    @classmethod
    def of(cls, place: Place, members: list[int]) -> _Groups:
        """One place alone."""
        group = cls()
        group.members[place] = members
        return group

    def add(self, place: Place, member: int) -> None:
        self.members.setdefault(place, []).append(member)

    def caps(self, rule: str, limit: int, credits: list[int]) -> Iterator[Constraint]:
        """One cap on credits a place, if more than the limit is there at all."""
        for place, members in self.members.items():
            weights = tuple(credits[member] for member in members)
            if sum(weights) > limit:
                yield Constraint(rule, place, CAP, limit, tuple(members), weights)

    def counts(self, rule: str, limit: int) -> Iterator[Constraint]:
        """At most so many records a place, if more than that are there at all."""
        for place, members in self.members.items():
            if len(members) > limit:
                yield Constraint(rule, place, COUNT, limit, tuple(members), (1,) * len(members))


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
        *_windows(records, credits, thresholds),
        *_institutions(case, records, credits, thresholds),
        *_schools(case, records, credits, thresholds),
        *_part_time(records, credits, thresholds),
        *_duplicates(eligible),
        *_retakes(case, records),
        *_certificates(case, eligible, thresholds, certificates),
        *_stages(records, credits, thresholds),
        *_heritage(records, thresholds),
        *_substitutes(eligible, curriculum),
    ]
    beside = {member for c in constraints if c.kind == SUBSTITUTE for member in c.members}
    holds = case.goal.degree == "bachelor" and case.goal.route == "first"
    return Problem(
        credits=tuple(credits),
        classes=tuple(e.classes for e in eligible),
        elective_beside=tuple(int(i in beside) for i in range(len(eligible))),
        eighteen=tuple(int(r.source in EIGHTEEN) for r in records),
        at_university=tuple(
            int(bool(university) and same_text(r.fields.get("institution") or "") == university) for r in records
        ),
        subject=tuple(required.get(e.key, -1) if e.key else -1 for e in eligible),
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


def _windows(records: list[Record], credits: list[int], thresholds: Thresholds) -> Iterator[Constraint]:
    """24 a semester, 42 a year, by the end date (opreg.3.3); a window of university courses alone has no limit."""
    semesters, years = _Groups(), _Groups()
    for i, record in enumerate(records):
        if record.source in LIMITED or record.source == "university_course":
            year, semester = window_of(record.completed_on, thresholds.windows)
            semesters.add((year, semester), i)
            years.add((year,), i)
    for rule, groups in (("window.semester", semesters), ("window.year", years)):
        for place, members in groups.members.items():
            limit = int(thresholds.at(rule + ".limit", records[members[0]].completed_on))
            weights = tuple(credits[i] for i in members)
            if sum(weights) <= limit:
                continue
            marks = tuple(int(records[i].source in LIMITED) for i in members)
            if all(marks):
                yield Constraint(rule, place, CAP, limit, tuple(members), weights)
            elif any(marks):
                yield Constraint(rule, place, WINDOW, limit, tuple(members), weights, marks)


def _institutions(
    case: Case, records: list[Record], credits: list[int], thresholds: Thresholds
) -> Iterator[Constraint]:
    """105, 60, 90 credits of one institution (guide.accredited.cautions)."""
    groups = _Groups()
    for i, record in enumerate(records):
        if record.source in OF_ONE_INSTITUTION:
            groups.add((same_text(record.fields["institution"]),), i)
    limit = int(thresholds.at(f"institution.limit.{case.goal.degree}", case.as_of))
    yield from groups.caps("institution.cap", limit, credits)


def _schools(
    case: Case, records: list[Record], credits: list[int], thresholds: Thresholds
) -> Iterator[Constraint]:
    """80, 120, 140 credits of schools of one kind, cut to fit exactly (guide.school.criteria)."""
    groups = _Groups()
    for i, record in enumerate(records):
        if record.source == "university_course":
            groups.add((record.fields["school_kind"],), i)
    for place, members in groups.members.items():
        limit = int(thresholds.at(f"school.limit.{place[0]}", case.as_of))
        weights = tuple(credits[i] for i in members)
        if sum(weights) > limit:
            yield Constraint("school.cap", place, SCHOOL, limit, tuple(members), weights)


def _part_time(records: list[Record], credits: list[int], thresholds: Thresholds) -> Iterator[Constraint]:
    """12 and 24 under the Higher Education Act (hea-d.53.9), half the standard under the Lifelong one (lea-d.57.2)."""
    semesters: dict[Place, _Groups] = {}
    years: dict[Place, _Groups] = {}
    standards: dict[Place, list[int]] = {}
    lifelong = _Groups()
    for i, record in enumerate(records):
        if record.source != "part_time_course":
            continue
        year, semester = window_of(record.completed_on, thresholds.windows)
        place: Place = (same_text(record.fields["institution"]), year, semester)
        if record.fields["basis"] == "lifelong_education_act":
            lifelong.add(place, i)
            standards.setdefault(place, []).append(record.fields["semester_standard"])
            continue
        stem = "part_time.higher_education_act.institution_"
        for name, groups, at in (("semester", semesters, place), ("year", years, place[:2])):
            limit = thresholds.at(stem + name, record.completed_on)
            if limit != "none":
                groups.setdefault((name, int(limit)), _Groups()).add(at, i)
    for rule, by_limit in (("part_time.semester", semesters), ("part_time.year", years)):
        for (_, limit), groups in by_limit.items():
            yield from groups.caps(rule, int(limit), credits)
    for place, members in lifelong.members.items():
        share = Fraction(thresholds.at("part_time.lifelong_education_act.share", records[members[0]].completed_on))
        limit = int(min(standards[place]) * share)
        yield from _Groups.of(place, members).caps("part_time.semester", limit, credits)


def _duplicates(eligible: list[Eligible]) -> Iterator[Constraint]:
    """Of records with one key one counts, but for the exceptions (guide.accredited.cautions, guide.bdes.cautions)."""
    groups = _Groups()
    for i, e in enumerate(eligible):
        if e.key:
            groups.add((e.key,), i)
    for place, members in groups.members.items():
        if len(members) < 2:
            continue
        schools: dict[str, int] = {}
        marks = []
        for i in members:
            record = eligible[i].record
            if record.source == "university_course":
                school = same_text(record.fields["institution"])
                marks.append(FIRST_UNIVERSITY + schools.setdefault(school, len(schools)))
            elif record.source in ("bdes_exam", "bdes_exemption_course"):
                marks.append(STAGE_4 if record.fields["stage"] == 4 else STAGES_1_TO_3)
            else:
                marks.append(EXCLUSIVE)
        yield Constraint("duplicate", place, DUPLICATE, 1, tuple(members), (1,) * len(members), tuple(marks))


def _retakes(case: Case, records: list[Record]) -> Iterator[Constraint]:
    """Of a course and its retakes one counts, whatever their names; refused ones link the chain too."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while name in leader:
            name = leader[name]
        return name

    for record in case.records:
        earlier = record.fields.get("retake_of")
        if earlier is not None:
            a, b = find(record.id), find(earlier)
            if a != b:
                leader[a] = b
    if not leader:
        return
    groups = _Groups()
    for i, record in enumerate(records):
        if record.source == "university_course":
            groups.add(("retake", find(record.id)), i)
    yield from groups.counts("duplicate", 1)


def _certificates(
    case: Case, eligible: list[Eligible], thresholds: Thresholds, certificates: dict[str, Resolution]
) -> Iterator[Constraint]:
    """How many certificates, how many not linked, one a job (guide.certificate.limits, guide.certificate.job)."""
    every, unlinked, jobs = _Groups(), _Groups(), _Groups()
    for i, e in enumerate(eligible):
        if e.record.source != "certificate":
            continue
        every.add((), i)
        if e.classes == GENERAL:
            unlinked.add((), i)
        entry = certificates[e.record.id].entry
        if entry is not None and entry.job_key is not None:
            jobs.add(tuple(entry.job_key), i)
        elif entry is not None:
            jobs.add((entry.name,), i)  # without a known job a certificate is still the same job as itself
    goal, day = case.goal, case.as_of
    limit = int(thresholds.at(f"certificate.limit.{goal.degree}.{goal.route}", day))
    yield from every.counts("certificate.count", limit)
    yield from unlinked.counts("certificate.unlinked", int(thresholds.at("certificate.unlinked_limit", day)))
    yield from jobs.counts("certificate.job", int(thresholds.at("certificate.job_limit", day)))


def _stages(records: list[Record], credits: list[int], thresholds: Thresholds) -> Iterator[Constraint]:
    """20, 30, 30, 30 credits of a stage, exams and exemption courses together (guide.bdes.criteria)."""
    groups = _Groups()
    for i, record in enumerate(records):
        if record.source in ("bdes_exam", "bdes_exemption_course"):
            groups.add((record.fields["stage"],), i)
    for place, members in groups.members.items():
        limit = int(thresholds.at(f"bdes.limit.stage_{place[0]}", records[members[0]].completed_on))
        yield from _Groups.of(place, members).caps("bdes.stage", limit, credits)


def _heritage(records: list[Record], thresholds: Thresholds) -> Iterator[Constraint]:
    """One record of an item (baeum.model, our reading)."""
    groups = _Groups()
    for i, record in enumerate(records):
        if record.source == "heritage":
            groups.add((same_text(record.fields["item"]),), i)
    if groups.members:
        limit = int(thresholds.at("heritage.item_limit", records[0].completed_on))
        yield from groups.counts("heritage.item", limit)


def _substitutes(eligible: list[Eligible], curriculum: CurriculumKeys) -> Iterator[Constraint]:
    """Of substitutes one counts as major_required, the others beside it (notice.2013-16)."""
    for number, keys in enumerate(curriculum.substitutes):
        members = tuple(i for i, e in enumerate(eligible) if e.key in keys and e.classes & REQUIRED)
        if len(members) > 1:
            yield Constraint("substitute.required", (number,), SUBSTITUTE, 1, members, (1,) * len(members))


__all__ = ["LIMITED", "MAJOR", "Eligible", "build", "needs_of"]
