"""Which constraints are left when what cannot bind is screened out."""

from __future__ import annotations

from baeum_rules.recognition.problem import CAP, WINDOW, Constraint, Problem
from baeum_rules.recognition.screen import Screened

from .random_problems import NOTHING_NEEDED


def problem(credits: list[int], *constraints: Constraint) -> Problem:
    """A problem of records of one class that asks for nothing."""
    zeros = (0,) * len(credits)
    return Problem(
        credits=tuple(credits),
        classes=(8,) * len(credits),
        elective_beside=zeros,
        eighteen=zeros,
        at_university=zeros,
        subject=(-1,) * len(credits),
        holder=zeros,
        forced=zeros,
        constraints=constraints,
        needs=NOTHING_NEEDED,
    )


def over(rule: str, limit: int, credits: list[int], place: tuple[int, ...], marks: str = "") -> Constraint:
    """A limit over all records; with marks one that holds as soon as a marked record counts."""
    members = tuple(range(len(credits)))
    kind = WINDOW if marks else CAP
    return Constraint(rule, place, kind, limit, members, tuple(credits), tuple(map(int, marks)))


def left(credits: list[int], *constraints: Constraint) -> list[str]:
    """The rules that still bind."""
    return [c.rule for c in Screened(problem(credits, *constraints)).binding]


def test_an_institution_that_the_year_keeps_within_its_cap() -> None:
    credits = [20, 20, 20]
    year = over("window.year", 42, credits, (2020,))
    assert left(credits, year, over("institution.cap", 45, credits, (7,))) == ["window.year"]
    assert left(credits, year, over("institution.cap", 42, credits, (7,))) == ["window.year"]
    assert left(credits, year, over("institution.cap", 41, credits, (7,))) == [
        "window.year",
        "institution.cap",
    ]


def test_university_courses_alone_have_no_limit_that_could_keep_a_cap() -> None:
    credits = [20, 20, 20]
    cap = over("institution.cap", 45, credits, (7,))
    mixed = over("window.year", 42, credits, (2020,), "100")
    assert left(credits, mixed, cap) == ["window.year", "institution.cap"]
    assert left(credits, over("window.year", 42, credits, (2020,), "111"), cap) == ["window.year"]


def test_two_windows_do_not_excuse_each_other() -> None:
    credits = [9, 9]
    year, semester = (
        over("window.year", 12, credits, (2020,)),
        over("window.semester", 12, credits, (2020, 1)),
    )
    assert left(credits, year, semester) == ["window.semester"]


def test_what_everything_together_keeps_is_left_out() -> None:
    credits = [9, 9]
    assert left(credits, over("institution.cap", 18, credits, (7,))) == []
    assert left(credits, over("institution.cap", 17, credits, (7,))) == ["institution.cap"]
