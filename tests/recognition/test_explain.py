"""Every sentence can be reached, is complete in both languages, and says what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from baeum_rules.parameters import load_law
from baeum_rules.recognition import audit, read
from baeum_rules.recognition.answer import answer_of
from baeum_rules.recognition.blocked import days_of
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.decision import Audit
from baeum_rules.recognition.decision import audit as decide
from baeum_rules.recognition.examples import examples, whole_case
from baeum_rules.recognition.problem import Selection
from baeum_rules.recognition.refusals import Finding
from baeum_rules.recognition.refused import refusal
from baeum_rules.recognition.sentences import MOST_NAMED, Sentences, listed, sentences_of
from baeum_rules.recognition.thresholds import Thresholds, thresholds_of

GLUED = re.compile(r"\}(은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라)(?=[\s.,:)])")
CURRICULUM = {
    "name": "시험 전공",
    "required": ["자료구조"],
    "elective": ["통계학개론"],
    "compatible": ["통계학개론"],
    "liberal": ["철학"],
}
SCHOOL = {"source": "university_course", "credits": 3, "ended_on": "2012-06-20"}
PART = {"source": "part_time_course", "credits": 3, "ended_on": "2012-06-20"}
EXAM = {"source": "bdes_exam", "passed_on": "2022-05-20"}
MORE: list[dict[str, Any]] = [
    SCHOOL | {"id": "a", "same_program": False},
    SCHOOL | {"id": "b", "same_program": False, "committee_class": "major_elective"},
    PART | {"id": "c", "same_program": False, "class": "liberal_arts"},
    PART
    | {
        "id": "d",
        "remote_share": 50,
        "only_part_timers": True,
        "attendance": 30,
        "institution": "둘",
    },
    {
        "id": "e",
        "source": "accredited_course",
        "subject": "통계학개론",
        "credits": 3,
        "ended_on": "2023-06-20",
    },
    {"id": "f", "source": "accredited_course", "subject": "철학", "credits": 3, "ended_on": "2023-06-20"},
    EXAM | {"id": "g", "stage": 1, "subject": "자료구조"},
    EXAM | {"id": "h", "stage": 2, "subject": "어떤 과목"},
    EXAM | {"id": "i", "stage": 3, "subject": "다른 과목", "committee_class": "major_required"},
    {"id": "j", "source": "certificate", "name": "기계기술사(유체기계)", "acquired_on": "2003-06-10"},
    SCHOOL | {"id": "k", "letter": "D-"},
]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The keys of all reasons that are formed during a test."""
    keys: list[str] = []
    form = Sentences.reason

    def reason(self: Sentences, key: str, *args: Any, **more: Any) -> dict[str, Any]:
        keys.append(key)
        return form(self, key, *args, **more)

    monkeypatch.setattr(Sentences, "reason", reason)
    yield keys


def decided(records: list[dict[str, Any]], **case: Any) -> tuple[Audit, Thresholds]:
    found = read(whole_case({"records": records, "case": case}))
    assert isinstance(found, Case)
    return decide(found, thresholds_of(None)), thresholds_of(None)


def more_cases() -> None:
    """What no worked example shows, among it what only other data could bring about."""
    audit(whole_case({"records": MORE, "case": {"goal": {"curriculum": CURRICULUM}}}))
    audited, thresholds = decided([MORE[0], PART | {"id": "p"}, MORE[9]])
    nothing = Selection((0, 0, 0), (0, 0, 0), "search")  # not the best: nothing is in the way
    answer_of(audited._replace(selection=nothing), thresholds, sample=False)
    sentences, record = sentences_of(thresholds.law), audited.case.records[0]
    figures = {"score": None, "letter": "D", "minimum": 60, "lowest": "C"}
    for rule in ("university.grade", "part_time.grade"):
        refusal(Finding(rule, figures), record, audited, sentences)
    period = {"name": "가", "acquired_on": "2010-01-01", "valid_from": "2011-01-01", "valid_until": ""}
    refusal(Finding("certificate.validity", period), record, audited, sentences)
    far = refusal(Finding("second.force", {"as_of": "2030-01-01", "major": "가"}), record, audited, sentences)
    assert far["figures"]["since"] == "2023-01-10"
    degree = {"degree": "bachelor", "major": "시험 전공", "conferred_on": "2001-02-20"}
    second = {"goal": {"route": "second"}, "learner": {"previous_degrees": [degree]}}
    for day in (date(2008, 1, 1), date(2020, 1, 1)):  # laws of which no later rule is known
        audit(whole_case({"records": MORE[9:10], "case": second}), load_law().as_of(day))
    certificate = {"id": "c", "source": "certificate", "name": "정보처리기사", "acquired_on": "2020-06-01"}
    audit(whole_case({"records": [certificate]}), load_law().as_of(date(2008, 1, 1)))


def test_every_entry_is_reached_and_every_rule_has_one(said: list[str]) -> None:
    for example in examples():
        audit(example.case)
    more_cases()
    assert set(said) == set(sentences_of(load_law()).rules)


def test_every_clause_exists_and_nothing_is_glued() -> None:
    law = load_law()
    sentences = sentences_of(law)
    for key, entry in sentences.rules.items():
        for name, value in entry.items():
            if name.startswith("clause"):
                assert law.source(value).ko, key
    for name in ("sentences_errors", "sentences_notes"):
        assert all(entry["ko"] and entry["en"] for entry in sentences.table(name).values())
    texts = [
        entry["ko"]
        for table in (sentences.rules, *map(sentences.table, ("sentences_errors", "sentences_notes")))
        for entry in table.values()
    ]
    assert not [text for text in texts if GLUED.search(text)]


