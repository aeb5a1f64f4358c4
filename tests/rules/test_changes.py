"""A law with proposed changes: what it answers, what it is called, every mistake of a proposal at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from baeum_rules.changes import Change, read_changes
from baeum_rules.parameters import LawDataError, Source, UnknownParameter, law_folder, load_law, read_text
from baeum_rules.units import misfit

LAW = load_law()
NAME, CLAUSE = "accredited.minimum_score", "guide.accredited.criteria"
FROM = date(2027, 3, 1)
SIXTY_FIVE = Change(NAME, FROM, 65, CLAUSE)


def test_the_change_holds_from_its_day_and_the_history_stands() -> None:
    law = LAW.changed([SIXTY_FIVE])
    assert [law.value(NAME, day) for day in (date(2027, 2, 28), FROM, date(2005, 10, 27))] == [60, 65, 70]
    had, has = LAW.parameter(NAME).versions, law.parameter(NAME).versions
    assert has[:-2] == had[:-1] and has[-2] == had[-1]._replace(until=date(2027, 2, 28))
    assert has[-1].until is None and has[-1].since_known
    assert LAW.value(NAME, FROM) == 60  # the law below is as it was


def test_what_is_not_changed_is_the_law_below() -> None:
    law = LAW.changed([SIXTY_FIVE])
    others = [name for name in LAW.names() if name != NAME]
    assert law.names() == LAW.names() and law.names_of("window") == LAW.names_of("window")
    assert all(law.parameter(name) is LAW.parameter(name) for name in others)
    assert law.folder == LAW.folder and law.unit("points", "ko") == "점"
    assert law.source(CLAUSE) == LAW.source(CLAUSE) and law.clauses() == LAW.clauses()
    with pytest.raises(UnknownParameter, match="did you mean"):
        law.value("acredited.minimum_score", FROM)


def test_the_revision_says_that_it_is_changed_and_how() -> None:
    law, same = LAW.changed([SIXTY_FIVE]), LAW.changed([SIXTY_FIVE])
    assert law.revision.startswith(LAW.revision + "+") and law.revision == same.revision
    for other in ({"value": 66}, {"since": date(2027, 3, 2)}, {"clause": "act.7.1"}):
        assert LAW.changed([SIXTY_FIVE._replace(**other)]).revision != law.revision  # type: ignore[arg-type]


def test_changes_follow_each_other_and_lie_over_each_other() -> None:
    later = SIXTY_FIVE._replace(since=date(2028, 3, 1), value=70)
    for law in (LAW.changed([later, SIXTY_FIVE]), LAW.changed([SIXTY_FIVE]).changed([later])):
        assert [version.value for version in law.parameter(NAME).versions] == [70, 60, 65, 70]
    assert LAW.as_of(date(2000, 1, 1)).changed([SIXTY_FIVE]).value(NAME, date(2010, 1, 1)) == 70


def test_a_file_of_changes_is_read_as_the_law_data_are() -> None:
    text = read_text(f"{law_folder()}/acbs/accredited.toml")
    more = f'[[{NAME}.versions]]\nsince = 2027-03-01\nvalue = 65\nclause = "bill.1"\n'
    clause = '[sources."bill.1"]\nko = "개정안"\nen = "bill"\ntitle = "개정안"\narticle = ""\n'
    proposal = read_changes(text + more + clause, LAW)
    assert proposal.changes == (SIXTY_FIVE._replace(clause="bill.1"),)
    law = LAW.changed(*proposal)
    assert law.source("bill.1").en == "bill" and "bill.1" in law.clauses() and "bill.1" not in LAW.clauses()


def test_every_mistake_is_told_at_once_with_its_remedy() -> None:
    text = """
