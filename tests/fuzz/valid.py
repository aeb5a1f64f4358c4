"""A valid case with every field of every source, to be broken one piece at a time."""

from __future__ import annotations

import random
from typing import Any

Document = dict[str, Any]

# The kind of every field; ``malformed`` holds what is no value of each kind.
KINDS = {
    "institution": "text", "subject": "text", "name": "text", "item": "text", "credits": "credits",
    "semester_standard": "credits", "stage": "stage", "months": "months", "score": "share",
    "attendance": "share", "absence": "share", "remote_share": "share", "ended_on": "date",
    "left_on": "date", "acquired_on": "date", "passed_on": "date", "selected_on": "date",
    "school_kind": "word", "leaving": "word", "class": "word", "committee_class": "word", "basis": "word",
    "role": "word", "level": "word", "letter": "letter", "same_program": "flag",
    "remote_institution": "flag", "only_part_timers": "flag", "listed": "flag", "same_major": "flag",
    "retake_of": "reference",
}  # fmt: skip
OPTIONAL = {
    "university_course": {"left_on", "score", "letter", "committee_class", "retake_of"},
    "part_time_course": {
        "semester_standard", "remote_institution", "remote_share", "only_part_timers", "attendance",
        "score", "letter", "committee_class",
    },
    "bdes_exam": {"committee_class"},
    "bdes_exemption_course": {"committee_class"},
    "heritage": {"months", "listed"},
}  # fmt: skip


def valid_case(rng: random.Random) -> Document:
    """A case that reads without an error: ids r1 to r8, all fields given. Figures vary with the seed."""
    return {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {
            "degree": rng.choice(("bachelor", "associate_2y", "associate_3y")),
            "route": "first",
            "major": "시험 전공",
            "conferral": rng.choice(("2027-02", "2027-08")),
            "conferring_university": "가나대학교",
            "curriculum": _curriculum(),
        },
        "learner": {
            "high_school_completed_on": "2010-02-15",
            "bdes_degree_on": None,
            "previous_degrees": [
                {"degree": "associate_2y", "major": "전자", "conferred_on": "2014-02-20"},
            ],
        },
        "records": _records(rng),
        "choices": {"take": ["r4"], "leave": ["r1"]},
    }


def _curriculum() -> Document:
    return {
        "name": "시험 전공",
        "required": ["자료구조", "운영체제", "이산수학"],
        "elective": ["컴퓨터구조", "클라이언트/서버 프로그래밍"],
        "liberal": ["국어", "영어"],
        "compatible": ["이산수학"],
        "linked_certificates": ["정보처리기사"],
        "required_credits": 9,
        "core_count": 2,
        "substitutes": [["자료구조", "운영체제"]],
        "equivalents": [["클라이언트/서버 프로그래밍", "C/S 프로그래밍"]],
    }


def _records(rng: random.Random) -> list[Document]:
    score = rng.choice((60, 61.5, 88, 100))
    university: Document = {
        "id": "r2", "source": "university_course", "institution": "가나대학교", "school_kind": "university",
        "leaving": "withdrawn", "left_on": "2019-08-31", "subject": "이산수학", "credits": 3, "score": score,
        "letter": "B+", "ended_on": "2018-12-20", "class": "major_required", "same_program": True,
        "committee_class": "liberal_arts", "retake_of": "r3",
    }  # fmt: skip
    earlier = {**university, "id": "r3", "ended_on": "2017-12-20", "retake_of": None}
    return [
        {
            "id": "r1", "source": "accredited_course", "institution": "한빛평생교육원", "subject": "자료구조",
            "credits": rng.randint(1, 6), "score": score, "attendance": 80.5, "ended_on": "2026-06-20",
        },
        university,
        earlier,
        {"id": "r4", "source": "certificate", "name": "정보처리기사", "acquired_on": "2024-11-20"},
        {
            "id": "r5", "source": "part_time_course", "institution": "다라대학교",
            "basis": "lifelong_education_act", "semester_standard": 18, "remote_institution": False,
            "remote_share": 12.5, "only_part_timers": True, "attendance": 90, "subject": "컴퓨터구조",
            "credits": 3, "score": score, "letter": "A0", "ended_on": "2025-12-19", "class": "major_elective",
            "same_program": False, "committee_class": "general_elective",
        },
        {
            "id": "r6", "source": "bdes_exam", "stage": rng.randint(1, 4), "subject": "국어",
            "passed_on": "2025-03-28", "committee_class": "liberal_arts",
        },
        {
            "id": "r7", "source": "bdes_exemption_course", "stage": 2, "institution": "누리교육원",
            "subject": "경영정보론", "score": 72, "absence": 5, "ended_on": "2025-08-22",
            "committee_class": "major_elective",
        },
        {
            "id": "r8", "source": "heritage", "item": "판소리", "role": "trainee", "level": "national",
            "selected_on": "2023-03-02", "months": 30, "listed": True, "same_major": False,
        },
    ]  # fmt: skip
