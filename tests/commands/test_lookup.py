"""``baeum lookup``: the three questions of the credit bank's own page."""

from __future__ import annotations

import json

import pytest

from baeum.cli import main

Said = pytest.CaptureFixture[str]


def lookup(said: Said, *words: str) -> tuple[int, str, str]:
    code = main(["lookup", *words])
    out, err = said.readouterr()
    return code, out, err


def test_certificates_of_a_major(capfd: Said) -> None:
    code, out, _ = lookup(capfd, "certificates", "computer-science", "--lang", "ko")
    line = next(line for line in out.splitlines() if "정보처리기사" in line)
    assert code == 0 and line.split() == ["정보처리기사", "30", "20", "정보/통신", "-", "5", "-", "01"]
    assert "2009-03-01 전" in out
    answer = json.loads(lookup(capfd, "certificates", "computer-science", "--json")[1])
    assert answer["sample"] and answer["certificates"][0]["entry"]["job_key"] == ["정보/통신", "5", "01"]


def test_majors_of_a_certificate(capfd: Said) -> None:
    code, out, _ = lookup(capfd, "majors", "정보기술산업기사", "--acquired", "2004-01-01", "--lang", "ko")
    assert code == 0 and out.startswith("정보처리산업기사\n")
    for part in ("통합되었습니다", "24학점", "computer-science-associate", "예시"):
        assert part in out
    answer = json.loads(lookup(capfd, "majors", "정보처리기사", "--json")[1])
    assert (answer["status"], answer["credits"], answer["acquired_on"]) == ("found", 20, None)
    assert [major["id"] for major in answer["majors"]] == ["computer-science", "computer-science-associate"]
    assert "No known curriculum" in lookup(capfd, "majors", "한자급수 2급", "--lang", "en")[1]


def test_a_title_that_is_none(capfd: Said) -> None:
    code, out, _ = lookup(capfd, "majors", "용접기능사", "--lang", "en")
    assert code == 2 and "never recognised" in out
    code, out, _ = lookup(capfd, "majors", "공해관리기사1급", "--json")
    answer = json.loads(out)
    assert code == 2 and (answer["status"], answer["options"][0]) == ("choice", "대기환경기사")


def test_convert(capfd: Said) -> None:
    held = [
        "정보처리기사@2008-08-10",
        "정보처리산업기사@2020-01-01",
        "물류관리사@2011-02-02",
        "용접기능사@2011-02-02",
    ]
    code, out, _ = lookup(capfd, "convert", "computer-science", *held, "--lang", "ko")
    assert code == 0 and "같은 직무(정보/통신 - 5 - 01)" in out and "일반선택" in out
    answer = json.loads(lookup(capfd, "convert", "computer-science", *held, "--json")[1])
    assert [one["credits"] for one in answer["certificates"]] == [30, 16, 20, None]
    assert [one["class"] for one in answer["certificates"]] == [
        "major_required",
        "major_required",
        "general_elective",
        None,
    ]
    assert [one["certificates"] for one in answer["conflicts"]] == [[0, 1]]
    second = json.loads(lookup(capfd, "convert", "computer-science", *held, "--route", "second", "--json")[1])
    assert second["certificates"][2]["class"] is None and second["degree"] == "bachelor"


def test_no_conflict_no_table(capfd: Said) -> None:
    code, out, _ = lookup(
        capfd,
        "convert",
        "psychology",
        "임상심리사 2급@2020-01-01",
        "--degree",
        "associate_2y",
        "--lang",
        "en",
    )
    assert code == 0 and "major required" in out and "cannot count together" not in out


@pytest.mark.parametrize("held", ["정보처리기사", "@2020-01-01", "정보처리기사@2020", "정보처리기사@"])
def test_a_certificate_needs_its_day(capfd: Said, held: str) -> None:
    with pytest.raises(SystemExit) as leaving:
        lookup(capfd, "convert", "psychology", held)
    assert leaving.value.code == 2 and "20" in capfd.readouterr().err


def test_a_major_that_is_none(capfd: Said) -> None:
    code, out, err = lookup(capfd, "certificates", "psycology", "--lang", "en")
    assert (code, out) == (2, "") and "psychology" in err
    assert (
        "computer-science" in lookup(capfd, "convert", "없음", "정보처리기사@2020-01-01", "--lang", "ko")[2]
    )


def test_a_broken_curriculum_is_named(capfd: Said, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAEUM_CURRICULA", str(tmp_path))
    with open(f"{tmp_path}/bad.toml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write('id = "bad"')
    code, _, err = lookup(capfd, "certificates", "bad")
    assert code == 2 and "bad.toml: ko is missing" in err
