"""A record in two substitutes groups: elective beside a required one of either (docs/decisions/0001)."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.oracle import brute

from baeum_rules.recognition import audit

SUBJECTS = ("경영학의 이해", "경영학개론", "경영학원론", "경영학입문")


def case_of(rng: random.Random) -> dict[str, Any]:
    """Up to five courses of required subjects whose substitutes groups overlap, in a full semester."""
    records = [
        {"id": f"r{place}", "source": "accredited_course", "institution": rng.choice(("가", "나"))}
        | {
            "subject": rng.choice(SUBJECTS),
            "credits": rng.choice((3, 6, 9, 12)),
            "score": 80,
            "attendance": 90,
        }
        | {"ended_on": rng.choice(("2025-06-20", "2025-12-20"))}
        for place in range(rng.randint(2, 5))
    ]
    curriculum = {
        "name": "경영학",
        "required": list(SUBJECTS),
        "required_credits": rng.choice((None, 12, 24)),
    }
    curriculum["substitutes"] = [list(SUBJECTS[:2]), list(SUBJECTS[1:3]), list(SUBJECTS[2:])]
    return {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": "bachelor", "route": "first", "major": "경영학", "curriculum": curriculum},
        "learner": {"high_school_completed_on": "2001-02-10"},
        "records": records,
        "choices": {},
    }


@pytest.mark.parametrize("seed", range(40))
def test_agrees_with_the_oracle(seed: int):
    """Credits and classes of every record, to the last tie."""
    case = case_of(random.Random(seed))
    answer, expected = audit(case), brute.solve(case)
    assert answer["remaining"] == expected["remaining"]
    chosen = {row["id"]: (row["credits"], row["class"]) for row in answer["records"] if row["credits"]}
    assert chosen == {name: (n, expected["classes"][name]) for name, n in expected["credits"].items() if n}
