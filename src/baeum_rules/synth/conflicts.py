"""Who cannot have everything counted, and why: each conflict is laid so that it binds.

A learner who is not contested is drawn so that no limit is reached; one who is gets a first conflict by the
marginals, where it cannot bind (too few courses) the next kind that can, and perhaps another one.
"""

from __future__ import annotations

import numpy as np

from .draws import Draws, Flags, Numbers
from .marginals import SCHOOL_KINDS
from .people import People, Setup, fill_terms

KINDS = (
    "certificate", "duplicate", "semester", "year", "institution", "mixed", "school", "stage", "part_time",
)  # fmt: skip
CERTIFICATE, DUPLICATE, SEMESTER, YEAR, INSTITUTION, MIXED, SCHOOL, STAGE, PART_TIME = (
    1 << place for place in range(len(KINDS))
)
IN_TERMS = SEMESTER | YEAR | MIXED | PART_TIME  # one of them a learner


def lay_conflicts(draws: Draws, people: People, setup: Setup) -> None:
    """Give the contested learners their conflicts, and the records that these need."""
    shares = setup.marginals.shares["contested.kind"]
    bits = np.array([1 << KINDS.index(kind) for kind in shares.values], np.int32)
    wanted = bits[draws.of(shares, people.count)]
    _give(draws, people, setup, np.where(people.contested, wanted, 0))
    fill_terms(people)
    left = people.contested & (people.kinds == 0)
    _give(draws, people, setup, np.where(left, DUPLICATE, 0))
    left &= people.kinds == 0
    _give(draws, people, setup, np.where(left, CERTIFICATE, 0))  # needs nothing that a learner may not have
    more = people.contested & draws.chance(setup.marginals.share("contested.another"), people.count)
    wanted = bits[draws.of(shares, people.count)]
    wanted = np.where((wanted & (SCHOOL | STAGE)) > 0, 0, wanted)  # they would take from the courses in terms
    _give(draws, people, setup, np.where(more, wanted, 0))
    people.part_timer &= (people.kinds & (SEMESTER | YEAR | MIXED | INSTITUTION)) == 0
    people.part_timer &= ~(people.second & has(people, DUPLICATE))
    people.part_timer |= (people.kinds & PART_TIME) > 0


def course_credits(setup: Setup) -> int:
    """The most credits of a course in a term: what a conflict counts on, and what room is left for."""
    return int(max(setup.marginals.shares["accredited.credits"].numbers()))


def _give(draws: Draws, people: People, setup: Setup, wanted: Numbers) -> None:
    """Add the wanted kinds where they can bind; the order is that of what they need."""
    n, credits = people.count, course_credits(setup)
    # on route second much of what stands in terms is refused (second.major_only): these need all of it
    wanted = np.where(people.second & ((wanted & (IN_TERMS | INSTITUTION)) > 0), 0, wanted)
    too_many = setup.limits.semester // credits + 1  # courses that no semester holds
    _give_school(draws, people, setup, wanted == SCHOOL)
    wants = (wanted == STAGE) & ~people.second & (people.exemptions == 0)
    people.exams = np.where(
        wants, setup.limits.stage_passes[0] + draws.between(1, 2, n), people.exams
    ).astype(np.int32)
    people.kinds |= np.where(wants, STAGE, 0).astype(np.int32)
    fill_terms(people)
    _give_terms(draws, people, setup, wanted, too_many)
    cap = setup.limits.institution[people.degree] // credits
    fits = (people.terms > cap) & ((people.kinds & (PART_TIME | MIXED)) == 0)
    people.kinds |= np.where((wanted == INSTITUTION) & fits, INSTITUTION, 0).astype(np.int32)
    people.kinds |= np.where((wanted == DUPLICATE) & (people.terms >= 2), DUPLICATE, 0).astype(np.int32)
    people.kinds |= np.where(wanted == CERTIFICATE, CERTIFICATE, 0).astype(np.int32)


def _give_school(draws: Draws, people: People, setup: Setup, wants: Flags) -> None:
    """More courses of a two-year college than its cap holds; every one of full credits."""
    wants = wants & ~people.second & (people.school_kind() == SCHOOL_KINDS.index("college_2y"))
    most = int(setup.limits.school[SCHOOL_KINDS.index("college_2y")]) // course_credits(setup)
    people.schools = np.where(wants, most + draws.between(1, 4, people.count), people.schools).astype(
        np.int32
    )
    people.kinds |= np.where(wants, SCHOOL, 0).astype(np.int32)


def _give_terms(draws: Draws, people: People, setup: Setup, wanted: Numbers, too_many: int) -> None:
    """A semester or a year with too many courses, a semester with university courses, part-time courses."""
    n = people.count
    kind = np.where(draws.chance(0.5, n), 1, 0)
    extra = np.zeros((n, 2), np.int32)
    full = too_many + draws.between(0, 2, n)
    semester = wanted == SEMESTER
    for half in (0, 1):
        extra[:, half] = np.where(semester & (kind == half), full - people.pace[:, half], 0)
    year = wanted == YEAR
    extra = np.where(year[:, None], too_many - 1 - people.pace, extra)
    width = people.pace.sum(axis=1)
    mixed = (wanted == MIXED) & ~people.second & (people.path != _bachelors(setup))
    mixed &= people.schools >= too_many + 2 - people.pace[:, 0]
    part_time = (wanted == PART_TIME) & ~has(people, INSTITUTION)
    part_time &= people.pace[:, 0] > setup.marginals.share("part_time.a_term")
    asked = semester | year | mixed | part_time
    years = (people.terms - width - extra.sum(axis=1)) // width
    fits = asked & (years >= 0) & ((people.kinds & IN_TERMS) == 0)
    people.late &= ~fits
    people.over_year = np.where(fits, draws.between(0, years, n), people.over_year).astype(np.int32)
    people.over = np.where(fits[:, None], extra, people.over).astype(np.int32)
    people.kinds |= np.where(fits, wanted, 0).astype(np.int32)


def _bachelors(setup: Setup) -> int:
    return setup.marginals.shares["path.share"].values.index("bachelor")


def has(people: People, kind: int) -> Flags:
    """Which learners have a kind of conflict."""
    return np.asarray((people.kinds & kind) > 0)
