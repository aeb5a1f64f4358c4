"""``baeum audit``: files, folders, lines, spreadsheets; JSON, and mistakes answered with help."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from audit_cases import CASES, GOAL, Said, audit, changed, folder, process

from baeum.cli import main
from baeum_rules.recognition import audit as answer_to

__all__ = ["folder"]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Two good records as CSV with Korean headers."""
    path = tmp_path / "records.csv"
    rows = [
        ["학습기록 번호", "학점원", "기관명", "과목명", "학점", "점수", "출석률", "종료일"],
        ["r1", "평가인정 학습과정", "가원", "자료구조", "3", "59.9", "90", "2024-06-20"],
        ["r2", "평가인정 학습과정", "가원", "운영체제", "3", "60", "80", "2024-06-20"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_json_is_the_answer_of_the_rules(capfd: Said, folder: Path) -> None:
    code, out, err = audit(capfd, folder / "a.json", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == answer_to(json.dumps(CASES[0]))
    one = audit(capfd, folder / "a.json", "--jsonl")[1]
    assert one.count("\n") == 1 and json.loads(one) == json.loads(out)


def test_the_table_tells_the_same(capfd: Said, folder: Path) -> None:
    answer = answer_to(json.dumps(CASES[0]))
    code, out, err = audit(capfd, folder / "a.json", "--lang", "ko")
    assert (code, err) == (0, "")
    assert f"더 얻어야 할 학점: {answer['remaining']}\n" in out and answer["law"] in out
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    for row, record in zip(answer["records"], CASES[0]["records"], strict=True):
        line = lines[row["id"]]
        assert (record.get("subject") or record["name"]) in line
        verdict = {
            "recognised": " 인정 ",
            "reduced": "일부 인정",
            "not_chosen": "미선택",
            "refused": "불인정",
        }
        assert verdict[row["verdict"]] in line and f" {row['credits']}" in line
        for reason in row["reasons"]:
            assert reason["ko"] in out.replace("\n", " ") or reason["ko"][:20] in out
    for row in answer["requirements"]:
        assert any(
            line.split()[-3:] == [str(row["need"]), str(row["have"]), str(row["short"])]
            for line in out.splitlines()
        )


def test_standard_input(folder: Path) -> None:
    data = (folder / "a.json").read_bytes()
    found = process("-", "--json", given=data)
    assert found.returncode == 0 and json.loads(found.stdout) == answer_to(data)
    assert process("-", given=b"").stderr.startswith(b"-: ")


def test_scores_are_read_exactly(capfd: Said, tmp_path: Path) -> None:
    case = changed(records=[record for record in CASES[0]["records"] if record["id"] == "r6"])
    text = json.dumps(case).replace('"score": 78', '"score": 59.99999999999999999999')
    (tmp_path / "exact.json").write_text(text)
    code, out, _ = audit(capfd, tmp_path / "exact.json", "--json")
    assert code == 0 and json.loads(out)["records"][0]["verdict"] == "refused"


def test_a_folder_in_order(capfd: Said, folder: Path) -> None:
    expected = [answer_to(json.dumps(case)) for case in CASES[:4]]
    code, out, err = audit(capfd, folder, "--jsonl")
    assert (code, err, [json.loads(line) for line in out.splitlines()]) == (0, "", expected)
    assert json.loads(audit(capfd, folder, "--json")[1]) == expected
    paths = [folder / "c.jsonl", folder / "a.json"]
    several = [json.loads(line) for line in audit(capfd, *paths, "--jsonl")[1].splitlines()]
    assert several == [*expected[2:], expected[0]]
    tables = audit(capfd, folder, "--lang", "ko")[1]
    assert tables.count("학점인정 예상 결과") == 4 and f"{folder}/c.jsonl:2" in tables


def test_lines_on_standard_input(folder: Path) -> None:
    data = (folder / "c.jsonl").read_bytes()
    found = process("-", "--jsonl", given=b"\n" + data)
    assert found.returncode == 0
    assert [json.loads(line) for line in found.stdout.splitlines()] == [
        answer_to(json.dumps(case)) for case in CASES[2:4]
    ]


def test_one_bad_file_among_good_ones(capfd: Said, folder: Path) -> None:
    (folder / "bad.json").write_text('{"version": 1,\n "as_of": 5')
    code, out, err = audit(capfd, folder)
    assert (code, out) == (2, "") and "bad.json" in err and "a.json" not in err
    code, out, err = audit(capfd, folder, "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2 and ["errors" in answer for answer in answers] == [False, False, True, False, False]
    assert "1" in err and "bad.json" in err


def test_all_errors_of_all_files_at_once(capfd: Said, tmp_path: Path) -> None:
    wrong = changed(as_of="2026-02-30", records=[{"id": "r1", "source": "certificate", "name": ""}])
    (tmp_path / "a.json").write_text(json.dumps(wrong))
    (tmp_path / "b.json").write_text("")
    code, out, err = audit(capfd, tmp_path, "--lang", "en")
    assert (code, out) == (2, "")
    for place in ("a.json: ", "as_of", "r1", "name", "acquired_on", "b.json: "):
        assert place in err
    assert audit(capfd, tmp_path / "a.json", "--json")[:2] == (
        2, json.dumps(answer_to(json.dumps(wrong)), ensure_ascii=False, indent=2) + "\n",
    )  # fmt: skip


def test_a_sheet_with_a_goal(capfd: Said, sheet: Path) -> None:
    code, out, err = audit(capfd, "--import", sheet, *GOAL, "--json")
    answer = json.loads(out)
    assert (code, err, answer["as_of"]) == (0, "", "2026-11-21")
    assert [row["verdict"] for row in answer["records"]] == ["refused", "recognised"]
    goal = sheet.with_name("goal.json")
    learner = {"high_school_completed_on": "2010-02-15"}
    case = {"goal": {"degree": "bachelor", "route": "first", "major": "computer-science"}, "learner": learner}
    goal.write_text(json.dumps(case))
    same = audit(capfd, "--import", sheet, "--goal", goal, "--as-of", "2026-11-21", "--json")[1]
    assert json.loads(same) == answer
    assert "자료구조" in audit(capfd, "--import", sheet, *GOAL, "--lang", "ko")[1]


def test_every_goal_option_reaches_the_rules(capfd: Said, sheet: Path) -> None:
    words = ["--degree", "associate_2y", "--route", "second", "--major", "computer-science-associate"]
    words += ["--conferral", "2027-02"]
    words += ["--university", "가원", "--high-school", "2010-02-15", "--bdes-degree", "2020-02-20"]
    words += ["--previous", "bachelor:경영: 학:2014-02-20", "--previous", "associate_2y:간호학:2015-02-20"]
    code, out, _ = audit(capfd, "--import", sheet, *words, "--as-of", "2026-11-21", "--json")
    records = [
        {"id": f"r{n}", "source": "accredited_course", "institution": "가원", "subject": subject,
         "credits": 3, "score": score, "attendance": attendance, "ended_on": "2024-06-20"}
        for n, (subject, score, attendance) in enumerate(
            [("자료구조", Decimal("59.9"), 90), ("운영체제", 60, 80)], 1)
    ]  # fmt: skip
    case = {
        "version": 1, "as_of": "2026-11-21",
        "goal": {"degree": "associate_2y", "route": "second", "major": "computer-science-associate",
                 "conferral": "2027-02", "conferring_university": "가원"},
        "learner": {"high_school_completed_on": "2010-02-15", "bdes_degree_on": "2020-02-20",
                    "previous_degrees": [
                        {"degree": "bachelor", "major": "경영: 학", "conferred_on": "2014-02-20"},
                        {"degree": "associate_2y", "major": "간호학", "conferred_on": "2015-02-20"}]},
        "records": records, "choices": {"take": [], "leave": []},
    }  # fmt: skip
    assert (code, json.loads(out)) == (0, json.loads(json.dumps(answer_to(case))))


def test_errors_of_sheet_and_goal_together(capfd: Said, sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8").replace("2024-06-20", "2024-02-30", 1)
    sheet.write_text(text.replace(",60,", ",예순,"), encoding="utf-8")
    words = ["--degree", "bachlor", "--major", "computer-sciense", "--as-of", "yesterday", "--previous", "x"]
    code, out, err = audit(capfd, "--import", sheet, *words, "--lang", "ko")
    assert (code, out) == (2, "")
    for place in (
        "2행 종료일",
        "3행 점수",
        "--degree",
        "--major",
        "computer-science",
        "--as-of",
        "--previous",
    ):
        assert place in err
    code, out, err = audit(capfd, "--import", sheet, *words, "--json")
    errors = json.loads(out)["errors"]
    assert (code, err) == (2, "") and len(errors) == 6
    assert {"record", "field", "code", "ko", "en"} <= errors[0].keys()


def test_the_day_is_today_where_none_is_given(
    capfd: Said, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baeum.shared.clock.today", lambda: date(2025, 3, 1))
    out = audit(capfd, "--import", sheet, *GOAL[:-2], "--json")[1]
    assert json.loads(out)["as_of"] == "2025-03-01"


def test_the_template_can_be_read_back(capfd: Said, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    assert main(["template", "--out", str(path)]) == 0
    capfd.readouterr()
    code, out, _ = audit(capfd, "--import", path, *GOAL, "--json")
    assert code == 0 and json.loads(out)["records"] == []


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        ([], "is needed"),
        (["a.jsn"], "Did you mean a.json?"),
        (["none/a.json"], "no such file"),
        (["records.xlsx"], "baeum audit --import records.xlsx"),
        (["empty"], "holds no .json"),
        (["empty.json"], "empty.json: "),
        (["empty.jsonl"], "empty.jsonl: "),
        (["a\0.json"], "Cannot be read"),
        (
            ["a.json", "--degree", "bachelor", "--as-of", "2026-01-01"],
            "--as-of, --degree: only with --import",
        ),
        (["a.json", "--import", "records.csv"], "does not go with case files"),
        (
            ["--import", "records.csv", "--goal", "g.json", "--route", "first"],
            "--route: not together with --goal",
        ),
        (["--import", "none.csv", "--degree", "bachelor"], "--major"),
        (["--import", "records.csv", "--goal", "none.json"], "none.json: Cannot be read"),
        (["--import", "records.csv", "--goal", "list.json"], "goal and learner"),
        (["--import", "records.csv", "--goal", "more.json"], "more.json: records"),
    ],
)
def test_mistakes_are_answered_with_help(
    capfd: Said, folder: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], help_: str
) -> None:
    monkeypatch.chdir(folder)
    Path("empty").mkdir()
    for name in ("empty.json", "empty.jsonl"):
        Path(name).touch()
    Path("list.json").write_text("[]")
    Path("more.json").write_text('{"goal": {}, "learner": {}, "records": []}')
    code, out, err = audit(capfd, *words, "--lang", "en")
    assert (code, out) == (2, "") and help_ in err
    assert sheet.exists()


def test_a_misspelt_option(capfd: Said, folder: Path) -> None:
    with pytest.raises(SystemExit) as leaving:
        audit(capfd, folder / "a.json", "--josn", "--lang", "ko")
    assert leaving.value.code == 2 and "혹시 --json 입니까?" in capfd.readouterr().err


def test_a_misspelt_major(capfd: Said, tmp_path: Path) -> None:
    case = changed(goal={**CASES[0]["goal"], "major": "computer-sciense"})
    (tmp_path / "a.json").write_text(json.dumps(case))
    assert "computer-science" in audit(capfd, tmp_path / "a.json", "--lang", "en")[2]
    case["goal"]["major"] = "zzz"
    (tmp_path / "a.json").write_text(json.dumps(case))
    assert "baeum curriculum list" in audit(capfd, tmp_path / "a.json", "--lang", "en")[2]


def test_huge_files_are_not_read_to_the_end(capfd: Said, tmp_path: Path) -> None:
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of holes: reading it all would never end
    line = json.dumps(CASES[1]).encode()
    (tmp_path / "long.jsonl").write_bytes(b" " * 21_000_000 + b"{}\n" + line + b"\n")
    code, out, _ = audit(capfd, tmp_path, "--jsonl")
    codes = [
        answer["errors"][0]["code"] if "errors" in answer else ""
        for answer in map(json.loads, out.splitlines())
    ]
    assert (code, codes) == (2, ["file.large", "file.large", ""])


def test_a_broken_curriculum_of_ours_is_named(
    capfd: Said, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "computer-science.toml").write_text("id = 1")
    monkeypatch.setenv("BAEUM_CURRICULA", str(folder))
    code, out, err = audit(capfd, folder / "a.json")
    assert (code, out) == (2, "") and "computer-science.toml" in err


def test_a_lone_surrogate_stays_json(capfd: Said, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(changed(as_of="\ud800")))
    code, out, _ = audit(capfd, tmp_path / "a.json", "--json")
    assert code == 2 and json.loads(out)["errors"]
