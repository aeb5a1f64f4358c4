"""Courses of the school a learner has left (or is still in)."""

from __future__ import annotations

import numpy as np

from baeum_rules.recognition.fields import CLASSES, LETTERS

from . import conflicts
from .draws import Draws, Numbers
from .marginals import day_of, days_after, load_limits
from .people import People, Setup
from .rows import BEST, LEAVINGS, Rows
from .vocabulary import ELECTIVE, LIBERAL, OTHER, REQUIRED

PASSING = tuple(letter for letter in ("A+", "A0", "B+", "B0", "C+", "C0", "D+", "D0"))
PASSED = np.array([LETTERS.index(letter) for letter in PASSING], np.int32)
LISTS = {
    "major_required": REQUIRED,
    "major_elective": ELECTIVE,
    "liberal_arts": LIBERAL,
    "general_elective": OTHER,
}


def add_school_courses(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """Fill the group ``schools``; those of a mixed semester are moved there by the terms."""
    at, owner, place = rows.groups["schools"]
    marginals, n = setup.marginals, len(at)
    kind = people.school_kind()[owner]
    rows.source(at, "university_course")
    rows.put("school_kind", at, kind)
    home = draws.between(0, len(setup.vocabulary.colleges) - 1, people.count)[owner]
    first = len(setup.vocabulary.institutions)
    offset = np.where(kind == 0, first + len(setup.vocabulary.colleges), first)
    rows.put("institution", at, offset + home)
    a_term = int(marginals.share("school.a_term"))
    terms = -(-people.schools // a_term)
    semester = people.school_last[owner] - (terms[owner] - 1) + place // a_term
    first_end, second_end = days_after("06-20"), days_after("12-20")
    rows.put("completed_on", at, day_of(semester // 2, np.where(semester % 2, second_end, first_end)))
    _leaving(draws, people, rows, setup)
    full = conflicts.has(people, conflicts.SCHOOL | conflicts.MIXED)[owner]
    rows.pinned[at] = full | (conflicts.has(people, conflicts.DUPLICATE)[owner] & (place == 0))
    credits = draws.number_of(marginals.shares["school.credits"], n)
    rows.put("credits", at, np.where(full, conflicts.course_credits(setup), credits))
    _classes(draws, rows, setup)
    grade(draws, rows, at, marginals.share("school.failed"))


def _leaving(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """How and when the school was left: in the August or February after the last semester."""
    at, owner, _ = rows.groups["schools"]
    fixed = conflicts.has(people, conflicts.SCHOOL | conflicts.MIXED | conflicts.DUPLICATE)
    held = people.held()
    leaving = np.where(held >= 0, LEAVINGS.index("graduated"), LEAVINGS.index("withdrawn"))
    enrolled = draws.chance(setup.marginals.share("school.enrolled"), people.count) & ~fixed & (held < 0)
    leaving = np.where(enrolled, LEAVINGS.index("enrolled"), leaving)
    last = people.school_last
    left = day_of(last // 2, np.where(last % 2, days_after("02-20"), days_after("08-20")))
    late = conflicts.has(people, conflicts.MIXED)
    left = np.where(late, setup.marginals.as_of - 30, left)
    rows.put("leaving", at, leaving[owner])
    rows.put("left_on", at, np.where(enrolled, -1, left)[owner])


def _classes(draws: Draws, rows: Rows, setup: Setup) -> None:
    at, _, _ = rows.groups["schools"]
    marginals, n = setup.marginals, len(at)
    shares = marginals.shares["school.class"]
    drawn = draws.of(shares, n)
    rows.put("class", at, np.array([CLASSES.index(word) for word in shares.values], np.int32)[drawn])
    rows.kind[at] = np.array([LISTS[word] for word in shares.values], np.int32)[drawn]
    rows.put("same_program", at, draws.chance(marginals.share("school.same_program"), n))
    committee(draws, rows, at, marginals.share("school.committee"))


def committee(draws: Draws, rows: Rows, at: Numbers, share: float) -> None:
    """The class a subcommittee gave, for some records."""
    given = at[draws.chance(share, len(at))]
    rows.put("committee_class", given, draws.between(0, len(CLASSES) - 1, len(given)))


def grade(draws: Draws, rows: Rows, at: Numbers, failed: float) -> None:
    """A letter for most, a score for the others, both for some; a few have failed unless pinned."""
    n = len(at)
    bad = draws.chance(failed, n) & ~rows.pinned[at]
    form = draws.between(0, 9, n)  # 0-2 score, 3-8 letter, 9 both
    passed = load_limits().passed
    score = np.where(bad, draws.between(passed // 3, passed - 1, n), draws.between(passed, BEST, n))
    with_score = (form < 3) | (form == 9)
    rows.put("score", at[with_score], score[with_score])
    letter = np.where(bad, LETTERS.index("F"), PASSED[draws.between(0, len(PASSED) - 1, n)])
    with_letter = form >= 3
    rows.put("letter", at[with_letter], letter[with_letter])
