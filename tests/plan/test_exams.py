"""Examinations as items: on announced days where there are any, else expected; opened by credits."""

from __future__ import annotations

from datetime import date

from baeum_rules.plan.exams import bdes_items, certificate_items
from baeum_rules.recognition.thresholds import thresholds_of

T = thresholds_of()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_engineers_are_sat_in_rounds_and_open_by_credits():
    names = ["정보처리기사", "정보처리산업기사", "정보관리기술사", "컴퓨터활용능력 1급", "정보처리기사"]
    found = certificate_items(names, day("2026-11-21"), day("2027-12-31"), T)
    by = {item.id: item for item in found.items}
    assert sorted(by) == [
        f"{name} 2027-{n}" for name in ("정보처리기사", "정보처리산업기사") for n in (1, 2, 3)
    ]
    assert (
        by["정보처리기사 2027-1"].needs_credits == 106 and by["정보처리산업기사 2027-1"].needs_credits == 41
    )
    assert by["정보처리기사 2027-1"].expected and by["정보처리기사 2027-1"].note_ko
    assert by["정보처리기사 2027-1"].won is None
    assert found.untimed == ("정보관리기술사", "컴퓨터활용능력 1급")
    late = certificate_items(["정보처리기사"], day("2027-01-27"), day("2027-12-10"), T)
    assert [item.id for item in late.items] == ["정보처리기사 2027-2"]  # one is closed, one passes too late


def test_bdes_subjects_come_on_the_day_of_their_stage():
    items = bdes_items("computer-science", day("2023-11-01"), day("2024-12-31"), T)
    by_stage = {stage: [i for i in items if i.record["stage"] == stage] for stage in (1, 2, 3, 4)}
    assert {i.begins for i in by_stage[1]} == {day("2024-02-25")}  # facts 11.1
    assert {i.begins for i in by_stage[4]} == {day("2024-11-03")}
    assert not by_stage[1][0].expected and not by_stage[3]  # no subjects of stage 3 are known
    assert {i.needs_credits for i in by_stage[4]} == {105} and {i.needs_credits for i in by_stage[2]} == {0}
    assert all(i.apply_by < i.begins < i.ends for i in items)
    other = bdes_items("psychology", day("2026-11-21"), day("2027-12-31"), T)
    assert {i.record["stage"] for i in other} == {1, 4} and all(i.expected for i in other)
    assert {i.record["subject"] for i in other} == {
        "국어",
        "국사",
        "외국어",
    }  # of the major no lists are known
