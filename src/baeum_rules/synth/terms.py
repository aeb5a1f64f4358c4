"""Courses in terms: accredited and part-time ones, packed into semesters that hold them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np

from . import conflicts
from .draws import STEPS, Draws, Flags, Numbers
from .marginals import day_of, days_after
from .people import FINE, People, Setup
from .rows import BEST, Rows
from .schools import committee, grade
from .vocabulary import ELECTIVE

FIRST, SECOND = 0, 1


class Terms:
    """Where each course in a term stands: ``year`` and ``half`` of study, ``slot`` in the semester."""

    def __init__(self, people: People, owner: Numbers, place: Numbers) -> None:
        first, width = people.pace[:, FIRST], people.pace.sum(axis=1, dtype=np.int32)
        at = place + np.where(people.late, first, 0)[owner]
        self.crowded: Flags = np.zeros(len(owner), bool)
        some = np.flatnonzero(people.over.sum(axis=1)[owner])
        at[some], self.crowded[some] = _squeezed(people, owner[some], at[some])
        width = width[owner]
        self.year = at // width
        within = at - self.year * width
        first = first[owner]
        self.half = (within >= first).astype(np.int32)
        self.slot = within - self.half * first
        self.last = np.zeros(people.count, np.int32)
        self.last[owner] = 2 * self.year + self.half  # of several values numpy keeps the last


def _squeezed(people: People, owner: Numbers, at: Numbers) -> tuple[Numbers, Flags]:
    """Places after what is too much for a semester was put into its last slot, and what was."""
    width = people.pace.sum(axis=1)[owner]
    begin = people.over_year[owner] * width
    crowded = np.zeros(len(owner), bool)
    for half in (FIRST, SECOND):
        end = begin + (people.pace[owner, FIRST] if half == FIRST else width)
        extra = people.over[owner, half]
        beyond = at >= end
        crowded |= beyond & (at < end + extra)
        at = np.where(beyond, np.maximum(end - 1, at - extra), at)
    return at, crowded


def place_in_time(draws: Draws, people: People, terms: Terms, setup: Setup) -> None:
    """When the terms lie, before them the exemption courses and the school; when the learner was born."""
    marginals, n = setup.marginals, people.count
    as_of = date.fromordinal(marginals.as_of)
    now = 2 * as_of.year + int(as_of.month >= 9)  # the semester that runs
    since = draws.number_of(marginals.shares["term.since_last"], n)
    since = np.where(people.contested, np.maximum(since, 1), since)  # what is not over counts for nothing
    people.first_year = ((now - since - terms.last) // 2).astype(np.int32)
    gap = draws.number_of(marginals.shares["school.years_before"], n)
    people.school_last = (2 * (people.first_year - 1) - 1 - 2 * gap).astype(np.int32)
    a_term = int(marginals.share("school.a_term"))
    school_first = (people.school_last - (-(-people.schools // a_term) - 1)) // 2
    began = np.where(people.schools > 0, school_first, people.first_year - (people.exemptions > 0))
    people.began = began.astype(np.int32)
    ages = [draws.number_of(marginals.shares[f"age.{name}"], n) for name in ("adult", "school", "second")]
    age = np.where(people.second, ages[2], np.where(people.schools > 0, ages[1], ages[0]))
    age = age + draws.between(0, 2, n) * (age > 20)
    people.birth = (people.began - age).astype(np.int32)
    earned = np.where(people.schools > 0, (people.school_last + 1) // 2, people.began)
    earned = earned - np.where(people.second, draws.between(0, np.maximum(age - 23, 0), n), 0)
    people.conferred = day_of(earned - 1, days_after("02-20"))  # in the February before 1 March


def add_terms(draws: Draws, people: People, rows: Rows, terms: Terms, setup: Setup) -> None:
    """Fill the group ``terms``, and move the school courses of a mixed semester."""
    at, owner, place = rows.groups["terms"]
    marginals, n = setup.marginals, len(at)
    year = people.first_year[owner] + terms.year
    first, second = marginals.shares["term.first"], marginals.shares["term.second"]
    ends = [np.array([days_after(day) for day in shares.values], np.int32) for shares in (first, second)]
    after = np.where(terms.half, ends[1][draws.of(second, n)], ends[0][draws.of(first, n)])
    rows.put("completed_on", at, day_of(year, after))
    part = _part_time(people, terms, owner, setup)
    _pin(people, rows, terms, part)
    credits = draws.number_of(marginals.shares["accredited.credits"], n)
    rows.put("credits", at, np.where(rows.pinned[at], conflicts.course_credits(setup), credits))
    kinds = draws.of(marginals.shares["accredited.kind"], n)
    seconds = draws.of(marginals.shares["accredited.kind_second"], n)
    rows.kind[at] = np.where(people.second[owner], seconds, kinds)
    # the first courses of who has duplicates are of the major, so that they count on either route
    doubled = conflicts.has(people, conflicts.DUPLICATE)[owner]
    rows.kind[at[doubled & (place < 2)]] = ELECTIVE
    _accredited(draws, people, rows, at[~part], setup)
    _part_timers(draws, people, rows, at[part], setup)
    _mix(draws, people, rows, setup)


def _part_time(people: People, terms: Terms, owner: Numbers, setup: Setup) -> Flags:
    """The first courses of every semester of a part-time learner; more of them where they are too many."""
    a_term = int(setup.marginals.share("part_time.a_term"))
    most = np.where(conflicts.has(people, conflicts.PART_TIME), a_term + 1, a_term)
    return np.asarray(people.part_timer[owner] & (terms.slot < most[owner]) & ~terms.crowded)


def _pin(people: People, rows: Rows, terms: Terms, part: Flags) -> None:
    """The courses that the conflicts in terms and at institutions stand on."""
    at, owner, place = rows.groups["terms"]
    in_year = (terms.year == people.over_year[owner]) & conflicts.has(
        people, conflicts.SEMESTER | conflicts.YEAR | conflicts.MIXED
    )[owner]
    rows.pinned[at] = in_year | (part & conflicts.has(people, conflicts.PART_TIME)[owner])
    rows.pinned[at] |= conflicts.has(people, conflicts.INSTITUTION)[owner]
    rows.pinned[at] |= conflicts.has(people, conflicts.DUPLICATE)[owner] & (place < 2)


def _accredited(draws: Draws, people: People, rows: Rows, at: Numbers, setup: Setup) -> None:
    marginals, limits, n, owner = setup.marginals, setup.limits, len(at), rows.owner[at]
    rows.source(at, "accredited_course")
    free = ~rows.pinned[at]
    bad, absent = (
        draws.chance(marginals.share(f"accredited.{name}"), n) & free for name in ("failed", "absent")
    )
    lowest = np.where(free, limits.passed, limits.always_passed)
    score = np.where(
        bad, draws.between(limits.passed // 2, limits.passed - 1, n), draws.between(lowest, BEST, n)
    )
    rows.put("score", at, score)
    there = draws.between(limits.attended, BEST, n)
    rows.put(
        "attendance", at, np.where(absent, draws.between(limits.attended // 2, limits.attended - 1, n), there)
    )
    rows.put("institution", at, _institutions(draws, people, owner, rows.place[at], setup))


def _institutions(draws: Draws, people: People, owner: Numbers, place: Numbers, setup: Setup) -> Numbers:
    """Two institutions at a time, changed before either has all that may count of it."""
    marginals, n = setup.marginals, people.count
    number = int(marginals.share("institutions.number"))
    most = setup.limits.institution[people.degree] // conflicts.course_credits(setup)
    stays = draws.between(int(marginals.share("institutions.regulars_low")), most, n)
    home = _unevenly(number, marginals.share("institutions.unevenness"))[draws.steps(n) // FINE]
    step = draws.between(1, 10, n)  # fewer than the smallest factor of the number, so none comes back
    alone = conflicts.has(people, conflicts.INSTITUTION)[owner]
    turn = 2 * (place // stays[owner]) + draws.chance(0.35, len(owner))
    return np.where(alone, home[owner], (home[owner] + step[owner] * turn) % number).astype(np.int32)


@lru_cache(maxsize=4)
def _unevenly(number: int, unevenness: float) -> Numbers:
    """Places of ``number`` institutions, those in front more often, each entry as likely as the next."""
    power = 1 / (1 - unevenness)
    return np.array(
        [int(((step + 0.5) / STEPS) ** power * number) for step in range(0, STEPS, FINE)], np.int32
    )


def _part_timers(draws: Draws, people: People, rows: Rows, at: Numbers, setup: Setup) -> None:
    marginals, n, owner = setup.marginals, len(at), rows.owner[at]
    vocabulary, count = setup.vocabulary, people.count
    rows.source(at, "part_time_course")
    first = len(vocabulary.institutions)
    home = first + draws.between(0, len(vocabulary.colleges) + len(vocabulary.universities) - 1, count)
    rows.put("institution", at, home[owner])
    lifelong = draws.chance(marginals.share("part_time.lifelong_act"), count)
    lifelong |= conflicts.has(people, conflicts.PART_TIME)
    rows.put("basis", at, lifelong[owner])
    standard = draws.number_of(marginals.shares["part_time.standard"], count)
    rows.put("semester_standard", at, np.where(lifelong, standard, -1)[owner])
    rows.put("remote_institution", at, draws.chance(marginals.share("part_time.remote"), count)[owner])
    only = draws.chance(marginals.share("part_time.only_part_timers"), count)[owner]
    rows.put("only_part_timers", at, only)
    rows.put("attendance", at[only], draws.between(BEST // 2, BEST, int(only.sum())))
    rows.put("remote_share", at[~only], 2 * draws.between(0, 40, int((~only).sum())))
    rows.put("class", at, rows.kind[at])
    rows.put("same_program", at, draws.chance(0.6, n))
    committee(draws, rows, at, marginals.share("school.committee"))
    grade(draws, rows, at, marginals.share("part_time.failed"))


def _mix(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """University courses in a semester of accredited ones: together more than it holds."""
    at, owner, place = rows.groups["schools"]
    most = setup.limits.semester // conflicts.course_credits(setup)
    needed = most + 1 + draws.between(0, 1, people.count) - people.pace[:, FIRST]
    mixed = conflicts.has(people, conflicts.MIXED)[owner]
    mixed &= place >= (people.schools - needed)[owner]
    moved, whose = at[mixed], owner[mixed]
    year = people.first_year[whose] + people.over_year[whose]
    rows.put("completed_on", moved, day_of(year, days_after("06-20")))
