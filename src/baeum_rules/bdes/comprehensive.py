"""Stage 4: who may sit it (five ways), and when it is passed: by a total, or subject by subject."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from baeum_rules.recognition.refusals import shown_day
from baeum_rules.recognition.thresholds import POINT

from .case import BdesCase, Sat
from .limits import Limits, points
from .majors import common_subjects, subject_key
from .stages import LAST, Judged, refusals

BY_TOTAL, BY_SUBJECT = "total", "subject"


class Way(NamedTuple):
    """One of the ways to the comprehensive examination, and whether it is met."""

    id: str
    met: bool
    rule: str
    figures: dict[str, object]


class Comprehensive(NamedTuple):
    """The examination. ``passed``: total, subject or ""; ``have``: subjects passed one by one.

    ``best``: (day, total) of the best whole sitting; totals in two-thousandths.
    """

    passed: str
    need: int
    have: int
    best: tuple[int, int] | None
    average: str  # of the sitting that passed, "" where its scores are not all known
    judged: tuple[Judged, ...]


def ways(case: BdesCase, missing: list[int], limits: Limits) -> list[Way]:
    """The five ways. ``missing``: of stages 1 to 3, those neither passed nor exempted."""

    def needs(name: str) -> int:
        return limits.whole(f"bdes_comprehensive.{name}")

    years, credits = _years(case, "university_years"), _credits(case, "university")
    college, acbs, abroad = _years(case, "college_3y"), _credits(case, "acbs"), _years(case, "abroad_years")
    by_years, by_credits = needs("university_years"), needs("university_credits")
    stages = Way("stages", not missing, "way.stages:short" if missing else "way.stages", {"stages": missing})
    return [
        stages,
        Way(
            "university",
            years >= by_years or credits >= by_credits,
            "way.university",
            {"years": years, "credits": credits, "need_years": by_years, "need_credits": by_credits},
        ),
        Way(
            "college",
            college >= needs("college_years"),
            "way.college",
            {"years": college, "need_years": needs("college_years")},
        ),
        Way(
            "acbs",
            acbs >= needs("acbs_credits"),
            "way.acbs",
            {"credits": acbs, "need_credits": needs("acbs_credits")},
        ),
        Way(
            "abroad",
            abroad >= needs("abroad_years"),
            "way.abroad",
            {"years": abroad, "need_years": needs("abroad_years")},
        ),
    ]


def _credits(case: BdesCase, kind: str) -> int:
    return sum(one.credits for one in case.credits if one.kind == kind and one.same_major)


def _years(case: BdesCase, kind: str) -> int:
    return sum(one.years for one in case.schooling if one.kind == kind and one.same_major)


def judge_comprehensive(case: BdesCase, limits: Limits) -> Comprehensive:
    """What of stage 4 counts."""
    judged: list[Judged] = []
    sat: list[Sat] = []
    for one in sorted((r for r in case.sat if r.stage == LAST), key=lambda r: (r.on, r.id)):
        reasons = refusals(case, one, limits)
        if reasons:
            judged.append(Judged(one, "refused", reasons))
        else:
            sat.append(one)
    best = _best_sitting(sat, limits)
    need = limits.subjects(LAST)
    if best is not None and best[1] >= limits.total_needed(best[0]):
        reasons = [_total(best, limits)]
        of_it = [Judged(o, "recognised" if o.on == best[0] else "not_chosen", reasons) for o in sat]
        return Comprehensive(BY_TOTAL, need, need, best, _average(best[1], need), (*judged, *of_it))
    counted, more = _one_by_one(sat, best, limits)
    passed = BY_SUBJECT if len(counted) >= need else ""
    scores = [one.score for one in counted if one.score is not None]
    average = _average(sum(scores), need) if passed and len(scores) == need else ""
    return Comprehensive(passed, need, len(counted), best, average, (*judged, *more))


def _average(total: int, subjects: int) -> str:
    """Points of 100, two decimals, half up, as every average (notice.2006-grades)."""
    return str((Decimal(total) / POINT / subjects).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _is_liberal(one: Sat, limits: Limits) -> bool:
    common = common_subjects(LAST, limits.on, limits.law)
    keys = {subject_key(name, limits.law) for name in common.names}
    return subject_key(one.subject, limits.law) in keys


def _best_sitting(sat: list[Sat], limits: Limits) -> tuple[int, int] | None:
    """(day, total) of the best sitting of all six subjects, newly taken together: liberal arts and major."""
    days: dict[int, list[Sat]] = defaultdict(list)
    for one in sat:
        if one.score is not None:
            days[one.on].append(one)
    whole = []
    for day, ones in days.items():
        liberal = [one for one in ones if _is_liberal(one, limits)]
        keys = {subject_key(one.subject, limits.law) for one in ones}
        wanted = limits.whole("bdes_comprehensive.liberal_subjects", day)
        if len(keys) == len(ones) == limits.subjects(LAST) and len(liberal) == wanted:
            whole.append((sum(one.score or 0 for one in ones), day))
    if not whole:
        return None
    total, day = max(whole)
    return day, total


def _one_by_one(
    sat: list[Sat], best: tuple[int, int] | None, limits: Limits
) -> tuple[list[Sat], list[Judged]]:
    """The subjects passed by themselves, and what was decided of each record."""
    room = {
        True: limits.whole("bdes_comprehensive.liberal_subjects"),
        False: limits.whole("bdes_comprehensive.major_subjects"),
    }
    counted: dict[str, Sat] = {}
    judged = []
    for one in sat:
        key, liberal = subject_key(one.subject, limits.law), _is_liberal(one, limits)
        minimum = limits.whole("bdes_stage.minimum_score", one.on)
        if not limits.passes(one.score, one.on):
            judged.append(Judged(one, "refused", [_failed(one, best, minimum, limits)]))
        elif key in counted:
            judged.append(Judged(one, "not_chosen", [("bdes.subject.twice", {"other": counted[key].id})]))
        elif not room[liberal]:
            figures: dict[str, object] = {"stage": LAST, "need": limits.subjects(LAST)}
            judged.append(Judged(one, "not_chosen", [("bdes.subject.more", figures)]))
        else:
            counted[key] = one
            room[liberal] -= 1
            judged.append(Judged(one, "recognised", [("bdes.kept:comprehensive", {"minimum": minimum})]))
    return list(counted.values()), judged


def _failed(
    one: Sat, best: tuple[int, int] | None, minimum: int, limits: Limits
) -> tuple[str, dict[str, object]]:
    """Why a subject below the minimum does not count: neither by itself nor by the total of its sitting."""
    if best is not None and best[0] == one.on:
        rule, figures = _total(best, limits)
        return f"{rule}:failed", {**figures, "minimum": minimum}
    return "bdes.score", {"score": points(one.score or 0), "stage": LAST, "minimum": minimum}


def _total(sitting: tuple[int, int], limits: Limits) -> tuple[str, dict[str, object]]:
    day, total = sitting
    return "bdes.total", {
        "on": shown_day(day),
        "have": points(total),
        "need": points(limits.total_needed(day)),
        "full": limits.full_total(day),
        "percent": limits.whole("bdes_comprehensive.pass_share", day),
    }