[[acredited.minimum_score.versions]]
since = 2027-03-01
value = 65
clause = "guide.accredited.criteria"
[[accredited.minimum_score.versions]]
since = 2005-10-28
value = "65"
clause = "guide.acredited.criteria"
[[window.year.limit.versions]]
since = "2027-03-01"
value = true
[[window.semester.limit.versions]]
since = 2027-03-01
value = 24
clause = "opreg.3.3.2"
[[second.rule.versions]]
since = 2027-03-01
value = "sometimes"
clause = "decree.16.1.2"
[sources."act.7.1"]
ko = "다른 글"
en = "another text"
title = ""
article = ""
[sources."bill.1"]
ko = "개정안"
"""
    with pytest.raises(LawDataError) as wrong:
        read_changes(text, LAW, "bill.toml")
    told = wrong.value.messages
    assert all(message.startswith("bill.toml: ") for message in told)
    for part in (
        "'acredited.minimum_score'; did you mean accredited.minimum_score",
        f"{NAME}: since 2005-10-28 lies inside its history, whose last version begins on 2005-10-28",
        f"{NAME}: since 2005-10-28: '65' does not fit the unit points: a number from 0 to 100 is expected",
        "clause 'guide.acredited.criteria' is not in sources.toml; did you mean guide.accredited.criteria",
        "window.year.limit, version 1: since must be a date",
        "window.year.limit, version 1: value must be a whole number",
        "window.year.limit, version 1: clause must name",
        "window.semester.limit: since 2027-03-01: nothing changes, 24 holds already by opreg.3.3.2",
        "second.rule: since 2027-03-01: 'sometimes' is not known here: not_in_force, other_major, any_major",
        'sources."act.7.1": sources.toml has this clause already',
        'sources."bill.1": en, title, article must be there',
    ):
        assert [message for message in told if part in message], part
    assert len(told) == 11


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is no change"),
        ("a = ", "bill.toml"),
        ("accredited = 65", "write [[accredited.versions]]"),
        ('[accredited.minimum_score]\nunit = "percent"\nversions = []', "its unit is 'points'"),
        ("sources = 1", 'write [sources."ID"]'),
        ("[accredited.minimum_score]\nversions = [1]", "version 1: a table is expected"),
    ],
)
def test_what_is_no_file_of_changes_says_so(text: str, told: str) -> None:
    with pytest.raises(LawDataError) as wrong:
        read_changes(text, LAW, "bill.toml")
    assert [message for message in wrong.value.messages if told in message]


def test_a_wrong_change_is_refused_in_code_too() -> None:
    with pytest.raises(LawDataError) as wrong:
        LAW.changed([SIXTY_FIVE._replace(name="no.such"), SIXTY_FIVE, SIXTY_FIVE._replace(value=70)])
    assert len(wrong.value.messages) == 2  # the unknown name; the second change of the same day


def test_every_value_of_the_law_fits_its_unit() -> None:
    for name in LAW.names():
        parameter = LAW.parameter(name)
        assert [misfit(version.value, parameter, LAW) for version in parameter.versions] == [""] * len(
            parameter.versions
        ), name


@pytest.mark.parametrize(
    ("name", "fitting", "other"),
    [
        ("window.year.limit", [0, 45], [-1, "none", Decimal("1.5"), date(2020, 1, 1), True]),
        ("part_time.higher_education_act.institution_year", ["none", 24], ["all"]),
        ("accredited.minimum_attendance", [75, Decimal("79.5"), 100], [101, -1, "80"]),
        ("conferral.cutoff.february", ["01-31"], ["1-31", "02-30", 131]),
        ("part_time.lifelong_education_act.share", ["1/2", 1, Decimal("0.5")], ["3/2", "1/0", "half"]),
        ("university.lowest_letter", ["C+", "D"], ["E", 3]),
        ("certificate.revaluation", [date(2027, 3, 1)], ["2027-03-01", 2027]),
        ("grade.c_plus.points", [Decimal("2.3"), 2], [5]),
        ("bdes_stage.subjects.stage_1", [4, 7], ["five", -1]),
        ("second.rule", ["other_major"], ["another", 1]),
    ],
)
def test_what_fits(name: str, fitting: list[object], other: list[object]) -> None:
    parameter = LAW.parameter(name)
    assert [value for value in fitting if misfit(value, parameter, LAW)] == []  # type: ignore[arg-type]
    assert [value for value in other if not misfit(value, parameter, LAW)] == []  # type: ignore[arg-type]


def test_a_clause_of_its_own_must_be_new() -> None:
    mine = Source("bill.1", "개정안", "bill", "", "", None)
    assert LAW.changed([SIXTY_FIVE._replace(clause="bill.1")], [mine]).source("bill.1") == mine
    with pytest.raises(LawDataError, match="not in sources"):
        LAW.changed([SIXTY_FIVE._replace(clause="bill.1")])
