"""Every input error is found, at its place, all at once; every code has its sentence and can be reached."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from baeum_rules.parameters import load_law
from baeum_rules.recognition import audit, document, find_curriculum
from baeum_rules.recognition.document import parse
from baeum_rules.recognition.examples import whole_case
from baeum_rules.recognition.sentences import sentences_of

Change = Callable[[dict[str, Any]], object]
RECORDS = [
    {"id": "a", "source": "accredited_course", "credits": 3, "ended_on": "2024-06-20"},
    {"id": "u", "source": "university_course", "credits": 3, "ended_on": "2012-06-20"},
    {"id": "p", "source": "part_time_course", "credits": 3, "ended_on": "2012-06-20"},
    {"id": "h", "source": "heritage", "role": "trainee", "months": 12},
    {"id": "c", "source": "certificate", "name": "정보처리기사", "acquired_on": "2020-01-01"},
]


def record(place: int, **fields: Any) -> Change:
    return lambda case: case["records"][place].update(fields)


def without(place: int, field: str) -> Change:
    return lambda case: case["records"][place].pop(field)


def goal(**fields: Any) -> Change:
    return lambda case: case["goal"].update(fields)


def curriculum(**fields: Any) -> Change:
    return lambda case: case["goal"]["curriculum"].update(fields)


def whole(**fields: Any) -> Change:
    return lambda case: case.update(fields)


# (change, record, field, code)
FAULTS: list[tuple[Change, str | None, str, str]] = [
    (whole(version=2), None, "version", "version"),
    (whole(version=True), None, "version", "version"),
    (whole(extra=1), None, "extra", "field.unknown"),
    (whole(as_of=None), None, "as_of", "field.null"),
    (lambda case: case.pop("as_of"), None, "as_of", "field.missing"),
    (lambda case: case.pop("goal"), None, "goal", "field.missing"),
    (whole(goal=[]), None, "goal", "type.object"),
    (whole(learner=3), None, "learner", "type.object"),
    (whole(choices=None), None, "choices", "field.null"),
    (whole(records={}), None, "records", "type.list"),
    (whole(records=[3]), "#1", "", "type.object"),
    (goal(degree="master"), None, "goal.degree", "choice"),
    (goal(conferral="2026-03"), None, "goal.conferral", "conferral.month"),
    (goal(conferral=202602), None, "goal.conferral", "type.conferral"),
    (goal(colour="red"), None, "goal.colour", "field.unknown"),
    (goal(curriculum=None, major="없는 전공"), None, "goal.major", "goal.major"),
    (goal(curriculum=None, major=None), None, "goal.major", "field.null"),
    (goal(curriculum=[]), None, "goal.curriculum", "type.object"),
    (curriculum(required=[""]), None, "goal.curriculum.required[0]", "text.empty"),
    (curriculum(compatible=["가"]), None, "goal.curriculum.compatible[0]", "curriculum.compatible"),
    (curriculum(core_count=1), None, "goal.curriculum.core_count", "curriculum.core_count"),
    (curriculum(substitutes=[[]]), None, "goal.curriculum.substitutes[0]", "type.group"),
    (curriculum(substitutes=[[3]]), None, "goal.curriculum.substitutes[0][0]", "type.text"),
    (curriculum(equivalents=["가"]), None, "goal.curriculum.equivalents[0]", "type.group"),
    (
        lambda case: case["learner"].update(previous_degrees=[3]),
        None,
        "learner.previous_degrees[0]",
        "type.object",
    ),
    (
        lambda case: case["learner"].update(previous_degrees=[{"degree": "bachelor", "major": "가"}]),
        None,
        "learner.previous_degrees[0].conferred_on",
        "field.missing",
    ),
    (record(0, id=None), "#1", "id", "field.missing"),
    (record(0, id=7), "#1", "id", "record.id"),
    (record(1, id="a"), "a", "id", "record.duplicate_id"),
    (record(0, source="club"), "a", "source", "choice"),
    (without(0, "source"), "a", "source", "field.missing"),
    (record(0, credits=0), "a", "credits", "number.range"),
    (record(0, credits=3.0), "a", "credits", "type.whole"),
    (record(0, score=float("nan")), "a", "score", "number.finite"),
    (record(0, score=101), "a", "score", "number.share"),
    (record(0, score="60"), "a", "score", "type.number"),
    (record(0, subject="가" * 501), "a", "subject", "text.long"),
    (record(0, subject="a\ud800"), "a", "subject", "text.control"),
    (record(0, ended_on=3), "a", "ended_on", "type.date"),
    (record(0, ended_on="2024-2-3"), "a", "ended_on", "date.format"),
    (record(0, ended_on="2023-02-29"), "a", "ended_on", "date.calendar"),
    (record(0, letter="A"), "a", "letter", "field.unknown"),
    (record(1, same_program="yes"), "u", "same_program", "type.flag"),
    (record(1, left_on=None), "u", "left_on", "field.needed"),
    (record(1, letter=None), "u", "score", "field.needed"),
    (record(1, letter="E"), "u", "letter", "choice"),
    (record(1, retake_of="u"), "u", "retake_of", "record.retake_of"),
    (record(1, retake_of="a"), "u", "retake_of", "record.retake_of"),
    (record(1, retake_of="?"), "u", "retake_of", "record.retake_of"),
    (record(2, basis="lifelong_education_act"), "p", "semester_standard", "field.needed"),
    (record(2, only_part_timers=True), "p", "attendance", "field.needed"),
    (record(3, months=None), "h", "months", "field.needed"),
    (whole(choices={"take": ["z"]}), "z", "choices.take", "choices.unknown"),
    (whole(choices={"take": ["a"], "leave": ["a"]}), "a", "choices", "choices.both"),
    (whole(choices={"skip": []}), None, "choices.skip", "field.unknown"),
    (whole(choices={"take": "a"}), None, "choices.take", "type.list"),
]
TEXTS: list[tuple[str | bytes, str]] = [
    (b"\xff\xfe{", "document.encoding"),
    (b'{"a": "\xb0\xa1"}', "document.encoding"),
    ("  ", "document.empty"),
    ("{", "document.syntax"),
    ("[" * 100_000, "document.deep"),
    ("1" * 5000, "document.number"),
    ('{"a": 1, "a": 2}', "document.twice"),
    ("[]", "document.object"),
]


def base() -> dict[str, Any]:
    return copy.deepcopy(whole_case({"records": RECORDS}))


def test_the_base_has_no_fault() -> None:
    assert "errors" not in audit(base())
    assert "errors" not in audit(("\ufeff" + json.dumps(base())).encode())


@pytest.mark.parametrize(
    ("change", "name", "field", "code"),
    FAULTS,
    ids=[f"{n} {one[2]} {one[3]}" for n, one in enumerate(FAULTS)],
)
def test_fault(change: Change, name: str | None, field: str, code: str) -> None:
    case = base()
    change(case)
    errors = audit(case)["errors"]
    assert (name, field, code) in [(error["record"], error["field"], error["code"]) for error in errors]
    for error in errors:
        for said in (error["ko"], error["en"]):
            assert not re.search(r"\{[a-z_]+\}", said)
            assert (error["record"] or "") in said and error["field"] in said
        json.dumps(error, ensure_ascii=False).encode()


@pytest.mark.parametrize(("text", "code"), TEXTS, ids=[f"{n} {code}" for n, (_, code) in enumerate(TEXTS)])
def test_text(text: str | bytes, code: str) -> None:
    (error,) = audit(text)["errors"]
    assert error["code"] == code
    assert error["record"] is None


def test_a_text_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LARGEST_DOCUMENT", 10)
    (error,) = audit("{" + " " * 10)["errors"]
    assert error["code"] == "document.large"
    assert "11" in error["ko"] and "10" in error["en"]


def test_every_code_is_reached() -> None:
    taken = {"learner.take:refused", "learner.take:clash", "learner.take:alone"}  # test_clashes.py
    taken |= {"bdes.early", "bdes.major"}  # tests/bdes_rules/test_case.py
    catalogues = {"catalogue", "item", "wish"}  # tests/plan
    known = set(sentences_of(load_law()).table("sentences_errors"))
    taken |= {code for code in known if code.split(".")[0] in catalogues}
    reached = {one[3] for one in FAULTS} | {code for _, code in TEXTS} | {"document.large"}
    assert reached | taken == known


def test_all_faults_at_once_in_the_order_of_the_document() -> None:
    case = base()
    for change in (whole(as_of="x"), goal(degree="x"), record(0, score=-1), record(4, name=" ")):
        change(case)
    places = [(error["record"], error["field"]) for error in audit(case)["errors"]]
    assert places == [(None, "as_of"), (None, "goal.degree"), ("a", "score"), ("c", "name")]


def test_a_twice_named_id_is_told_once() -> None:
    case = base()
    for place in (1, 2, 3):
        record(place, id="a")(case)
    assert [error["code"] for error in audit(case)["errors"]] == ["record.duplicate_id"]


def test_what_may_be_left_out() -> None:
    case = base()
    case["records"], case["choices"] = None, {}
    case["learner"] = {}
    case["goal"]["curriculum"] |= {"required_credits": None, "substitutes": None}
    answer = audit(case)
    assert answer["records"] == []
    assert answer["totals"]["recognised"] == 0


def test_numbers_keep_their_digits() -> None:
    case = base()
    case["records"][0]["score"] = "SCORE"
    text = json.dumps(case).replace('"SCORE"', "59." + "9" * 40)
    line = audit(text)["records"][0]
    assert line["verdict"] == "refused"
    assert parse("59.9").as_tuple().exponent == -1


def test_shipped_curricula_are_found_by_name() -> None:
    found = find_curriculum("computer-science")
    assert found is not None and "자료구조" in found.required
    assert find_curriculum("../computer-science") is None
