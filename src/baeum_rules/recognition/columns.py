"""One learner as columns: a batch of one, in plain lists, for the functions of ``judging.py``.

The columns and what stands in them are those of a nation's batch (``baeum_rules.batch.columns``), as far as
eligibility reads them. A column holds what its sources state; for the records of others it stays as it began.
"""

# annotations are types here, not texts: named tuples of many fields are then made a little sooner

from collections.abc import Callable
from typing import Any, NamedTuple

from baeum_rules.certificates import CertificateTable, Resolution

from .case import Case, PreviousDegree
from .classes import CLASS_BITS, CurriculumKeys
from .codes import LEAVE, LEAVINGS, ROLES, SCHOOL_KINDS, SECOND, SOURCE_CODES
from .eligibility import LETTER_RANK
from .fields import ROUTES
from .names import same_text


class Learners(NamedTuple):
    """One place a learner; days are ordinals."""

    as_of: list[int]
    route: list[int]  # place in ROUTES
    conferral: list[int]  # year * 100 + month, 0 none
    high_school: list[int]  # 0 none
    bdes_degree: list[int]  # -1 none
    latest_degree: list[int]  # conferred_on of the latest degree that opens the second route, -1 none
    same_major: list[int]  # 1: such a degree has the goal's major


class Records(NamedTuple):
    """One place a record; scores and shares in two-thousandths, classes as bits, flags 0 or 1."""

    source: list[int]  # place in SOURCES
    completed_on: list[int]
    credits: list[int]  # as stated, 0 where the source states none
    score: list[int]  # -1 none, so with attendance and absence
    attendance: list[int]
    absence: list[int]
    remote_share: list[int]  # 0 none
    letter: list[int]  # LETTER_RANK, -1 none
    left_on: list[int]  # -1 none
    listed: list[int]  # the class bit of the subject in the curriculum, 0 none
    compatible: list[int]  # the subject may also be liberal arts
    given: list[int]  # class bit of `class`, 0 none
    committee: list[int]  # class bit of `committee_class`, 0 none
    school_kind: list[int]  # place in SCHOOL_KINDS, -1 none
    leaving: list[int]  # place in LEAVINGS, -1 none
    remote_institution: list[int]
    only_part_timers: list[int]
    same_program: list[int]
    same_major: list[int]
    trainee_listed: list[int]
    stage: list[int]  # 1 to 4, 0 none
    role: list[int]  # place in ROLES, -1 none
    national: list[int]
    months: list[int]  # -1 none
    certificate: list[int]  # place in Certificates, -1 unknown or none
    excluded: list[int]  # of a kind of certificate that is never recognised
    linked: list[int]  # the certificate is linked to the major
    choice: list[int]  # place in CHOICES


class Certificates(NamedTuple):
    """One place an entry of the certificate table; bounds that the data do not have are -1."""

    credits: list[int]
    credits_before: list[int]  # of one acquired before certificate.revaluation
    valid_from: list[int]
    valid_until: list[int]


_NONE = ("score", "attendance", "absence", "letter", "left_on", "school_kind", "leaving", "role", "months")
_EMPTY = tuple(-1 if name in (*_NONE, "certificate") else 0 for name in Records._fields)


class Encoded(NamedTuple):
    """A case as columns; ``keys``: the duplicate key of each record, None without a subject."""

    learners: Learners
    records: Records
    certificates: Certificates
    keys: list[str | None]


def encode(
    case: Case,
    curriculum: CurriculumKeys,
    table: CertificateTable | None,
    resolutions: dict[str, Resolution],
) -> Encoded:
    """The columns of a case; ``resolutions``: what the table says of its certificates, by record id."""
    count = len(case.records)
    columns = Records(*[[value] * count for value in _EMPTY])
    columns.source[:] = [SOURCE_CODES[record.source] for record in case.records]
    columns.completed_on[:] = [record.completed_on for record in case.records]
    certificates = Certificates([], [], [], [])
    keys: list[str | None] = [None] * count
    key_of, class_of, is_compatible = curriculum.keys.of, curriculum.class_of, curriculum.is_compatible
    for i, record in enumerate(case.records):
        fields = record.fields
        _OF_SOURCE[record.source](columns, i, fields)
        if "subject" in fields:
            key = keys[i] = key_of(fields["subject"])
            columns.listed[i] = class_of(key)
            columns.compatible[i] = is_compatible(key)
        elif table is not None and record.source == "certificate":
            _certificate(columns, i, certificates, resolutions[record.id])
            entry = resolutions[record.id].entry
            columns.linked[i] = curriculum.is_linked(entry.name if entry else fields["name"], table)
        if record.id in case.leave:
            columns.choice[i] = LEAVE
    return Encoded(_learner(case), columns, certificates, keys)


