"""Stages 1 to 3 and the comprehensive examination: which subjects count, and what each stage still needs."""

from __future__ import annotations

from typing import NamedTuple

from baeum_rules.recognition.refusals import shown_day
from baeum_rules.recognition.thresholds import POINT

from .case import BdesCase, Sat
from .limits import Limits, points
from .majors import common_subjects, subject_key, subjects_of

LAST = 4  # the comprehensive examination
Reasons = list[tuple[str, dict[str, object]]]  # sentence, figures


class Judged(NamedTuple):
    """A record and what was decided of it: recognised, not_chosen or refused, with the reasons."""

    record: Sat
    verdict: str
    reasons: Reasons


class Stage(NamedTuple):
    """A stage: subjects needed and counted, the compulsory ones missing, and its records.

    ``unlisted``: counted subjects that the list known here lacks; ``open``: those still to choose from.
    """

    number: int
    need: int
    have: int
    compulsory: tuple[str, ...]
    choices: tuple[str, ...]
    unlisted: tuple[str, ...]
    judged: tuple[Judged, ...]


def judge_stage(case: BdesCase, number: int, limits: Limits, *, exempt: bool) -> Stage:
    """Stage 1, 2 or 3."""
    refused, counting = _alone(case, number, limits)
    if exempt:
        judged = [Judged(one, "not_chosen", [("bdes.stage.exempt", {"stage": number})]) for one in counting]
        return Stage(number, limits.subjects(number), 0, (), (), (), (*refused, *judged))
    common = common_subjects(number, limits.on, limits.law)
    compulsory = {subject_key(name, limits.law): name for name in common.names}
    need = limits.subjects(number)
    free = need - len(compulsory)
    met: dict[str, Sat] = {}
    others: dict[str, Sat] = {}
    judged = list(refused)
    for one in counting:
        key = subject_key(one.subject, limits.law)
        first = met.get(key) or others.get(key)
        if first is not None:
            judged.append(Judged(one, "not_chosen", [("bdes.subject.twice", {"other": first.id})]))
        elif key in compulsory:
            met[key] = one
            judged.append(Judged(one, "recognised", [_kept(one, limits)]))
        elif len(others) < free:
            others[key] = one
            judged.append(Judged(one, "recognised", [_kept(one, limits)]))
        else:
            figures: dict[str, object] = {"stage": number, "need": need}
            judged.append(Judged(one, "not_chosen", [("bdes.subject.more", figures)]))
    known = subjects_of(case.major.id, number, limits.on, limits.law)
    listed = {subject_key(name, limits.law): name for name in known.names}
    missing = tuple(name for key, name in compulsory.items() if key not in met)
    return Stage(
        number,
        need,
        len(met) + len(others),
        missing,
        tuple(name for key, name in listed.items() if key not in others),
        tuple(one.subject for key, one in others.items() if known.complete and key not in listed),
        tuple(judged),
    )


def _alone(case: BdesCase, number: int, limits: Limits) -> tuple[list[Judged], list[Sat]]:
    """Records of a stage that do not count by themselves, and those that do, oldest first."""
    refused, counting = [], []
    for one in sorted((r for r in case.sat if r.stage == number), key=lambda r: (r.on, r.id)):
        reasons = refusals(case, one, limits)
        if reasons:
            refused.append(Judged(one, "refused", reasons))
        else:
            counting.append(one)
    return refused, counting


def refusals(case: BdesCase, one: Sat, limits: Limits) -> Reasons:
    """Every rule for which a record does not count, whatever else there is; none for a score of stage 4."""
    found: Reasons = []
    on = shown_day(one.on)
    if one.on > case.as_of:
        found.append(("bdes.not_yet", {"on": on, "as_of": shown_day(case.as_of)}))
    if case.high_school_completed_on is None:
        found.append(("bdes.high_school:unknown", {}))
    elif one.on < case.high_school_completed_on:
        figures: dict[str, object] = {"on": on, "finished_on": shown_day(case.high_school_completed_on)}
        found.append(("bdes.high_school", figures))
    if one.absence is not None:
        found += _of_course(one, one.absence, limits)
    elif one.stage != LAST and one.stage not in case.major.stages and one.stage != 1:
        found.append(("bdes.stage.absent", {"stage": one.stage, "major": case.major.id}))
    elif one.stage != LAST and not limits.passes(one.score, one.on):
        assert one.score is not None  # what has no score is a pass
        minimum = limits.whole("bdes_stage.minimum_score", one.on)
        score = points(one.score)
        found.append(("bdes.score", {"score": score, "stage": one.stage, "minimum": minimum}))
    return found


def _of_course(one: Sat, absence: int, limits: Limits) -> Reasons:
    """What is wrong with an exemption course."""
    found: Reasons = []
    up_to = limits.whole("bdes_exempt.subject_up_to")
    minimum, below = _course_limits(one, limits)
    if one.stage > up_to:
        found.append(("bdes.course.stage", {"stage": one.stage, "up_to": up_to}))
    if one.score is not None and one.score < minimum * POINT:
        found.append(("bdes.course.score", {"score": points(one.score), "minimum": minimum}))
    if absence >= below * POINT:
        found.append(("bdes.course.absence", {"absence": points(absence), "below": below}))
    return found


def _course_limits(one: Sat, limits: Limits) -> tuple[int, int]:
    return (
        limits.whole("bdes.exemption.minimum_score", one.on),
        limits.whole("bdes.exemption.absence_below", one.on),
    )


def _kept(one: Sat, limits: Limits) -> tuple[str, dict[str, object]]:
    """Why a subject counts."""
    if one.absence is not None:
        minimum, below = _course_limits(one, limits)
        score = points(one.score or 0)  # the reader has seen to it that there is one
        absence = points(one.absence)
        return "bdes.course", {"score": score, "absence": absence, "minimum": minimum, "below": below}
    if one.score is None:
        return "bdes.kept:no_score", {"stage": one.stage}
    minimum = limits.whole("bdes_stage.minimum_score", one.on)
    return "bdes.kept", {"score": points(one.score), "stage": one.stage, "minimum": minimum}
