"""What if: supposed records, another goal, records left out; the case itself stays as it is."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from baeum_rules.recognition import audit
from baeum_rules.recognition.case import Fault
from baeum_rules.recognition.examples import whole_case
from baeum_rules.recognition.supposing import read_supposition, supposed, unknown_records

COURSE = {
    "id": "k",
    "source": "accredited_course",
    "subject": "자료구조",
    "credits": 3,
    "ended_on": "2024-06-20",
}
EXAM = {"source": "certificate", "name": "정보처리기사", "acquired_on": "2027-06-12"}
CASE = whole_case({"records": [COURSE], "case": {"choices": {"take": ["k"], "leave": []}}})


def test_nothing_supposed_is_the_case() -> None:
    assert supposed(CASE, {}) == CASE
    assert audit(supposed(CASE, {})) == audit(CASE)


def test_a_supposed_record_counts_as_of_its_day() -> None:
    """ "If I pass in June": the answer is of that June, for what is not over is not recognised."""
    before = copy.deepcopy(CASE)
    changed = supposed(CASE, {"records": [EXAM]})
    assert before == CASE
    assert changed["as_of"] == "2027-06-12" and changed["records"][-1] == {"id": "s1", **EXAM}
    rows = {row["id"]: row for row in audit(changed)["records"]}
    assert (rows["s1"]["verdict"], rows["s1"]["credits"]) == ("recognised", 20)


def test_an_earlier_record_moves_no_day_and_a_day_may_be_named() -> None:
    earlier = EXAM | {"acquired_on": "2020-01-01"}
    assert supposed(CASE, {"records": [earlier]})["as_of"] == CASE["as_of"]
    assert supposed(CASE, {"records": [EXAM], "as_of": "2028-01-01"})["as_of"] == "2028-01-01"


def test_ids_never_collide() -> None:
    case = whole_case({"records": [COURSE | {"id": "s1"}]})
    changed = supposed(case, {"records": [EXAM, EXAM | {"id": "s2"}, EXAM]})
    assert [one["id"] for one in changed["records"]] == ["s1", "s3", "s2", "s4"]


def test_what_is_left_out_is_gone_from_the_choices_too() -> None:
    changed = supposed(CASE, {"without": ["k"]})
    assert changed["records"] == [] and changed["choices"] == {"take": [], "leave": []}
    assert unknown_records(CASE, {"without": ["k", "nothing"]}) == [
        Fault("nothing", "without", "choices.unknown", {})
    ]


def test_another_goal_stands_in_the_place_of_the_cases_own() -> None:
    changed = supposed(CASE, {"goal": {"major": "computer-science"}})
    assert changed["goal"] == {**CASE["goal"], "major": "computer-science", "curriculum": None}
    assert audit(changed)["curriculum"]["name"] == "컴퓨터과학"
    own = {"goal": {"major": "x", "curriculum": {"name": "x"}}}
    assert supposed(CASE, own)["goal"]["curriculum"] == {"name": "x"}
    kept = supposed(CASE, {"goal": {"degree": "associate_2y"}})
    assert kept["goal"]["curriculum"] == CASE["goal"]["curriculum"]
    learner = supposed(CASE, {"learner": {"bdes_degree_on": "2020-02-20"}})["learner"]
    assert learner == {**CASE["learner"], "bdes_degree_on": "2020-02-20"}


@pytest.mark.parametrize("records", [[3], ["k"], [None], [{"acquired_on": 7}]])
def test_a_broken_record_is_told_by_the_rules(records: list[Any]) -> None:
    assert audit(supposed(CASE, {"records": records}))["errors"]


def test_a_supposition_is_checked_whole() -> None:
    assert read_supposition('{"records": [{}], "goal": {"major": "x"}, "as_of": "2027-01-01"}') == {
        "records": [{}],
        "goal": {"major": "x"},
        "as_of": "2027-01-01",
    }
    wrong = '{"record": [], "records": [1], "without": "k", "goal": 2, "learner": [1], "as_of": "2027-13-01"}'
    found = read_supposition(wrong)
    assert isinstance(found, list)
    assert [(one.field, one.code) for one in found] == [
        ("record", "field.unknown"),
        ("records[0]", "type.object"),
        ("without", "type.list"),
        ("goal", "type.object"),
        ("learner", "type.object"),
        ("as_of", "date.calendar"),
    ]
    for text, code in (("[]", "document.object"), ("{", "document.syntax"), ("", "document.empty")):
        faults = read_supposition(text)
        assert isinstance(faults, list) and faults[0].code == code
