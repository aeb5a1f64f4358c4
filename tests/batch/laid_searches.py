"""Searches laid straight on a desk: courses and limits made at random, without a learner around them.

Plain numbers, laid as ``deciding.py`` lays a part; how they are searched is chosen by the tests.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from baeum_rules.batch.kernel import places
from baeum_rules.batch.kernel.pieces import P_EIGHTEEN, P_LIBERAL, P_MAJOR, P_TOTAL, P_UNIVERSITY
from baeum_rules.recognition.classes import ELECTIVE, GENERAL, LIBERAL, REQUIRED
from baeum_rules.recognition.problem import CAP, COUNT, DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW

CLASSES = (REQUIRED, ELECTIVE, LIBERAL, GENERAL)
KINDS = (CAP, CAP, WINDOW, WINDOW, SCHOOL, DUPLICATE, SUBSTITUTE, COUNT)
# the pieces that are asked for here, and where the need of each stands
NEEDS = {
    P_TOTAL: places.N_TOTAL,
    P_MAJOR: places.N_MAJOR,
    P_LIBERAL: places.N_LIBERAL,
    P_EIGHTEEN: places.N_EIGHTEEN,
    P_UNIVERSITY: places.N_UNIVERSITY,
}


class Course(NamedTuple):
    """``classes``: in the order of its options; ``eighteen``, ``university``, ``subject``: 0 or 1."""

    credits: int
    classes: tuple[int, ...]
    eighteen: int
    university: int
    subject: int
    forced: bool


class Limit(NamedTuple):
    """A constraint as in ``recognition.problem``; its members are places of courses."""

    kind: int
    limit: int
    members: tuple[int, ...]
    marks: tuple[int, ...]


class Laid(NamedTuple):
    """``needs``: pieces to reach, or to be ``spare`` short of, the less the better; ``subjects``: to meet."""

    courses: tuple[Course, ...]
    limits: tuple[Limit, ...]
    needs: dict[int, int]
    spare: int
    subjects: int

    def may_be_cut(self, place: int) -> bool:
        return any(place in limit.members for limit in self.limits if limit.kind == SCHOOL)


def _limit(rng: random.Random, kind: int, courses: list[Course], schooled: set[int]) -> Limit | None:
    places_left = [p for p in range(len(courses)) if kind != SCHOOL or p not in schooled]
    if kind == SUBSTITUTE:
        places_left = [p for p in places_left if REQUIRED in courses[p].classes]
    if len(places_left) < 2:
        return None
    most = 4 if kind in (DUPLICATE, SUBSTITUTE) else len(places_left)
    members = sorted(rng.sample(places_left, rng.randint(2, max(2, min(most, len(places_left))))))
    total = sum(courses[p].credits for p in members)
    limit = rng.randint(max(1, total // 3), max(1, total - 1))
    marks = tuple(0 for _ in members)
    if kind == WINDOW:
        marks = tuple(1 if p not in schooled and rng.random() < 0.4 else 0 for p in members)
    elif kind == DUPLICATE:
        limit, marks = 1, tuple(rng.choice((0, 0, 0, 1, 2, 3, 4)) for _ in members)
    elif kind == SUBSTITUTE:
        limit = 1
    elif kind == COUNT:
        limit = rng.randint(1, len(members) - 1)
    elif kind == SCHOOL:
        schooled.update(members)
    return Limit(kind, limit, tuple(members), marks)


def laid_at_random(rng: random.Random, count: int, limits: int) -> Laid:
    """So many courses and at most so many limits; what is alike is common, so that there are ties."""
    most, several = rng.choice((1, 2, 3, 3, 6)), rng.choice((0.1, 0.4, 0.8))
    alike, courses = rng.random() < 0.3, []
    for _ in range(count):
        classes = rng.sample(CLASSES, rng.randint(1, 3) if rng.random() < several else 1)
        flags = (int(rng.random() < 0.5), int(rng.random() < 0.3), int(rng.random() < 0.4))
        courses.append(Course(rng.randint(1, most), tuple(classes), *flags, forced=rng.random() < 0.05))
        if alike:
            courses[-1] = courses[0]
    schooled: set[int] = set()
    kinds = sorted((rng.choice(KINDS) for _ in range(rng.randint(1, limits))), key=lambda k: k != SCHOOL)
    found = [_limit(rng, kind, courses, schooled) for kind in kinds]
    needs, spare, subjects = {}, 0, 0
    if rng.random() < 0.6:
        most = max(1, sum(course.credits for course in courses) // rng.choice((2, 4)))
        needs = {piece: rng.randint(1, most) for piece in rng.sample(sorted(NEEDS), rng.randint(1, 3))}
        spare = rng.choice((0, 1, rng.randint(1, most), most))
    if rng.random() < 0.2:
        subjects = rng.randint(1, 2)
    limits_found = _windows_bind(rng, courses, [limit for limit in found if limit])
    return Laid(tuple(courses), limits_found, needs, spare, subjects)


def _windows_bind(rng: random.Random, courses: list[Course], limits: list[Limit]) -> tuple[Limit, ...]:
    """Gives a window without a limited course one that cannot count, for another that must excludes it.

    What is given up of it beyond the least then has a price, though nobody sets its flag.
    """
    bound, must, outs = [], -1, []
    for limit in limits:
        if limit.kind != WINDOW or any(limit.marks):
            bound.append(limit)
            continue
        if must < 0:
            must = len(courses)
            courses.append(Course(1, (GENERAL,), 0, 0, 0, forced=True))
        outs.append(len(courses))
        courses.append(Course(rng.randint(1, 3), (GENERAL,), 1, 0, 0, forced=False))
        bound.append(limit._replace(members=(*limit.members, outs[-1]), marks=(*limit.marks, 1)))
    return (*bound, *(Limit(DUPLICATE, 1, (must, out), (0, 0)) for out in outs))


def _lay_courses(d: Any, laid: Laid) -> None:
    total = 1 + sum(course.credits for course in laid.courses)
    d.t[places.COUNTER, places.PACK] = total.bit_length()
    d.t[places.COUNTER, places.COUNT_RECORDS] = len(laid.courses)
    for place, course in enumerate(laid.courses):
        d.t[places.CREDITS, place], d.t[places.FORCED, place] = course.credits, int(course.forced)
        d.t[places.EIGHTEEN, place], d.t[places.UNIVERSITY, place] = course.eighteen, course.university
        d.t[places.SUBJECT, place] = place if course.subject else -1
        d.t[places.DIVISIBLE, place] = int(laid.may_be_cut(place))
        d.t[places.TAKEN, place], d.t[places.ITEM, place] = 0, -1
        d.state[place] = sum(bit << 4 * k for k, bit in enumerate(course.classes))


def lay(d: Any, laid: Laid) -> None:
    """Writes the courses, limits and needs on the desk."""
    _lay_courses(d, laid)
    put = 0
    d.t[places.COUNTER, places.COUNT_CONSTRAINTS] = len(laid.limits)
    for c, limit in enumerate(laid.limits):
        d.t[places.KIND, c], d.t[places.LIMIT, c], d.t[places.BINDING, c] = limit.kind, limit.limit, 1
        d.t[places.FIRST, c] = put
        for member, mark in zip(limit.members, limit.marks, strict=True):
            d.t[places.MEMBER, put], d.t[places.MARK, put] = member, mark
            put += 1
        d.t[places.END, c] = put
    for place in range(8):
        d.t[places.NEED, place] = 0
    for piece, need in laid.needs.items():
        d.t[places.NEED, NEEDS[piece]] = need
    d.t[places.NEED, places.N_SUBJECTS] = laid.subjects
    for total in range(places.TOTALS):
        d.sums[0, total] = 0
    d.t[places.COUNTER, places.SPENT] = 0


def active_of(laid: Laid) -> int:
    """The pieces to reach, as bits."""
    return sum(1 << piece for piece in laid.needs)


def chosen(d: Any, laid: Laid) -> tuple[list[int], list[int], int]:
    """The credits and classes of the courses in the selection found, and how far short it is said to be."""
    every = range(len(laid.courses))
    counts = [int(d.t[places.BEST_COUNT, place]) for place in every]
    less = int(d.t[places.BEST_COUNT, len(laid.courses)]) if laid.spare else 0
    return counts, [int(d.t[places.BEST_CLASS, place]) for place in every], laid.spare - less
