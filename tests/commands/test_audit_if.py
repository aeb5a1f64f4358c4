"""``baeum audit --suppose --law-of --law-with``: what would differ, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from audit_cases import CASES, Said, audit, folder
from tests.bdes_rules.cases import case as bdes_case

__all__ = ["folder"]

CERTIFICATE = {"source": "certificate", "name": "정보처리산업기사", "acquired_on": "2027-06-12"}


def put(path: Path, document: Any) -> Path:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, default=str)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return put(tmp_path / "case.json", CASES[0])


@pytest.fixture
def june(tmp_path: Path) -> Path:
    return put(tmp_path / "june.json", {"records": [CERTIFICATE], "goal": {"conferral": None}})


def changes(folder: Path, value: object = 80, name: str = "accredited.minimum_score") -> Path:
    text = f'[[{name}.versions]]\nsince = 2015-03-01\nvalue = {value}\nclause = "guide.accredited.criteria"\n'
    return put(folder / "changes.toml", text)


def test_as_json_both_answers_and_the_differences(
    capsys: Said, case: Path, june: Path, tmp_path: Path
) -> None:
    code, out, err = audit(
        capsys, case, "--suppose", june, "--law-with", changes(tmp_path), "--law-of", "2020-01-01", "--json"
    )
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["as_of"] == {"before": "2026-11-21", "after": "2027-06-12"}
    assert answer["law"]["after"].startswith(answer["law"]["before"] + "@2020-01-01+")
    assert answer["supposed"]["records"][0]["name"] == "정보처리산업기사"
    assert answer["before"]["totals"]["recognised"] == 118
    kinds = {one["kind"] for one in answer["differences"]}
    assert {"remaining", "total", "requirement", "record", "reason"} <= kinds
    came = next(one for one in answer["differences"] if one["record"] == "s1" and one["kind"] == "record")
    assert came["before"] is None and came["ko"].startswith("더한 기록 정보처리산업기사(s1)")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", ("만약에 · ", "더한 기록: 정보처리산업기사 (2027-06-12)", "기준일: 2026-11-21 → 2027-06-12")),
        ("en", ("What if · ", "Records supposed: 정보처리산업기사", "As of: 2026-11-21 → 2027-06-12")),
    ],
)
def test_as_text_in_both_languages(
    capsys: Said, case: Path, june: Path, tmp_path: Path, lang: str, said: tuple[str, ...]
) -> None:
    for more in ((), ("--law-with", changes(tmp_path))):
        code, out, err = audit(capsys, case, "--suppose", june, *more, "--lang", lang)
        assert (code, err) == (0, "")
        assert [part for part in said if part not in out] == []
        assert "None" not in out and "{" not in out


def test_a_lost_course_is_told_with_its_new_reason_only(capsys: Said, case: Path, tmp_path: Path) -> None:
    _, out, _ = audit(capsys, case, "--law-with", changes(tmp_path), "--lang", "en")
    assert "Credits still to earn: 22 → 37" in out
    place = out.index("C프로그래밍(r6): recognised 3 credits major required → refused")
    reasons = out[place:].split("\n· ")[0]
    assert "The score of 78 is below 80" in reasons and "as major" not in reasons


def test_nothing_differs(capsys: Said, case: Path) -> None:
    code, out, _ = audit(capsys, case, "--law-of", "2030-01-01", "--lang", "ko")
    assert code == 0 and "달라지는 것이 없습니다." in out


def test_many_cases_a_line_each(capsys: Said, folder: Path) -> None:
    code, out, err = audit(capsys, folder, "--law-of", "2008-01-01", "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(answers)) == (0, "", 4)
    assert all(answer["law"]["after"].endswith("@2008-01-01") for answer in answers)


def test_everything_wrong_with_the_options_at_once(capsys: Said, case: Path, tmp_path: Path) -> None:
    wrong = put(tmp_path / "wrong.json", {"record": [], "goal": 3})
    code, out, err = audit(
        capsys,
        case,
        "--suppose",
        wrong,
        "--law-of",
        "어제",
        "--law-with",
        tmp_path / "no.toml",
        "--lang",
        "en",
    )
    assert (code, out) == (2, "")
    for part in ("--law-of", "no.toml", "wrong.json: record", "wrong.json: goal"):
        assert part in err, part
    code, out, err = audit(capsys, case, "--law-with", changes(tmp_path, '"x"'), "--lang", "en")
    assert (code, out) == (2, "") and "does not fit the unit points" in err


def test_a_supposition_that_does_not_fit_the_case_is_an_error_of_it(
    capsys: Said, case: Path, tmp_path: Path
) -> None:
    for supposition in (
        {"records": [{**CERTIFICATE, "acquired_on": "2027-13-01"}]},
        {"without": ["nothing"]},
        {"goal": {"major": "no-such"}},
    ):
        path = put(tmp_path / "s.json", supposition)
        code, out, _ = audit(capsys, case, "--suppose", path, "--json")
        assert code == 2 and json.loads(out)["errors"]


def test_a_choice_that_can_no_longer_be_had_is_a_difference(capsys: Said, tmp_path: Path) -> None:
    case = put(tmp_path / "case.json", {**CASES[0], "choices": {"take": ["r6"], "leave": []}})
    code, out, _ = audit(capsys, case, "--law-with", changes(tmp_path), "--lang", "en")
    assert code == 0 and "It could no longer be calculated" in out


def test_goals_of_other_kinds_too(capsys: Said, tmp_path: Path) -> None:
    path = put(tmp_path / "bdes.json", bdes_case())
    code, out, err = audit(capsys, path, "--law-of", "2030-01-01", "--json")
    assert code == 0, err
    assert json.loads(out)["differences"] == []
    code, out, _ = audit(capsys, path, "--law-of", "1980-01-01", "--json")
    answer = json.loads(out)
    assert code == 0 or answer["errors"][0]["code"] == "law.not_in_force"
