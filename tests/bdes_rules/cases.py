"""Cases of the examination for self-education, and what is asked of their answers."""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition import audit

COMPUTER = (
    "C프로그래밍",
    "객체지향프로그래밍",
    "웹프로그래밍",
    "자료구조",
    "논리회로",
    "컴퓨터구조",
    "운영체제",
    "이산수학",
)
LIBERAL = ("국어", "국사", "영어", "철학", "심리학개론")
LAST = ("국어", "외국어", "컴퓨터시스템구조", "컴퓨터네트워크", "자료구조", "운영체제")


def case(
    *records: dict[str, Any],
    major: str = "computer-science",
    as_of: str = "2026-11-21",
    same_field: tuple[str, ...] = (),
    **learner: Any,
) -> dict[str, Any]:
    """A case; ``learner``: other facts than the high school of 2010."""
    return {
        "version": 1,
        "as_of": as_of,
        "goal": {"degree": "bdes_bachelor", "major": major, "same_field": list(same_field)},
        "learner": {"high_school_completed_on": "2010-02-15", **learner},
        "records": list(records),
        "choices": {"take": [], "leave": []},
    }


def results(
    stage: int, subjects: tuple[str, ...], score: int | tuple[int, ...] = 60, on: str = "2024-08-18"
) -> list[dict[str, Any]]:
    """Results of one sitting."""
    scores = score if isinstance(score, tuple) else (score,) * len(subjects)
    return [
        {
            "id": f"s{stage}-{on}-{name}",
            "source": "bdes_result",
            "stage": stage,
            "subject": name,
            "score": one,
            "taken_on": on,
        }
        for name, one in zip(subjects, scores, strict=True)
    ]


def answer(*records: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """The answer to such a case; it must have one."""
    found = audit(case(*records, **facts))
    assert "errors" not in found, found["errors"]
    return found


def row(found: dict[str, Any], stage: int) -> dict[str, Any]:
    """The requirement of a stage."""
    return next(one for one in found["requirements"] if one["id"] == f"stage_{stage}")


def line(found: dict[str, Any], name: str) -> dict[str, Any]:
    """The line of a record."""
    return next(one for one in found["records"] if one["id"] == name)


def rules(told: dict[str, Any]) -> list[str]:
    """The rules of a line's reasons."""
    return [one["rule"] for one in told["reasons"]]


def met(found: dict[str, Any]) -> list[str]:
    """The ways to the comprehensive examination that are met."""
    return [way["id"] for way in found["ways"] if way["met"]]


STAGES = (*results(1, LIBERAL), *results(2, COMPUTER[:6]), *results(3, ("가", "나", "다", "라", "마", "바")))
