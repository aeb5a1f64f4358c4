"""Learners and a catalogue for measuring plans: the same number gives the same, in every run."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from baeum_rules.curricula import load_curriculum

ON = "2026-11-21"
MAJORS = ("computer-science", "business-administration", "psychology", "social-work", "child-studies")
INSTITUTIONS = 60
TERMS = (
    (date(2026, 12, 7), date(2027, 2, 20)),
    (date(2026, 12, 14), date(2027, 1, 12)),
    (date(2027, 3, 2), date(2027, 6, 14)),
    (date(2027, 4, 5), date(2027, 7, 13)),
    (date(2027, 5, 10), date(2027, 8, 27)),
    (date(2027, 9, 1), date(2027, 12, 14)),
    (date(2027, 10, 4), date(2028, 1, 12)),
    (date(2028, 3, 2), date(2028, 6, 14)),
    (date(2028, 4, 3), date(2028, 7, 11)),
    (date(2028, 9, 4), date(2028, 12, 15)),
)
GENERAL = (
    "창업과 경영",
    "생활 속의 통계",
    "글쓰기의 기초",
    "사진의 이해",
    "여행과 문화",
    "음식과 건강",
    "지역사회의 이해",
)
REGIONS = ("11", "26", "27", "41", "48", "50")


def subjects() -> list[str]:
    """Every subject of the sample curricula, and some that are in none."""
    found: dict[str, None] = {}
    for name in MAJORS:
        curriculum = load_curriculum(name)
        for subject in (*curriculum.required, *curriculum.elective, *curriculum.liberal):
            found[subject] = None
    found |= dict.fromkeys(GENERAL)
    return list(found)


def catalogue(seed: int, count: int = 3000) -> list[dict[str, Any]]:
    """Rows of so many offerings."""
    rng, names = random.Random(seed), subjects()
    rows = []
    for number in range(count):
        begins, ends = rng.choice(TERMS)
        shift = timedelta(rng.randint(-6, 0))
        online = rng.random() < 0.7
        rows.append(
            {
                "id": f"o{number:04d}",
                "source": "accredited_course",
                "institution": f"표본원격평생교육원 {rng.randrange(INSTITUTIONS)}",
                "subject": rng.choice(names),
                "credits": 3 if rng.random() < 0.93 else 2,
                "won": rng.randrange(60, 241) * 1000,
                "begins": (begins + shift).isoformat(),
                "ends": (ends + shift).isoformat(),
                "mode": "online" if online else "offline",
                "region": "" if online else rng.choice(REGIONS) + "110",
            }
        )
        if not rows[-1]["region"]:
            del rows[-1]["region"]
    return rows


def learner(seed: int) -> dict[str, Any]:
    """The case of a learner with a part of a degree behind them."""
    rng = random.Random(seed)
    major = rng.choice(MAJORS)
    curriculum = load_curriculum(major)
    degree = rng.choice(("bachelor", "bachelor", "associate_2y"))
    own = [*curriculum.required, *curriculum.elective]
    rng.shuffle(own)
    liberal = rng.sample(curriculum.liberal, min(len(curriculum.liberal), 10))
    records: list[dict[str, Any]] = []

    def add(**record: Any) -> None:
        records.append({"id": f"r{len(records) + 1}", **record})

    college = rng.randint(0, 20 if degree == "bachelor" else 8)
    for number in range(college):
        add(
            source="university_course", institution="표본대학", school_kind="college_2y", leaving="withdrawn",
            left_on="2020-02-20", subject=f"학교 과목 {number} {rng.choice('가나다라')}",
            credits=rng.choice((2, 3)),
            score=rng.randint(60, 99), ended_on=f"{rng.choice((2018, 2019))}-06-20",
            **{"class": rng.choice(("liberal_arts", "general_elective", "major_elective"))},
            same_program=rng.random() < 0.5,
        )  # fmt: skip
    for number in range(rng.randint(0, 14)):
        subject = own.pop() if rng.random() < 0.7 or not liberal else liberal.pop()
        add(
            source="accredited_course", institution=f"표본원격평생교육원 {rng.randrange(4)}", subject=subject,
            credits=3, score=rng.randint(60, 99), attendance=90,
            ended_on=f"{2023 + number % 3}-{rng.choice(('06-14', '12-10'))}",
        )  # fmt: skip
    for name in rng.sample(
        curriculum.linked_certificates, min(rng.randint(0, 2), len(curriculum.linked_certificates))
    ):
        add(source="certificate", name=name, acquired_on="2022-05-20")
    return {
        "version": 1,
        "as_of": ON,
        "goal": {"degree": degree, "route": "first", "major": major},
        "learner": {"high_school_completed_on": "2012-02-10", "previous_degrees": []},
        "records": records,
        "choices": {},
    }
