"""Exactly the cases that a change of the law affects, and no case answered twice for nothing."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.changes import Change
from baeum_rules.parameters import Law, Parameter, Version, load_law
from baeum_rules.recognition import audit, read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.differences import compared
from baeum_rules.recognition.examples import examples, whole_case
from baeum_rules.recognition.impact import ASKED_WHOLE, Preview, altered
from baeum_rules.recognition.numbers import NAMES, ROOM, Numbers, numbers_as_asked
from baeum_rules.recognition.thresholds import Thresholds

LAW = load_law()
FROM = date(2012, 3, 1)
CASES = [tiny_case(random.Random(seed)) for seed in range(150)]
CASES += [large_case(random.Random(seed), "ordinary") for seed in range(12)]
TEXTS = [json.dumps(case, ensure_ascii=False) for case in CASES]
ANSWERS = [audit(text) for text in TEXTS]


def change(name: str, value: Any, since: date = FROM) -> Law:
    return LAW.changed([Change(name, since, value, LAW.parameter(name).versions[-1].clause)])


def far(name: str) -> Law:
    return change(name, LAW.parameter(name).versions[0].value, date(2090, 1, 1))


LAWS = [
    change("accredited.minimum_score", 85),
    change("accredited.minimum_attendance", 81),
    change("window.year.limit", 30),
    change("window.year.start", "01-01"),
    change("window.semester_2.start", "08-01"),
    change("institution.limit.bachelor", 60),
    change("certificate.unlinked_limit", 0),
    change("school.limit.university", 50),
    change("university.lowest_letter", "C+"),
    change("requirement.bachelor.first.total", 130),
    change("bdes.credits.stage_1", 3),
    change("heritage.credits.holder", 100),
    change("high_school.rule_since", date(2013, 1, 1)),
    change("conferral.cutoff.february", "01-31"),
    change("second.rule", "other_major", date(2024, 1, 1)),
    far("second.rule"),
    change("fee.recognition_per_credit", 2000),
    LAW.as_of(date(2008, 1, 1)),
    LAW.as_of(date(2020, 1, 1)),
    LAW.as_of(date(2030, 1, 1)),
]


@pytest.mark.parametrize("law", LAWS, ids=[law.revision for law in LAWS])
def test_the_same_as_answering_every_case_twice(law: Law) -> None:
    preview = Preview(LAW, law)
    for text, answer in zip(TEXTS, ANSWERS, strict=True):
        impact = preview.of(text)
        assert impact.differences == compared(answer, audit(text, law))
        assert impact.reached or not impact.differences
        assert impact.errors == []


def courses(count: int, **fields: Any) -> dict[str, Any]:
    own = {"id": "k", "source": "accredited_course", "repeat": count, "credits": 3, "ended_on": "2024-06-20"}
    return whole_case({"records": [own | fields]})


def test_exactly_those_known_by_construction() -> None:
    """A lowest score of 65 from 2024-03-01: 60 to 64 since then, and their day is what decides."""
    law = change("accredited.minimum_score", 65, date(2024, 3, 1))
    cases = {
        (score, day): courses(1, score=score, ended_on=day)
        for score in (59, 60, 64, 65, 100)
        for day in ("2024-02-29", "2024-03-01", "2026-11-21")
    }
    affected = {
        key: [one.kind for one in found]
        for key, case in cases.items()
        if (found := Preview(LAW, law).of(case).differences)
    }
    lost = {(60, "2024-03-01"), (64, "2024-03-01"), (60, "2026-11-21"), (64, "2026-11-21")}
    explained = {(59, "2024-03-01"), (59, "2026-11-21")}  # refused before and after, by another figure
    assert affected.keys() == lost | explained
    assert all(affected[key] == ["reason"] for key in explained)
    assert all("record" in affected[key] and "remaining" in affected[key] for key in lost)


def test_a_change_that_affects_none_and_one_of_a_future_day() -> None:
    cases = [courses(n, score=score) for n in (1, 5) for score in (59, 60, 90)]
    never = change("heritage.credits.holder", 0)  # nobody is one
    later = change("accredited.minimum_score", 100, date(2026, 11, 22))  # the cases are as of the day before
    for law in (never, later, change("fee.recognition_per_credit", 1)):
        found = [Preview(LAW, law).of(case) for case in cases]
        assert [one.reached for one in found] == [False] * len(cases)
        assert [one.differences for one in found] == [[]] * len(cases)
    on_the_day = change("accredited.minimum_score", 100, date(2024, 6, 20))
    assert all(Preview(LAW, on_the_day).of(case).differences for case in cases)


def test_a_record_after_the_day_of_the_case_is_reached_by_its_own_day() -> None:
    """It is refused because it is not over; under the change also because of its score."""
    law = change("accredited.minimum_score", 100, date(2027, 1, 1))
    impact = Preview(LAW, law).of(courses(1, score=90, ended_on="2027-03-01"))
    assert [(one.kind, one.of) for one in impact.differences] == [("reason", "accredited.score")]


def test_a_case_with_mistakes_says_so() -> None:
    impact = Preview(LAW, LAWS[0]).of("{}")
    assert not impact.reached and impact.errors[0]["code"] == "version"


class Asked(Law):
    """The law, with every question written down: (name, day), day None for the whole history."""

    def __init__(self) -> None:
        self.below, self.folder, self.label = LAW, LAW.folder, LAW.label
        self.questions: set[tuple[str, int | None]] = set()

    def version(self, name: str, on: date) -> Version:
        self.questions.add((name, on.toordinal()))
        return self.below.version(name, on)

    def parameter(self, name: str) -> Parameter:
        self.questions.add((name, None))
        return self.below.parameter(name)

    def source(self, clause: str) -> Any:
        return self.below.source(clause)

    @property
    def revision(self) -> str:
        return self.below.revision


class Day(int):
    """The first day of a version, which writes down the day that it is compared with."""

    name: str
    asked: set[tuple[str, int | None]]

    def __le__(self, day: int) -> bool:
        self.asked.add((self.name, day))
        return int(self) <= day


class Writing(Thresholds):
    """Thresholds that write down what they are asked, by name or as numbers."""

    def __init__(self, law: Asked) -> None:
        self.asked: set[tuple[str, int | None]] = set()
        super().__init__(law)
        law.questions.clear()
        self.asked.clear()
        self.since = numbers_as_asked(self, value := {}).since
        self.numbers = Numbers(range(0, len(NAMES) * ROOM, ROOM), self, value)

    def __getitem__(self, place: int) -> Day:
        day = Day(self.since[place])
        day.name, day.asked = NAMES[place // ROOM], self.asked
        return day

    def at(self, name: str, day: int) -> Any:
        self.asked.add((name, day))
        return super().at(name, day)

    def versions(self, name: str) -> tuple[list[int], list[Any]]:
        versions = LAW.parameter(name).versions  # its own reading of a history is no question
        return (
            [v.since.toordinal() for v in versions],
            [v.value.toordinal() if isinstance(v.value, date) else v.value for v in versions],
        )


def test_what_is_relied_on_holds() -> None:
    """Reasons ask nothing that was not asked before the choice; all days asked are days of the case."""
    from baeum_rules.recognition.answer import answer_of
    from baeum_rules.recognition.decision import audit as decide
    from baeum_rules.recognition.decision import prepare

    asked_late = set()
    for document in [*TEXTS, *(example.case for example in examples())]:
        case = read(document)
        if not isinstance(case, Case):
            continue
        law = Asked()
        thresholds = Writing(law)
        prepare(case, thresholds)
        early = set(thresholds.asked)
        answer_of(decide(case, thresholds), thresholds, sample=False)
        late = (thresholds.asked | law.questions) - early
        assert {name for name, day in late} <= set(ASKED_WHOLE), late
        asked_late |= late
        days = {case.as_of, *(record.completed_on for record in case.records), None}
        assert {day for _, day in early | late} <= days
        assert not case.records or "high_school.rule_since" in {
            name for name, _ in early
        }  # asked as a number
    assert ("second.rule", None) in asked_late  # the cases reach what is excepted


def test_days_on_which_two_laws_differ() -> None:
    day = FROM.toordinal()
    assert altered(LAW, LAW) == {} and altered(LAW, LAW.as_of(date(2090, 1, 1))) == {}
    assert altered(LAW, change("accredited.minimum_score", 85)) == {
        "accredited.minimum_score": [(day, date.max.toordinal())]
    }
    name = "part_time.higher_education_act.learner_year"
    assert altered(LAW, LAW.as_of(FROM))[name] == [(1, date.max.toordinal())]
    two = LAW.changed(
        [
            Change("accredited.minimum_score", FROM, 85, "guide.accredited.criteria"),
            Change("accredited.minimum_score", FROM + timedelta(10), 60, "guide.accredited.criteria"),
        ]
    )
    assert altered(LAW, two) == {"accredited.minimum_score": [(day, day + 9)]}
