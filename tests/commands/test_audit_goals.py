"""``baeum audit`` answers goals of other kinds too, as text and as JSON, with every error of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from audit_cases import Said, audit

from baeum_rules.recognition import audit as answer_to

BDES: dict[str, Any] = {
    "version": 1,
    "as_of": "2026-11-21",
    "goal": {"degree": "bdes_bachelor", "major": "computer-science", "same_field": ["정보처리산업기사"]},
    "learner": {"high_school_completed_on": "2010-02-15"},
    "records": [
        {"id": "c", "source": "certificate", "name": "정보처리산업기사", "acquired_on": "2015-05-01"},
        {
            "id": "a",
            "source": "bdes_result",
            "stage": 3,
            "subject": "인공지능",
            "score": 59,
            "taken_on": "2024-08-18",
        },
    ],
}
LITERACY: dict[str, Any] = {
    "version": 1,
    "as_of": "2026-11-21",
    "goal": {"degree": "literacy_primary"},
    "learner": {"born_on": "1950-01-01"},
    "records": [
        {
            "id": "l",
            "source": "literacy_course",
            "title": "한글 교실",
            "level": "primary",
            "stage": 1,
            "hours": 170,
            "ended_on": "2024-12-20",
        }
    ],
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A file of each kind."""
    found = {}
    for name, case in (("bdes", BDES), ("literacy", LITERACY)):
        found[name] = tmp_path / f"{name}.json"
        found[name].write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return found


def test_the_examination_for_self_education(capfd: Said, files: dict[str, Path]) -> None:
    code, out, err = audit(capfd, files["bdes"], "--lang", "ko")
    assert (code, err) == (0, "")
    assert "적어도 남은 것: 12과목" in out and "면제" in out and "59점" in out
    code, out, _ = audit(capfd, files["bdes"], "--lang", "en")
    assert "Still needed at least: 12 subjects" in out and "industrial engineer" in out


def test_literacy(capfd: Said, files: dict[str, Path]) -> None:
    code, out, _ = audit(capfd, files["literacy"], "--lang", "ko")
    assert code == 0 and "160시간" in out and "한글 교실" in out and "적어도 남은 것: 560시간" in out


def test_as_json(capfd: Said, files: dict[str, Path]) -> None:
    _, out, _ = audit(capfd, files["bdes"], files["literacy"], "--json")
    assert json.loads(out) == [answer_to(BDES), answer_to(LITERACY)]


def test_errors(capfd: Said, tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({**BDES, "learner": {"credits": 3}, "as_of": "2001-01-01"}), encoding="utf-8")
    code, out, err = audit(capfd, path, "--lang", "ko")
    assert (code, out) == (2, "")
    assert "learner.credits" in err and "2015-09-28" in err


def test_from_a_sheet(capfd: Said, tmp_path: Path) -> None:
    sheet = tmp_path / "records.csv"
    rows = "학습기록 번호,학점원,과목명,단계,합격일\nr1,독학학위제 시험합격,자료구조,2,2020-08-01\n"
    sheet.write_text(rows, encoding="utf-8")
    options = ("--degree", "bdes_bachelor", "--major", "computer-science", "--high-school", "2010-02-15")
    code, out, err = audit(capfd, "--import", sheet, *options, "--json")
    assert (code, err) == (0, ""), err
    assert json.loads(out)["requirements"][1]["have"] == 1
