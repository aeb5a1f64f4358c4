"""Cases with answers written by hand from the answer format, for laying out. Not a test."""

from __future__ import annotations

from typing import Any

REASONS = {
    "refused": {
        "rule": "accredited.score",
        "ko": "점수 59.9점이 60점보다 낮아 인정되지 않습니다.",
        "en": "The score of 59.9 is below 60, so the course is not recognised.",
        "clause": "학점인정 등에 관한 법률 시행령 제11조제1항",
        "reading": False,
        "figures": {"score": 59.9, "need": 60},
    },
    "not_chosen": {
        "rule": "window.semester",
        "ko": "2026학년도 1학기에는 24학점까지 인정되며, 이 과목을 더하면 27학점이 됩니다. "
        "자리를 차지한 기록: r1, r2.",
        "en": "Semester 1 of 2026 allows 24 credits; with this course it would be 27. Taken by: r1, r2.",
        "clause": "학점인정 업무 운영규정 제20조",
        "reading": True,
        "figures": {"limit": 24, "sum": 27},
    },
    "reduced": {
        "rule": "school.cap",
        "ko": "2년제 전문대학 학점은 80학점까지 인정되어 3학점 가운데 2학점만 인정됩니다.",
        "en": "Credits of two-year colleges count up to 80, so 2 of the 3 credits are recognised.",
        "clause": "학점인정 등에 관한 법률 시행령 제9조",
        "reading": False,
        "figures": {"cap": 80},
    },
}


def made(count: int, **first: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A case of ``count`` records and an answer with every verdict in turn; ``first`` changes record r1."""
    verdicts = ("recognised", "refused", "not_chosen", "reduced", "recognised")
    records: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        verdict = verdicts[(number - 1) % len(verdicts)]
        records.append(
            {
                "id": f"r{number}",
                "source": "accredited_course",
                "institution": "한빛평생교육원",
                "subject": f"자료구조와 알고리즘 {number}",
                "credits": 3,
                "score": 87,
                "attendance": 95,
                "ended_on": "2026-06-20",
            }
        )
        credits = {"recognised": 3, "reduced": 2}.get(verdict, 0)
        lines.append(
            {
                "id": f"r{number}",
                "verdict": verdict,
                "credits": credits,
                "class": "major_required" if credits else None,
                "reasons": [REASONS[verdict]] if verdict in REASONS else [],
            }
        )
    if records:
        records[0] |= first
        lines[0]["id"] = records[0]["id"]
    case = {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": "bachelor", "route": "first", "major": "computer-science", "conferral": "2027-02"},
        "learner": {"high_school_completed_on": "2010-02-15"},
        "records": records,
        "choices": {"take": [], "leave": []},
    }
    return case, _answer(lines)


def _answer(lines: list[dict[str, Any]]) -> dict[str, Any]:
    needs = (
        ("total", 140, 103),
        ("major", 60, 51),
        ("liberal_arts", 30, 30),
        ("required", 8, 6),
        ("eighteen", 18, 63),
    )
    return {
        "version": 1,
        "law": "2026-11-01",
        "as_of": "2026-11-21",
        "complete": False,
        "remaining": 37,
        "totals": {
            "recognised": 103,
            "major": 51,
            "major_required": 24,
            "major_elective": 27,
            "liberal_arts": 30,
            "general_elective": 22,
            "eighteen": 63,
        },
        "requirements": [
            {"id": name, "need": need, "have": have, "short": max(0, need - have)}
            for name, need, have in needs
        ],
        "records": lines,
        "notes": [
            {
                "record": "r1",
                "code": "committee.pending",
                "ko": "이수구분은 심의위원회가 정합니다.",
                "en": "The committee decides its class.",
            },
            {
                "record": None,
                "code": "general",
                "ko": "예정 과목은 넣지 않았습니다.",
                "en": "Planned courses are left out.",
            },
        ],
    }
