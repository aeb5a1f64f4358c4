"""What differs between two answers: nothing against itself, the same from both sides, every part seen."""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from typing import Any

import pytest
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.changes import Change
from baeum_rules.parameters import load_law
from baeum_rules.recognition import audit
from baeum_rules.recognition.differences import compared, differences
from baeum_rules.recognition.examples import examples, whole_case

LAW = load_law()
STRICT = LAW.changed([Change("accredited.minimum_score", date(2010, 3, 1), 85, "guide.accredited.criteria")])
SEEDS = range(200)


def text(case: dict[str, Any]) -> str:
    return json.dumps(case, ensure_ascii=False)


def cases() -> list[str]:
    tiny = [text(tiny_case(random.Random(seed))) for seed in SEEDS]
    return tiny + [text(large_case(random.Random(seed), "ordinary")) for seed in range(10)]


def test_an_answer_has_no_difference_to_itself() -> None:
    for case in cases():
        answer = audit(case)
        assert compared(answer, copy.deepcopy(answer)) == []
    for example in examples():
        assert differences(audit(example.case), audit(example.case), (example.case,)) == []


def test_from_the_other_side_they_are_the_same_turned() -> None:
    seen: set[str] = set()
    for case in cases():
        before, after = audit(case), audit(case, STRICT)
        there, back = compared(before, after), compared(after, before)
        assert sorted(map(repr, (one.turned() for one in there))) == sorted(map(repr, back))
        seen |= {one.kind for one in there}
    # the cases have something to show of every kind that a law can bring about
    assert seen >= {"remaining", "total", "requirement", "record", "reason", "error"}


def test_none_means_that_both_answers_say_the_same() -> None:
    """Where no difference is told, everything but the question's own parts is equal; else it is not."""
    asked = ("law", "as_of", "curriculum")
    for case in cases():
        before, after = audit(case), audit(case, STRICT)
        alike = all(before.get(name) == after.get(name) for name in {*before, *after} - set(asked))
        assert alike == (compared(before, after) == [])


CERTIFICATE = {"id": "c", "source": "certificate", "name": "정보처리기사", "acquired_on": "2020-06-01"}
COURSE = {"id": "k", "source": "accredited_course", "subject": "자료구조", "credits": 3, "score": 61}
COURSE |= {"ended_on": "2024-06-20"}


def answers(**other: Any) -> tuple[dict[str, Any], dict[str, Any], tuple[dict[str, Any], dict[str, Any]]]:
    """The course alone, and what is otherwise."""
    case = whole_case({"records": [COURSE]})
    changed = whole_case({"records": other.pop("records", [COURSE]), "case": other})
    return audit(case), audit(changed, other.get("law")), (case, changed)


def told(before: dict[str, Any], after: dict[str, Any], both: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["kind"], one["record"] or one["of"]): one for one in differences(before, after, both)}


def test_a_record_more_is_told_with_what_it_brings() -> None:
    found = told(*answers(records=[COURSE, CERTIFICATE]))
    record = found["record", "c"]
    assert record["before"] is None and record["after"]["credits"] == 20
    assert record["ko"] == "더한 기록 정보처리기사(c): 인정 20학점 일반선택"
    assert record["en"] == "Added record 정보처리기사(c): recognised 20 credits general elective"
    assert found["remaining", ""]["ko"] == "더 얻어야 할 학점: 137 → 117"
    total = found["total", "recognised"]
    assert (total["before"], total["after"], total["en"]) == (3, 23, "recognised in all: 3 → 23 credits")
    assert (
        found["requirement", "total"]["en"] == "Requirement “total”: need 140, have 3 → 23, short 137 → 117"
    )
    assert ("requirement", "major") not in found
    assert all(one["outcome"] for one in found.values() if one["kind"] != "reason")


def test_another_goal_brings_requirements_and_takes_them_away() -> None:
    goal = {"degree": "associate_2y", "conferring_university": "가원"}
    found = told(*answers(goal=goal))
    assert found["requirement", "total"]["ko"] == "요건 “총 학점”: 필요 140 → 80, 지금 3, 부족 137 → 77"
    came = found["requirement", "university"]
    assert came["before"] is None and came["ko"].startswith("생기는 요건 “학위수여 대학에서 얻은 학점”")
    before, after, both = answers(goal=goal)
    went = told(after, before, both)["requirement", "university"]
    assert went["after"] is None and went["ko"].startswith("없어지는 요건")


def test_a_changed_law_is_told_by_its_reason() -> None:
    case = whole_case({"records": [COURSE, COURSE | {"id": "low", "subject": "통계학", "score": 50}]})
    found = told(audit(case), audit(case, STRICT), (case,))
    record, reason = found["record", "k"], found["reason", "low"]
    assert record["ko"] == "자료구조(k): 인정 3학점 일반선택 → 불인정"
    assert reason["before"]["figures"]["minimum"] == 60 and reason["after"]["figures"]["minimum"] == 85
    assert reason["outcome"] is False and reason["ko"].startswith("통계학(low), 달라진 까닭: ")


def test_a_case_that_can_no_longer_be_answered_is_told() -> None:
    case = whole_case({"records": [COURSE], "case": {"choices": {"take": ["k"], "leave": []}}})
    found = differences(audit(case), audit(case, STRICT), (case,))
    assert [(one["kind"], one["of"], one["before"]) for one in found] == [("error", "learner.take", None)]
    assert found[0]["outcome"] and found[0]["ko"].startswith("계산할 수 없게 됩니다: 기록 “k”")
    back = differences(audit(case, STRICT), audit(case))
    assert back[0]["en"].startswith("No longer in the way: ")


def test_a_finished_degree_and_notes_are_told() -> None:
    before, _, _ = answers()
    note = {"record": None, "code": "selection.by_solver", "ko": "풀이기", "en": "solver"}
    done = {**before, "complete": True, "notes": [*before["notes"], note]}
    kinds = {one["kind"]: one for one in differences(before, done)}
    assert kinds["complete"]["ko"] == "학위 요건을 모두 갖추게 됩니다."
    assert kinds["note"]["ko"] == "새로 알릴 것: 풀이기" and kinds["note"]["outcome"] is False
    back = {one["kind"]: one for one in differences(done, before)}
    assert back["complete"]["en"].endswith("no longer all met.")
    assert back["note"]["en"] == "No longer noted: solver"


@pytest.mark.parametrize(
    ("field", "value"),
    [("clause_id", "rules.10"), ("reading", True), ("missing", ["자료구조"]), ("unit", "subjects")],
)
def test_every_part_of_a_requirement_counts(field: str, value: Any) -> None:
    before, _, _ = answers()
    after = copy.deepcopy(before)
    after["requirements"][0][field] = value
    found = differences(before, after)
    assert [one["kind"] for one in found] == ["requirement"]
    assert found[0]["outcome"] == (field in ("missing", "unit"))
    assert found[0]["en"].endswith("its clause or its missing subjects change.")


@pytest.mark.parametrize(
    ("field", "value"), [("verdict", "reduced"), ("credits", 2), ("class", "liberal_arts")]
)
def test_every_part_of_a_record_counts(field: str, value: Any) -> None:
    before, _, _ = answers()
    after = copy.deepcopy(before)
    after["records"][0][field] = value
    assert [(one.kind, one.record) for one in compared(before, after)] == [("record", "k")]


def test_sentences_are_whole_in_both_languages() -> None:
    for case in cases()[:150]:
        for one in differences(audit(case), audit(case, STRICT)):
            assert "{" not in one["ko"] + one["en"] and "None" not in one["ko"] + one["en"]
            json.dumps(one)
