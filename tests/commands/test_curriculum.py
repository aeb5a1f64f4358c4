"""``baeum curriculum``: a table becomes files that the rules read; nothing is written if a row is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from baeum.cli import main
from baeum_rules.curricula import load_curriculum

Said = pytest.CaptureFixture[str]
HEAD = "학사명,전공명,과목명,전공구분,강의시간,실습시간\n"
TABLE = HEAD + "공학사,컴퓨터공학,자료구조,전공필수,3,0\n공학사,컴퓨터공학,운영체제실습,전공선택,1,4\n"
TWO = TABLE + "문학사,국어국문학,국어학개론,전공필수,3,0\n"


def read(said: Said, folder: Path, data: bytes, *words: str, name: str = "t.csv") -> tuple[int, str, str]:
    path = folder / name
    path.write_bytes(data)
    code = main(["curriculum", "import", str(path), "--out", str(folder / "out"), "--lang", "en", *words])
    out, err = said.readouterr()
    return code, out, err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_csv_in_every_encoding(capfd: Said, tmp_path: Path, encoding: str) -> None:
    code, out, err = read(capfd, tmp_path, TABLE.encode(encoding))
    assert (code, err) == (0, "") and "컴퓨터공학-bachelor.toml" in out
    found = load_curriculum("컴퓨터공학-bachelor", folder=tmp_path / "out")
    assert (found.required, found.elective, found.source) == (("자료구조",), ("운영체제실습",), "t.csv")
    assert [row.credits(2) for row in found.hours] == [3, 3]


def test_xlsx(capfd: Said, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "made.xlsx")
    sheet = book.add_worksheet()
    for number, line in enumerate(TABLE.splitlines()):
        for place, cell in enumerate(line.split(",")):
            sheet.write(number, place, int(cell) if cell.isdecimal() else cell)
    book.close()
    data = (tmp_path / "made.xlsx").read_bytes()
    code, _, err = read(capfd, tmp_path, data, "--id", "computer-engineering", name="t.xlsx")
    assert (code, err) == (0, "")
    assert load_curriculum("computer-engineering", folder=tmp_path / "out").required == ("자료구조",)


def test_all_row_errors_and_no_file(capfd: Said, tmp_path: Path) -> None:
    table = HEAD + "공학사,컴퓨터공학,자료구조,전공,3,0\n공학사,,운영체제,전공선택,세,1\n"
    code, out, err = read(capfd, tmp_path, table.encode())
    assert (code, out) == (2, "") and not (tmp_path / "out").exists()
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "row 2, 전공구분",
        "row 3, 강의시간",
        "row 3, 전공명",
    ]


def test_a_formula_without_result_is_no_empty_cell(capfd: Said, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "made.xlsx")
    sheet = book.add_worksheet()
    for number, line in enumerate(TABLE.splitlines()):
        sheet.write_row(number, 0, line.split(","))
    sheet.write_formula(1, 5, "=1+1", None, "")
    book.close()
    code, _, err = read(capfd, tmp_path, (tmp_path / "made.xlsx").read_bytes(), name="t.xlsx")
    assert code == 2 and "row 2, 실습시간" in err


def test_files_are_not_overwritten_unasked(capfd: Said, tmp_path: Path) -> None:
    assert read(capfd, tmp_path, TABLE.encode())[0] == 0
    code, _, err = read(capfd, tmp_path, TABLE.encode())
    assert code == 2 and "--force" in err
    assert read(capfd, tmp_path, TABLE.encode(), "--force")[0] == 0


@pytest.mark.parametrize(
    ("table", "words", "said"),
    [
        (TWO, ("--id", "a"), "컴퓨터공학, 국어국문학"),
        (TABLE, ("--id", "../a"), "only letters, digits"),
        (TABLE + "이학사,컴퓨터공학,자료구조,전공필수,3,0\n", (), "same id"),
        ("", (), "empty"),
    ],
)
def test_refusals(capfd: Said, tmp_path: Path, table: str, words: tuple[str, ...], said: str) -> None:
    code, _, err = read(capfd, tmp_path, table.encode(), *words)
    assert code == 2 and said in err and not (tmp_path / "out").exists()


def test_two_majors_are_two_files(capfd: Said, tmp_path: Path) -> None:
    assert read(capfd, tmp_path, TWO.encode())[0] == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "국어국문학-bachelor.toml",
        "컴퓨터공학-bachelor.toml",
    ]


def test_files_and_folders_that_cannot_be_used(capfd: Said, tmp_path: Path) -> None:
    assert (
        main(["curriculum", "import", str(tmp_path / "none.csv"), "--out", str(tmp_path), "--lang", "ko"])
        == 2
    )
    assert "읽을 수 없습니다" in capfd.readouterr().err
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    code, _, err = read(capfd, tmp_path, TABLE.encode())
    assert code == 2 and "cannot be written" in err


def test_list(capfd: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["curriculum", "list", "--lang", "ko"]) == 0
    assert "아동학" in capfd.readouterr().out
    assert main(["curriculum", "list", "--json"]) == 0
    assert {
        "id": "psychology",
        "ko": "심리학",
        "en": "Psychology",
        "degree": "bachelor",
        "sample": True,
    } in json.loads(capfd.readouterr().out)
    (tmp_path / "bad.toml").write_text("x", encoding="utf-8")
    monkeypatch.setenv("BAEUM_CURRICULA", str(tmp_path))
    assert main(["curriculum", "list"]) == 2
