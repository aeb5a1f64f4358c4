"""What the recognised credits open, at the boundaries of each number (facts 8.6, 11.1, 3)."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.recognition import audit
from baeum_rules.recognition.openings import OPENINGS, openings, openings_of

ON = date(2026, 11, 21)


def opened(have: int, degree: str = "bachelor") -> set[str]:
    return {one["id"] for one in openings(have=have, from_school=0, degree=degree, on=ON) if one["open"]}


@pytest.mark.parametrize(
    ("name", "need", "degree"),
    [
        ("industrial_engineer", 41, "bachelor"),
        ("engineer", 106, "bachelor"),
        ("expected_degree", 100, "bachelor"),
        ("expected_degree", 40, "associate_2y"),
        ("bdes_stage_1", 35, "bachelor"),
        ("bdes_stage_2", 70, "bachelor"),
        ("bdes_stage_4", 105, "bachelor"),
    ],
)
def test_opens_at_its_number_and_not_one_below(name: str, need: int, degree: str) -> None:
    assert name in opened(need, degree)
    assert name not in opened(need - 1, degree)
    row = next(one for one in openings(have=3, from_school=0, degree=degree, on=ON) if one["id"] == name)
    assert (row["need"], row["short"]) == (need, need - 3)


def test_every_opening_says_its_figures_in_both_languages_with_a_clause() -> None:
    rows = openings(have=41, from_school=0, degree="bachelor", on=ON)
    assert [row["id"] for row in rows] == list(OPENINGS)
    for row in rows:
        reason = row["reasons"][0]
        for language in ("ko", "en"):
            assert "41" in reason[language] and str(row["need"]) in reason[language]
            assert row["title"][language]
        assert reason["clause"] and reason["clause_en"]


def test_school_credits_alone_are_told_for_the_examinations() -> None:
    rows = {one["id"]: one for one in openings(have=50, from_school=45, degree="bachelor", on=ON)}
    told = rows["industrial_engineer"]["reasons"][1]
    assert told["figures"] == {"outside": 5} and told["reading"]
    assert len(rows["bdes_stage_1"]["reasons"]) == 1


def test_the_figure_read_for_three_years_is_marked() -> None:
    row = next(o for o in openings(have=1, from_school=0, degree="associate_3y", on=ON) if o["need"] == 40)
    assert row["reasons"][0]["reading"]


def test_of_a_case() -> None:
    course = {
        "id": "r1",
        "source": "university_course",
        "institution": "한빛대",
        "school_kind": "university",
        "leaving": "withdrawn",
        "left_on": "2016-01-01",
        "subject": "글쓰기",
        "credits": 3,
        "score": 90,
        "ended_on": "2015-06-20",
        "class": "liberal_arts",
        "same_program": True,
    }
    case = {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": "bachelor", "route": "first", "major": "m", "curriculum": {"name": "m"}},
        "learner": {"high_school_completed_on": "2000-02-10"},
        "records": [course],
        "choices": {},
    }
    rows = openings_of(case, audit(case))
    assert {row["have"] for row in rows} == {3}
    assert rows[0]["reasons"][1]["figures"] == {"outside": 0}
    with pytest.raises(ValueError, match="errors"):
        openings_of(case, {"errors": []})
