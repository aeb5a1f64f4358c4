"""Whole stages exempted by qualification, by credits, by years of school (facts 11.1; bdes-r.4, 4-3)."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import answer, line, results, row, rules


def states(found: dict[str, Any]) -> list[str]:
    return [row(found, stage)["state"] for stage in (1, 2, 3)]


def certificate(name: str, on: str = "2020-05-01") -> dict[str, Any]:
    return {"id": "c", "source": "certificate", "name": name, "acquired_on": on}


EXEMPT_2, EXEMPT_3 = ["exempt", "exempt", "open"], ["exempt", "exempt", "exempt"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("정보처리산업기사", EXEMPT_2),
        ("정보처리기사", EXEMPT_3),
        ("정보처리 기사", EXEMPT_3),
        ("정보관리기술사", EXEMPT_3),
        ("전자기기기능장", EXEMPT_3),
    ],
)
def test_a_qualification_of_the_same_field(name: str, expected: list[str]) -> None:
    found = answer(certificate(name), same_field=(name,))
    assert states(found) == expected
    assert rules(line(found, "c")) == ["bdes.qualification"]
    assert row(found, 1)["reasons"][0]["figures"]["name"] == name


def test_of_another_field_or_an_unknown_one_nothing_is_guessed() -> None:
    found = answer(certificate("정보처리기사"))
    assert states(found) == ["open", "open", "open"]
    told = line(found, "c")
    assert (told["verdict"], rules(told)) == ("refused", ["bdes.qualification.field"])
    assert "고시" in told["reasons"][0]["ko"]


@pytest.mark.parametrize("name", ["컴퓨터활용능력 1급", "정보처리기능사"])
def test_other_certificates_exempt_nothing(name: str) -> None:
    found = answer(certificate(name), same_field=(name,))
    assert (states(found), rules(line(found, "c"))) == (["open"] * 3, ["bdes.qualification.none"])


def test_one_that_is_still_to_come() -> None:
    found = answer(certificate("정보처리기사", "2026-11-22"), same_field=("정보처리기사",))
    assert (states(found), rules(line(found, "c"))) == (["open"] * 3, ["bdes.not_yet"])


def credits(kind: str, count: int, *, same: bool = True) -> dict[str, Any]:
    return {"credits": [{"kind": kind, "credits": count, "same_major": same}]}


@pytest.mark.parametrize("kind", ["acbs", "university"])
@pytest.mark.parametrize(
    ("count", "same", "expected"),
    [
        (34, True, ["open", "open", "open"]),
        (35, True, ["exempt", "open", "open"]),
        (35, False, ["exempt", "open", "open"]),
        (69, True, ["exempt", "open", "open"]),
        (70, True, EXEMPT_2),
        (70, False, ["exempt", "open", "open"]),
    ],
)
def test_by_credits(kind: str, count: int, same: bool, expected: list[str]) -> None:
    assert states(answer(**credits(kind, count, same=same))) == expected


def test_credits_of_two_kinds_are_not_added() -> None:
    both = credits("acbs", 20)["credits"] + credits("university", 20)["credits"]
    assert states(answer(credits=both)) == ["open"] * 3


@pytest.mark.parametrize(
    ("kind", "years", "expected"),
    [
        ("university_years", 1, ["exempt", "open", "open"]),
        ("university_years", 2, EXEMPT_2),
        ("abroad_years", 12, ["open", "open", "open"]),
        ("abroad_years", 13, ["exempt", "open", "open"]),
        ("abroad_years", 14, EXEMPT_2),
    ],
)
def test_by_years_of_school(kind: str, years: int, expected: list[str]) -> None:
    schooling = [{"kind": kind, "years": years, "same_major": True}]
    assert states(answer(schooling=schooling)) == expected


def test_a_pass_of_an_exempted_stage_is_not_needed() -> None:
    found = answer(*results(1, ("국어",)), **credits("acbs", 35))
    assert rules(found["records"][0]) == ["bdes.stage.exempt"]


def test_on_the_very_day() -> None:
    found = answer(certificate("정보처리기사", "2026-11-21"), same_field=("정보처리기사",))
    assert (states(found), line(found, "c")["verdict"]) == (EXEMPT_3, "recognised")


def test_an_exempted_stage_tells_its_own_reason_and_lacks_nothing() -> None:
    found = answer(**credits("university", 70))
    for stage in (1, 2):
        reasons = row(found, stage)["reasons"]
        assert [one["figures"]["stage"] for one in reasons] == [stage]
        assert reasons[0]["figures"]["kind"] == "university"
        assert reasons[0]["figures"]["need"] == 35 * stage
        assert row(found, stage)["short"] == 0
    assert row(found, 3)["short"] == 6


def test_years_of_another_major_exempt_the_first_stage_alone() -> None:
    schooling = [{"kind": "university_years", "years": 2, "same_major": False}]
    assert states(answer(schooling=schooling)) == ["exempt", "open", "open"]
