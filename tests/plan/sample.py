"""A learner a few courses short of an associate degree, and courses to get there; made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from baeum_rules.plan import plan
from baeum_rules.plan.catalogue import read_items
from baeum_rules.plan.items import Item
from baeum_rules.plan.wishes import Wishes
from baeum_rules.recognition.thresholds import thresholds_of

T = thresholds_of()
NONE = Wishes()
CURRICULUM = {
    "name": "시험 전공",
    "required": ["자료구조"],
    "elective": ["알고리즘", "운영체제", "컴파일러"],
    "liberal": ["철학", "국사"],
    "linked_certificates": ["정보처리산업기사", "정보처리기사"],
}


def case(**goal: Any) -> dict[str, Any]:
    """80/45/15/18 are needed; 38 of major, 12 of liberal arts, 18 accredited are there, 68 in all."""

    def school(name: str, taken: str, credits: int) -> dict[str, Any]:
        return {
            "id": name, "source": "university_course", "institution": "나대", "school_kind": "college_2y",
            "leaving": "withdrawn", "left_on": "2020-02-20", "subject": f"학교 {name}", "credits": credits,
            "letter": "B", "ended_on": "2019-06-20", "class": taken, "same_program": True,
        }  # fmt: skip

    accredited = {
        "id": "r4", "source": "accredited_course", "institution": "가원", "subject": "옛 과목", "credits": 18,
        "score": 80, "attendance": 90, "ended_on": "2025-06-20",
    }  # fmt: skip
    return {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": "associate_2y", "route": "first", "major": "시험 전공", "curriculum": CURRICULUM}
        | goal,
        "learner": {"high_school_completed_on": "2010-02-15", "previous_degrees": []},
        "records": [
            school("r1", "major_elective", 38),
            school("r2", "liberal_arts", 12),
            accredited,
        ],
        "choices": {},
    }


def row(name: str, subject: str, ends: str, won: int = 100_000, **more: Any) -> dict[str, Any]:
    """A course of three credits at an online institution that ends on a day, begun 15 weeks before."""
    begins = date.fromordinal(max(date.fromisoformat(ends).toordinal() - 105, date(2026, 11, 23).toordinal()))
    return {
        "id": name, "source": "accredited_course", "institution": "다원", "subject": subject, "credits": 3,
        "begins": begins.isoformat(), "ends": ends, "won": won, "mode": "online",
    } | more  # fmt: skip


def enough() -> list[dict[str, Any]]:
    """Three major courses, one of liberal arts: 12 credits, by August 2027; and dearer ones by February."""
    return [
        row("major1", "자료구조", "2027-06-14"),
        row("major2", "알고리즘", "2027-06-14"),
        row("major3", "운영체제", "2027-06-14"),
        row("liberal1", "철학", "2027-06-14"),
        row("early1", "자료구조", "2027-01-12", 300_000),
        row("early2", "알고리즘", "2027-01-12", 300_000),
        row("early3", "운영체제", "2027-01-12", 300_000),
        row("early4", "국사", "2027-01-12", 300_000),
    ]


def items(rows: list[dict[str, Any]]) -> list[Item]:
    found = read_items(rows, T)
    assert all(isinstance(one, Item) for one in found), found
    return found  # type: ignore[return-value]


def answer(
    rows: list[dict[str, Any]], wishes: Wishes = NONE, doc: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The answer to the sample learner."""
    return plan(doc or case(), items(rows), wishes, seconds=60.0)


def ids(answered: dict[str, Any], purpose: str) -> list[str]:
    """The ids of the plan of a purpose."""
    for one in answered["plans"]:
        if purpose in one["purposes"]:
            return sorted(item["id"] for term in one["terms"] for item in term["items"])
    return []
