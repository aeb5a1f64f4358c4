"""The constraints between the eligible records, one function a rule (design: recognition.md section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from baeum_rules.certificates import Resolution

from .case import Case, Record
from .classes import GENERAL, REQUIRED, CurriculumKeys
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
)
from .thresholds import Thresholds
from .windows import window_of

LIMITED = frozenset(("accredited_course", "part_time_course", "bdes_exemption_course"))
OF_ONE_INSTITUTION = frozenset(("accredited_course", "bdes_exemption_course"))

Place = tuple[str | int, ...]


class Eligible(NamedTuple):
    """A record that may count: its credits, class bits, duplicate key (None without a subject)."""

    record: Record
    credits: int
    classes: int
    key: str | None


class Groups:
    """Members collected by place, in the order the places first appear."""

    def __init__(self) -> None:
        self.members: dict[Place, list[int]] = {}

    @classmethod
    def of(cls, place: Place, members: list[int]) -> Groups:
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


def windows(records: list[Record], credits: list[int], thresholds: Thresholds) -> Iterator[Constraint]:
    """24 a semester, 42 a year, by the end date (opreg.3.3); university courses alone have no limit."""
    semesters, years = Groups(), Groups()
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


def institutions(
    case: Case, records: list[Record], credits: list[int], thresholds: Thresholds
) -> Iterator[Constraint]:
    """105, 60, 90 credits of one institution (guide.accredited.cautions)."""
    groups = Groups()
    for i, record in enumerate(records):
        if record.source in OF_ONE_INSTITUTION:
            groups.add((same_text(record.fields["institution"]),), i)
    limit = int(thresholds.at(f"institution.limit.{case.goal.degree}", case.as_of))
    yield from groups.caps("institution.cap", limit, credits)


def schools(
    case: Case, records: list[Record], credits: list[int], thresholds: Thresholds
) -> Iterator[Constraint]:
    """80, 120, 140 credits of schools of one kind, cut to fit exactly (guide.school.criteria)."""
    groups = Groups()
    for i, record in enumerate(records):
        if record.source == "university_course":
            groups.add((record.fields["school_kind"],), i)
    for place, members in groups.members.items():
        limit = int(thresholds.at(f"school.limit.{place[0]}", case.as_of))
        weights = tuple(credits[i] for i in members)
        if sum(weights) > limit:
            yield Constraint("school.cap", place, SCHOOL, limit, tuple(members), weights)


def part_time(records: list[Record], credits: list[int], thresholds: Thresholds) -> Iterator[Constraint]:
    """A part-time learner's limits under either act (guide.part_time.limits, hea-d.53.9, lea-d.57.2)."""
    semesters: dict[Place, Groups] = {}
    years: dict[Place, Groups] = {}
    standards: dict[Place, list[int]] = {}
    lifelong = Groups()
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
                groups.setdefault((name, int(limit)), Groups()).add(at, i)
    for rule, by_limit in (("part_time.semester", semesters), ("part_time.year", years)):
        for (_, most), members_by_place in by_limit.items():
            yield from members_by_place.caps(rule, int(most), credits)
    for place, members in lifelong.members.items():
        share = Fraction(
            thresholds.at("part_time.lifelong_education_act.share", records[members[0]].completed_on)
        )
        limit = int(min(standards[place]) * share)
        yield from Groups.of(place, members).caps("part_time.semester", limit, credits)


def duplicates(eligible: list[Eligible]) -> Iterator[Constraint]:
    """Of records with one key one counts (guide.accredited.cautions; exceptions: guide.bdes.cautions)."""
    groups = Groups()
    for i, e in enumerate(eligible):
        if e.key is not None:
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


def retakes(case: Case, records: list[Record]) -> Iterator[Constraint]:
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
    groups = Groups()
    for i, record in enumerate(records):
        if record.source == "university_course":
            groups.add(("retake", find(record.id)), i)
    yield from groups.counts("duplicate", 1)


def certificates(
    case: Case, eligible: list[Eligible], thresholds: Thresholds, certificates: dict[str, Resolution]
) -> Iterator[Constraint]:
    """How many certificates, how many not linked, one a job (guide.certificate.limits and .job)."""
    every, unlinked, jobs = Groups(), Groups(), Groups()
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


def stages(records: list[Record], credits: list[int], thresholds: Thresholds) -> Iterator[Constraint]:
    """20, 30, 30, 30 credits of a stage, exams and exemption courses together (guide.bdes.criteria)."""
    groups = Groups()
    for i, record in enumerate(records):
        if record.source in ("bdes_exam", "bdes_exemption_course"):
            groups.add((record.fields["stage"],), i)
    for place, members in groups.members.items():
        limit = int(thresholds.at(f"bdes.limit.stage_{place[0]}", records[members[0]].completed_on))
        yield from Groups.of(place, members).caps("bdes.stage", limit, credits)


def heritage(records: list[Record], thresholds: Thresholds) -> Iterator[Constraint]:
    """One record of an item (baeum.model, our reading)."""
    groups = Groups()
    for i, record in enumerate(records):
        if record.source == "heritage":
            groups.add((same_text(record.fields["item"]),), i)
    if groups.members:
        limit = int(thresholds.at("heritage.item_limit", records[0].completed_on))
        yield from groups.counts("heritage.item", limit)


def substitutes(eligible: list[Eligible], curriculum: CurriculumKeys) -> Iterator[Constraint]:
    """Of substitutes one counts as major_required, the others beside it (notice.2013-16)."""
    for number, keys in enumerate(curriculum.substitutes):
        members = tuple(i for i, e in enumerate(eligible) if e.key in keys and e.classes & REQUIRED)
        if len(members) > 1:
            yield Constraint("substitute.required", (number,), SUBSTITUTE, 1, members, (1,) * len(members))
