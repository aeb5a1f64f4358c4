"""Choices that cannot be had: the smallest, then first, set is named, as the oracle finds it."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from tests.oracle import brute, cases

from baeum_rules.recognition import audit, clashes
from baeum_rules.recognition.examples import whole_case

ACC = {"source": "accredited_course", "ended_on": "2024-06-20"}
UNI = {"source": "university_course", "ended_on": "2012-06-20"}


def clash(records: list[dict[str, Any]], take: str, **case: Any) -> list[str]:
    """The ids of the errors of a case that asks for some records; each error is learner.take."""
    stated = case | {"choices": {"take": take.split(), "leave": []}}
    errors = audit(whole_case({"records": records, "case": stated})).get("errors", [])
    assert {error["code"] for error in errors} <= {"learner.take"}
    assert {error["field"] for error in errors} <= {"choices.take"}
    return [error["record"] for error in errors]


def random_case(seed: int) -> dict[str, Any]:
    """A tiny case that asks for many of its records."""
    rng = random.Random(seed)
    case = cases.tiny_case(rng, 7)
    ids = [record["id"] for record in case["records"]]
    rng.shuffle(ids)
    case["choices"] = {"take": ids[: rng.randint(0, len(ids))], "leave": []}
    return case


def test_as_the_oracle_finds_it() -> None:
    found = 0
    for seed in range(1200):
        case = random_case(seed)
        wanted = brute.solve(case)["clash"] or []
        errors = audit(json.dumps(case)).get("errors", [])
        assert sorted(error["record"] for error in errors) == wanted, seed
        found += bool(wanted)
    assert found > 200


def test_refused_records_asked_for_are_named_with_their_rules() -> None:
    records = [
        ACC | {"id": "a", "credits": 3, "score": 10, "attendance": 10},
        ACC | {"id": "b", "credits": 3},
    ]
    case = whole_case({"records": records, "case": {"choices": {"take": ["b", "a"], "leave": []}}})
    (error,) = audit(case)["errors"]
    assert error["record"] == "a"
    assert "accredited.score, accredited.attendance" in error["ko"]
    assert "below 60" in error["en"]


def test_the_fewest_then_the_first() -> None:
    small = [ACC | {"id": f"s{number}", "credits": 3} for number in range(1, 10)]
    assert clash(small, " ".join(record["id"] for record in small)) == [f"s{n}" for n in range(1, 10)]
    large = [ACC | {"id": name, "credits": 13} for name in "zyx"]
    assert clash([*small, *large], "s1 s2 s9 z y x") == ["x", "y"]
    assert clash([ACC | {"id": "a", "credits": 25}], "a") == ["a"]


def test_a_mixed_window_clashes_only_with_a_limited_record() -> None:
    courses = [UNI | {"id": name, "credits": 13, "ended_on": "2024-06-20"} for name in ("u1", "u2")]
    assert clash(courses, "u1 u2") == []
    limited = ACC | {"id": "z", "credits": 1}
    assert clash([*courses, limited], "u1 u2 z") == ["u1", "u2", "z"]


def test_duplicates_and_retakes() -> None:
    same = [ACC | {"id": name, "credits": 1, "subject": "가"} for name in "cba"]
    assert clash(same, "a b c") == ["a", "b"]
    retakes = [UNI | {"id": "a", "credits": 1}, UNI | {"id": "b", "credits": 1, "retake_of": "a"}]
    assert clash(retakes, "a b") == ["a", "b"]
    retakes[0]["retake_of"] = "b"  # each the retake of the other: still one chain
    assert clash(retakes, "a b") == ["a", "b"]


def test_more_courses_than_the_cap_has_credits() -> None:
    many = [UNI | {"id": f"u{n:03}", "credits": 1, "school_kind": "college_2y"} for n in range(82)]
    assert clash(many, " ".join(record["id"] for record in many)) == [f"u{n:03}" for n in range(81)]


COLLEGE = UNI | {"school_kind": "college_2y", "leaving": "graduated"}


def test_a_course_may_be_cut_to_fit_a_window_where_the_kind_is_full() -> None:
    """79 + 6 credits: cut to 80 in all, the course of 2024 may give up to 5."""
    records = [
        COLLEGE | {"id": "old", "credits": 79},
        COLLEGE | {"id": "new", "credits": 6, "ended_on": "2024-06-20"},
        ACC | {"id": "x", "credits": 20},
    ]
    assert clash(records, "new x") == []
    assert clash(records, "new x old") == []
    records[2]["credits"] = 24
    assert clash(records, "new x old") == ["new", "x"]
    records[2]["credits"] = 19
    records[0]["credits"] = 70  # 76 in all: nothing can be cut
    assert clash(records, "new x old") == ["new", "x"]


def test_cutting_decides_between_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """81 credits of a college: exactly 1 must be cut. Either window can have it, not both."""
    records = [
        COLLEGE | {"id": "old", "credits": 69},
        COLLEGE | {"id": "new", "credits": 6, "ended_on": "2024-06-20"},
        COLLEGE | {"id": "late", "credits": 6, "ended_on": "2025-06-20"},
        ACC | {"id": "x", "credits": 19},
        ACC | {"id": "y", "credits": 19, "ended_on": "2025-06-20"},
    ]
    asked = "old new late x y"
    assert clash(records, "new late x") == []
    assert clash(records, asked) == ["late", "x", "y"]
    whole = whole_case({"records": records, "case": {"choices": {"take": asked.split(), "leave": []}}})
    assert brute.solve(whole)["clash"] == ["late", "x", "y"]
    monkeypatch.setattr(clashes, "MOST_TRIED", 0)  # too many to try: still a clash, and none in it to spare
    assert clash(records, asked) == ["late", "x", "y"]