def test_reasons_are_finished_sentences_in_both_languages() -> None:
    for example in examples():
        answer = audit(example.case)
        for line in answer.get("records", ()):
            assert line["reasons"], example.id
            for reason in line["reasons"]:
                assert reason["ko"].endswith((".", ")")) or ":" in reason["ko"]
                assert re.search(r"[가-힣]", reason["ko"])
                assert "{" not in reason["ko"] + reason["en"] and "None" not in reason["ko"] + reason["en"]
                assert reason["clause"] and reason["clause_en"] and reason["clause_id"]


def test_each_constraint_in_the_way_is_named_with_who_took_the_room() -> None:
    accredited = {"source": "accredited_course", "ended_on": "2024-06-20"}
    records = [
        accredited | {"id": "full", "credits": 22, "subject": "가"},
        accredited | {"id": "x", "credits": 3, "subject": "가"},
        accredited | {"id": "y", "credits": 2, "subject": "나"},
    ]
    answer = audit(whole_case({"records": records}))
    line = next(line for line in answer["records"] if line["id"] == "x")
    assert [reason["rule"] for reason in line["reasons"]] == ["window.semester", "duplicate"]
    first, second = (reason["figures"] for reason in line["reasons"])
    assert first == {
        "limit": 24,
        "sum": 27,
        "over": 3,
        "year": 2024,
        "semester": 1,
        "first_day": "2024-03-01",
        "last_day": "2024-08-31",
        "records": ["full", "y"],
    }
    assert second["records"] == ["full"]


def test_a_mixed_window_stops_a_university_course_only_beside_a_limited_one() -> None:
    course = SCHOOL | {"ended_on": "2024-06-20", "credits": 20}
    limited = {"source": "accredited_course", "ended_on": "2024-06-20", "credits": 3}
    records = [course | {"id": "u1"}, course | {"id": "u2"}, limited | {"id": "a"}]
    left_out = {
        line["id"]: [reason["figures"] for reason in line["reasons"]]
        for line in audit(whole_case({"records": records}))["records"]
        if line["verdict"] == "not_chosen"
    }
    assert list(left_out) == ["a"]
    assert left_out["a"][0]["sum"] == 43
    asked = whole_case({"records": records, "case": {"choices": {"take": ["a"], "leave": []}}})
    lines = {line["id"]: line for line in audit(asked)["records"]}
    assert lines["u2"]["reasons"][0]["figures"]["records"] == ["a", "u1"]


def test_notes() -> None:
    codes = {
        note["code"]
        for records, case in (
            ([MORE[0]], {}),
            ([{"id": "c", "source": "certificate", "name": "워드프로세서", "acquired_on": "2020-01-01"}], {}),
        )
        for note in audit(whole_case({"records": records, "case": case}))["notes"]
    }
    sample = whole_case({"records": []})
    sample["goal"] |= {"major": "computer-science", "curriculum": None}
    answer = audit(sample)
    assert answer["curriculum"]["sample"] is True
    codes |= {note["code"] for note in answer["notes"]}
    audited, thresholds = decided([{"id": "h", "source": "heritage", "role": "holder"}])
    by_solver = Selection((140,), (8,), "solver")
    answer = answer_of(audited._replace(selection=by_solver), thresholds, sample=False)
    codes |= {note["code"] for note in answer["notes"]}
    assert codes == set(sentences_of(load_law()).table("sentences_notes"))


def test_requirements_name_their_clause_and_what_is_missing() -> None:
    case = whole_case({"records": [], "case": {"goal": {"curriculum": CURRICULUM}}})
    rows = {row["id"]: row for row in audit(case)["requirements"]}
    assert rows["required"]["missing"] == ["자료구조"]
    assert rows["required"]["unit"] == "subjects"
    assert rows["total"]["clause_id"] == "decree.13.1.1"


def test_days_of_years_and_semesters() -> None:
    starts = thresholds_of(None).windows
    assert days_of(starts, 2023) == ("2023-03-01", "2024-02-29")
    assert days_of(starts, 2023, 1) == ("2023-03-01", "2023-08-31")
    assert days_of(starts, 2023, 2) == ("2023-09-01", "2024-02-29")
    assert date.fromisoformat(days_of(starts, 2024, 2)[1]) == date(2025, 2, 28)


def test_long_lists_say_how_many_more() -> None:
    names = [f"r{number}" for number in range(MOST_NAMED + 2)]
    ko, en = listed(names)
    assert ko.endswith("외 2건") and en.endswith("and 2 more")
    assert listed(names[:2]) == ("r0, r1", "r0, r1")


def test_a_name_that_became_another_is_said() -> None:
    answer = audit(whole_case({"records": [MORE[9]]}))
    rules = [reason["rule"] for reason in answer["records"][0]["reasons"]]
    assert "certificate.renamed" in rules


@pytest.mark.parametrize("day", ["9999-12-20", "0001-01-05"])
def test_windows_at_the_ends_of_the_calendar_have_names(day):
    """A window that begins before the first day a date can name, or ends after the last, is still told."""
    courses = [
        {
            "id": f"r{i}",
            "source": "accredited_course",
            "institution": "가",
            "subject": f"과목{i}가",
            "credits": 20,
        }
        | {"score": 100, "attendance": 100, "ended_on": day}
        for i in range(2)
    ]
    case = {
        "version": 1,
        "as_of": "9999-12-31",
        "goal": {"degree": "bachelor", "route": "first", "major": "psychology"},
        "learner": {"high_school_completed_on": "0001-01-01"},
        "records": courses,
        "choices": {},
    }
    reasons = audit(case)["records"][1]["reasons"]
    assert [reason["rule"] for reason in reasons] == ["window.semester"]