def _learner(case: Case) -> Learners:
    goal, conferral, latest, same_major = case.goal, 0, -1, 0
    if goal.conferral is not None:
        year, month = goal.conferral.split("-")
        conferral = int(year) * 100 + int(month)
    qualifying = qualifying_degrees(case)
    if qualifying:
        major = same_text(goal.major)
        latest = max(degree.conferred_on for degree in qualifying)
        same_major = int(any(same_text(degree.major) == major for degree in qualifying))
    return Learners(
        as_of=[case.as_of],
        route=[ROUTES.index(goal.route)],
        conferral=[conferral],
        high_school=[case.high_school_completed_on or 0],
        bdes_degree=[-1 if case.bdes_degree_on is None else case.bdes_degree_on],
        latest_degree=[latest],
        same_major=[same_major],
    )


def qualifying_degrees(case: Case) -> list[PreviousDegree]:
    """Degrees that open the second route (decree.16.1.2): an associate one opens no second bachelor's."""
    if ROUTES.index(case.goal.route) != SECOND:
        return []
    if case.goal.degree == "bachelor":
        return [degree for degree in case.previous_degrees if degree.degree == "bachelor"]
    return list(case.previous_degrees)


def _or_none(value: int | None) -> int:
    return -1 if value is None else value


def _accredited(columns: Records, i: int, f: dict[str, Any]) -> None:
    columns.credits[i] = f["credits"]
    columns.score[i] = f["score"]
    columns.attendance[i] = f["attendance"]
    columns.given[i] = CLASS_BITS.get(f["class"], 0)


def _school(columns: Records, i: int, f: dict[str, Any]) -> None:
    columns.credits[i] = f["credits"]
    columns.score[i] = _or_none(f["score"])
    if f["letter"] is not None:
        columns.letter[i] = LETTER_RANK[f["letter"]]
    columns.given[i] = CLASS_BITS[f["class"]]
    columns.same_program[i] = f["same_program"]
    columns.committee[i] = CLASS_BITS.get(f["committee_class"], 0)


def _university(columns: Records, i: int, f: dict[str, Any]) -> None:
    _school(columns, i, f)
    columns.school_kind[i] = SCHOOL_KINDS.index(f["school_kind"])
    columns.leaving[i] = LEAVINGS.index(f["leaving"])
    columns.left_on[i] = _or_none(f["left_on"])


def _part_time(columns: Records, i: int, f: dict[str, Any]) -> None:
    _school(columns, i, f)
    columns.remote_share[i] = f["remote_share"] or 0
    columns.remote_institution[i] = f["remote_institution"] or 0
    columns.only_part_timers[i] = f["only_part_timers"] or 0
    columns.attendance[i] = _or_none(f["attendance"])


def _named(_columns: Records, _i: int, _f: dict[str, Any]) -> None:
    """Of a certificate nothing counts but what the table says of its name."""


def _certificate(columns: Records, i: int, certificates: Certificates, resolution: Resolution) -> None:
    columns.excluded[i] = resolution.excluded is not None
    entry = resolution.entry
    if entry is not None:
        columns.certificate[i] = len(certificates.credits)
        certificates.credits.append(entry.credits)
        certificates.credits_before.append(entry.credits_before)
        certificates.valid_from.append(entry.valid_from.toordinal() if entry.valid_from else -1)
        certificates.valid_until.append(entry.valid_until.toordinal() if entry.valid_until else -1)


def _bdes(columns: Records, i: int, f: dict[str, Any]) -> None:
    columns.stage[i] = f["stage"]
    columns.committee[i] = CLASS_BITS.get(f["committee_class"], 0)


def _bdes_exemption(columns: Records, i: int, f: dict[str, Any]) -> None:
    _bdes(columns, i, f)
    columns.score[i] = f["score"]
    columns.absence[i] = f["absence"]


def _heritage(columns: Records, i: int, f: dict[str, Any]) -> None:
    columns.role[i] = ROLES.index(f["role"])
    columns.national[i] = f["level"] == "national"
    columns.months[i] = _or_none(f["months"])
    columns.trainee_listed[i] = f["listed"] or 0
    columns.same_major[i] = f["same_major"]


_OF_SOURCE: dict[str, Callable[[Records, int, dict[str, Any]], None]] = {
    "accredited_course": _accredited,
    "university_course": _university,
    "part_time_course": _part_time,
    "certificate": _named,
    "bdes_exam": _bdes,
    "bdes_exemption_course": _bdes_exemption,
    "heritage": _heritage,
}
