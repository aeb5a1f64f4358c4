"""Sheets of completions: what is read, and every error with its row, column, value and remedy."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date
from typing import Any

import pytest
import python_calamine
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from baeum.sheets.completion import Completion
from baeum.sheets.completion_template import completion_template, error_sheet
from baeum.sheets.completions import Reading, read_completions

ON = date(2026, 11, 21)
ENDED = date(2026, 6, 19)
HEAD = "학습자번호,성명,과정명,과정 코드,분야,시작일,종료일,이수 시간,학점,성적,비고,기관 관리 번호"
GOOD = "L-1,김배움,생활 속 인공지능,AI-101,직업능력,2026-03-02,2026.06.19.,30,,92,,R-1"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def read(data: bytes, filename: str = "a.csv") -> Reading:
    return read_completions(data, filename, on=ON)


def told(reading: Reading) -> list[tuple[int | None, str | None, str]]:
    return [(one["row"], one["column"], one["value"]) for one in reading.errors]


def workbook(rows: list[list[Any]], sheet: str = "이수 내역") -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(at, place, value, day)
                elif isinstance(value, str) and value.startswith("="):
                    page.write_formula(at, place, value, None, "")
                else:
                    page.write(at, place, value)
    return target.getvalue()


def test_a_row_is_a_completion() -> None:
    reading = read(csv(GOOD))
    assert reading.errors == ()
    assert reading.rows == {
        2: Completion(
            learner_number="L-1",
            name="김배움",
            title="생활 속 인공지능",
            course_code="AI-101",
            field="vocational",
            began_on=date(2026, 3, 2),
            ended_on=date(2026, 6, 19),
            hours=30,
            grade="92",
            reference="R-1",
        )
    }
    assert Completion.of(reading.rows[2].document()) == reading.rows[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_encodings(encoding: str) -> None:
    reading = read(f"{HEAD}\r\n{GOOD}\r\n".encode(encoding))
    assert (reading.errors, len(reading.rows)) == ((), 1)


@pytest.mark.parametrize("day", ["2026-06-19", "2026.06.19.", "2026. 6. 19.", "20260619", "2026/6/19"])
def test_days(day: str) -> None:
    assert read(csv(GOOD.replace("2026.06.19.", day))).rows[2].ended_on == date(2026, 6, 19)


def test_names_are_nfc_and_codes_keep_their_zeros() -> None:
    row = unicodedata.normalize("NFD", GOOD.replace("AI-101", "007"))
    found = read(csv(row)).rows[2]
    assert (found.name, found.course_code) == ("김배움", "007")


def test_english_headers_and_words_and_semicolons() -> None:
    head = "Learner number;Name;Course title;Field;Ended;Hours;Reference"
    reading = read(csv("L-1;Kim;AI;Civic participation;2026-06-19;3;R", head=head))
    assert (reading.errors, reading.rows[2].field) == ((), "civic")


def test_an_xlsx_with_true_dates_and_numbers() -> None:
    head = HEAD.split(",")
    row = [
        "L-1",
        "김배움",
        "과정",
        7,
        "시민참여",
        date(2026, 3, 2),
        date(2026, 6, 19),
        30,
        3,
        92.5,
        "",
        20260101,
    ]
    found = read(workbook([head, row]), "a.xlsx").rows[2]
    assert (found.ended_on, found.hours, found.credits) == (ENDED, 30, 3)
    assert (found.grade, found.course_code, found.reference) == ("92.5", "7", "20260101")


def test_every_error_at_once_with_row_column_and_value() -> None:
    reading = read(
        csv(
            GOOD,
            ",,,,요리,2026-07-01,2026-06-19,서른,,92,,",
            "L-2,이바다,과정,,시민참여,2026-07-01,2026-06-19,10000,,,,R-2",
            "L-3,박하늘,과정,,시민참여,,2026-11-22,,,,,R-3",
            "L-4,박하늘,과정,,시민참여,,1926-11-22,3,,,,R-4",
            "L-5,=1+1,과정,,시민참여,,2026-02-30,3,,,,R-5",
            GOOD,
        )
    )
    assert told(reading) == [
        (3, "학습자번호", ""),
        (3, "성명", ""),
        (3, "과정명", ""),
        (3, "분야", "요리"),
        (3, "이수 시간", "서른"),
        (3, "기관 관리 번호", ""),
        (3, "시작일", "2026-07-01"),
        (4, "이수 시간", "10000"),
        (4, "시작일", "2026-07-01"),
        (5, "종료일", "2026-11-22"),
        (5, "이수 시간", ""),
        (6, "종료일", "1926-11-22"),
        (7, "성명", "=1+1"),
        (7, "종료일", "2026-02-30"),
        (8, "기관 관리 번호", "R-1"),
    ]
    assert list(reading.rows) == [2]
    assert list(reading.refused) == [3, 4, 5, 6, 7, 8]
    for one in reading.errors:
        assert one["ko"].endswith(".")
        assert one["en"].endswith(".")


def test_a_formula_without_a_result_is_told() -> None:
    head = HEAD.split(",")
    row = ["L-1", "김배움", "=A1", "", "시민참여", "", date(2026, 6, 19), 30, "", "", "", "R"]
    reading = read(workbook([head, row]), "a.xlsx")
    assert told(reading) == [(2, "과정명", "")]
    assert "수식" in reading.errors[0]["ko"]


def test_a_long_text_and_a_control_character_are_told() -> None:
    reading = read(csv(GOOD.replace("생활 속 인공지능", "가" * 201), GOOD.replace("김배움", "김\x07배움")))
    assert [(row, column) for row, column, _ in told(reading)] == [(2, "과정명"), (3, "성명")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
        HEAD.encode(),
        "성명,과정명,종료일\nㄱ,ㄴ,2026-01-01".encode(),
        csv(GOOD, head=HEAD + ",모르는 열"),
        csv(GOOD, head=HEAD + ",성명"),
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0" + b"0" * 600,
        '학습자번호,성명\n"닫히지 않은'.encode(),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_of_it_is_taken(data: bytes) -> None:
    for filename in ("a.csv", "a.xlsx"):
        reading = read(data, filename)
        assert reading.total == 0
        assert reading.errors
        assert all(one["ko"] and one["en"] for one in reading.errors)


def test_a_zip_bomb_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 200_000_000)
    assert "MB" in read(target.getvalue(), "a.xlsx").errors[0]["ko"]


def test_more_rows_than_are_read() -> None:
    reading = read(csv(*[f"L,N,T,,시민참여,,2026-06-19,1,,,,R{n}" for n in range(20_001)]))
    assert (reading.total, len(reading.errors)) == (0, 1)
    assert "20,001" in reading.errors[0]["en"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_template_is_read_once_it_is_filled_in(lang: str) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(completion_template(lang)))
    sheets = [book.get_sheet_by_index(n).to_python(skip_empty_area=False) for n in range(4)]
    form, example = sheets[0], sheets[2]
    filled = read(workbook([*form, *example[2:]], book.sheet_names[0]), "a.xlsx")
    assert filled.errors == ()
    assert [one.field for one in filled.rows.values()] == ["vocational", "civic"]
    empty = read(completion_template(lang), "a.xlsx")  # the example does not count
    assert (empty.total, len(empty.errors)) == (0, 1)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_error_sheet_is_guarded_and_read_again(lang: str) -> None:
    bad = "L-2,@SUM(A1),과정,,시민참여,,2026-06-31,3,,,-1+2,R-2"
    reading = read(csv(GOOD, bad))
    data = error_sheet(reading.refused, reading.errors, lang)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[2][1] == "'@SUM(A1)"
    assert rows[2][10] == "'-1+2"
    assert rows[2][12] == 3.0
    assert rows[2][6] == "2026-06-31"
    assert ("달력" if lang == "ko" else "calendar") in str(rows[2][13])
    again = read(data, "a.xlsx")
    assert [(one["row"], one["value"]) for one in again.errors] == [(3, "2026-06-31")]
    corrected = read(workbook([*rows[:2], [*rows[2][:6], "2026-06-30", *rows[2][7:]]]), "a.xlsx")
    assert corrected.errors == ()
    assert corrected.rows[3].note == "-1+2"


def test_the_error_sheet_of_a_file_that_cannot_be_read_says_why() -> None:
    reading = read(b"")
    data = error_sheet(reading.refused, reading.errors, "en")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert "empty" in str(rows[2][13])
