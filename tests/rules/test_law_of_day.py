"""The law as it was in force on another day (decision 0013)."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.parameters import NotInForce, load_law
from baeum_rules.recognition import audit
from baeum_rules.recognition.examples import examples, whole_case

LAW = load_law()
LATE = date(2026, 11, 21)


def test_later_versions_are_cut_and_earlier_ones_stand() -> None:
    law = LAW.as_of(date(2024, 2, 19))
    name = "part_time.higher_education_act.institution_semester"
    assert (law.value(name, LATE), LAW.value(name, LATE)) == (12, "none")
    assert law.parameter(name).versions[-1].until is None
    assert law.value("accredited.minimum_score", date(2005, 10, 27)) == 70  # older learning keeps its rule
    assert LAW.as_of(date(2005, 10, 27)).value("accredited.minimum_score", LATE) == 70
    assert LAW.as_of(date(2005, 10, 28)).value("accredited.minimum_score", LATE) == 60


def test_a_name_that_began_later_has_no_value() -> None:
    name = "part_time.higher_education_act.learner_year"
    before, on = LAW.as_of(date(2024, 2, 19)), LAW.as_of(date(2024, 2, 20))
    assert name not in before.names() and name in on.names()
    assert name not in before.names_of("part_time") and name in on.names_of("part_time")
    with pytest.raises(NotInForce, match="2024-02-20"):
        before.value(name, LATE)


def test_a_rule_that_begins_on_a_later_day_has_not_begun() -> None:
    """A date in the law is the first day of a rule: on an earlier day the rule was not there at all."""
    for name in ("certificate.revaluation", "high_school.rule_since"):
        begins = LAW.value(name, LATE)
        assert isinstance(begins, date)
        assert LAW.as_of(begins).value(name, LATE) == begins
        assert LAW.as_of(date.fromordinal(begins.toordinal() - 1)).value(name, LATE) == date.max


def test_the_revision_names_the_day_and_the_law_is_kept() -> None:
    law = LAW.as_of(date(2024, 6, 1))
    assert law.revision == f"{LAW.revision}@2024-06-01"
    assert LAW.as_of(date(2024, 6, 1)) is law


def test_today_and_later_say_what_the_law_says() -> None:
    """A day after the last version cuts nothing: every worked example has the same answer."""
    law = LAW.as_of(date(2030, 1, 1))
    for example in examples():
        ours, theirs = audit(example.case), audit(example.case, law)
        assert {**theirs, "law": ours.get("law")} == {**ours, "law": ours.get("law")}, example.id


CERTIFICATE = {"id": "c", "source": "certificate", "name": "정보처리기사", "acquired_on": "2020-06-01"}
EARLY = {"id": "e", "source": "accredited_course", "ended_on": "2016-06-20", "credits": 3}


def test_answers_by_the_law_of_another_day() -> None:
    """By the law of 2009-02-28 a certificate of 2020 has the old credits, and high school is no matter."""
    learner = {"high_school_completed_on": "2018-02-10"}
    case = whole_case({"records": [CERTIFICATE, EARLY], "case": {"learner": learner}})
    now, then = audit(case), audit(case, LAW.as_of(date(2009, 2, 28)))
    assert [row["credits"] for row in now["records"]] == [20, 0]
    assert [row["credits"] for row in then["records"]] == [30, 3]


@pytest.mark.parametrize(
    ("day", "major", "recognised"),
    [
        (date(2009, 8, 31), "다른 전공", False),
        (date(2009, 9, 1), "다른 전공", True),
        (date(2023, 1, 9), "시험 전공", False),
        (date(2023, 1, 10), "시험 전공", True),
    ],
)
def test_second_degrees_by_the_law_of_another_day(day: date, major: str, recognised: bool) -> None:
    degree = {"degree": "bachelor", "major": major, "conferred_on": "2001-02-20"}
    subject = {"curriculum": {"required": ["자료구조"]}, "route": "second"}
    case = whole_case(
        {
            "records": [EARLY | {"subject": "자료구조", "ended_on": "2024-06-20"}],
            "case": {"goal": subject, "learner": {"previous_degrees": [degree]}},
        }
    )
    row = audit(case, LAW.as_of(day))["records"][0]
    assert (row["verdict"] == "recognised") == recognised
    if not recognised:
        assert "0001" not in row["reasons"][0]["ko"] and "그날의 법령" in row["reasons"][0]["ko"]
