"""Lists of HRD and K-MOOC are read as completions: told by their headers, with errors by row."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from baeum.sheets.completions import Reading, read_completions

ON = date(2026, 11, 26)
HRD = [
    "학습자번호",
    "성명",
    "훈련과정ID",
    "훈련과정 순차",
    "훈련과정명",
    "훈련기관명",
    "훈련시작일",
    "훈련종료일",
    "훈련시간",
    "수료여부",
]
HRD_ROW = [
    "L2026000018",
    "김배움",
    "AIG20260000000001",
    "1",
    "웹 개발",
    "한빛학교",
    "2026-03-02",
    "20260828",
    "480",
    "수료",
]
MOOC = [
    "learner number",
    "learner",
    "id",
    "name",
    "org_name",
    "분야",
    "study_start",
    "study_end",
    "hours",
    "outcome",
]
MOOC_ROW = [
    "L2026000018", "김배움", "course-v1:SNUk+SNU048_011k+2026_T1", "인공지능의 이해",
    "서울대학교", "인문교양", "1772409600", "1781481600", "15", "이수",
]  # fmt: skip


def read(*rows: list[str]) -> Reading:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return read_completions(text.getvalue().encode(), "명단.csv", on=ON)


def codes(reading: Reading) -> list[tuple[int | None, str | None]]:
    return [(one["row"], one["column"]) for one in reading.errors]


def test_a_list_of_vocational_training() -> None:
    reading = read(HRD, HRD_ROW)
    (row,) = reading.rows.values()
    assert (row.title, row.hours, row.field) == ("웹 개발", 480, "vocational")
    assert str(row.began_on) == "2026-03-02" and str(row.ended_on) == "2026-08-28"
    assert row.reference == "HRD-AIG20260000000001-1" and row.course_code == "AIG20260000000001-1"


def test_the_names_of_the_published_format_are_known_too() -> None:
    english = [
        "Learner number",
        "name",
        "trprId",
        "trprDegr",
        "title",
        "subTitle",
        "traStartDate",
        "traEndDate",
    ]
    reading = read([*english, "hours", "outcome", "ncsCd"], [*HRD_ROW, "20010202"])
    assert [row.title for row in reading.rows.values()] == ["웹 개발"], reading.errors


def test_a_list_of_k_mooc_with_days_in_seconds() -> None:
    reading = read(MOOC, MOOC_ROW)
    (row,) = reading.rows.values()
    assert (row.name, row.title, row.hours, row.field) == ("김배움", "인공지능의 이해", 15, "humanities")
    assert (str(row.began_on), str(row.ended_on)) == ("2026-03-02", "2026-06-15")
    assert row.reference == "KMOOC-course-v1:SNUk+SNU048_011k+2026_T1"


def test_the_number_and_day_of_the_certificate_come_first() -> None:
    reading = read([*MOOC, "이수증번호", "이수일"], [*MOOC_ROW, "K-77", "2026-06-20"])
    (row,) = reading.rows.values()
    assert (row.reference, str(row.ended_on)) == ("K-77", "2026-06-20")


@pytest.mark.parametrize("word", ["미수료", "중도탈락", "", "N"])
def test_who_did_not_complete_is_not_registered(word: str) -> None:
    reading = read(HRD, HRD_ROW, [*HRD_ROW[:-1], word])
    assert list(reading.rows) == [2] and codes(reading) == [(3, "수료여부")]
    assert not reading.refused[3]["ended_on"]  # nor by the error sheet, which is our own form


def test_every_error_is_told_with_the_list_s_own_headers() -> None:
    bad = ["", "김배움", "AIG1", "1", "", "한빛학교", "2026-09-01", "어제", "많이", "수료"]
    reading = read(HRD, bad)
    assert codes(reading) == [(2, "학습자번호"), (2, "훈련과정명"), (2, "훈련종료일"), (2, "훈련시간")]
    assert not reading.rows and reading.total == 1


def test_a_list_without_a_needed_column_is_not_read() -> None:
    reading = read(HRD[:-2] + HRD[-1:], HRD_ROW[:-2] + HRD_ROW[-1:])
    assert not reading.total and [one["column"] for one in reading.errors] == ["훈련시간"]
    unknown = read([*HRD, "비밀"], [*HRD_ROW, "x"])
    assert not unknown.total and [one["column"] for one in unknown.errors] == ["비밀"]


def test_twice_the_same_training_of_one_learner_is_an_error() -> None:
    assert [row for row, _ in codes(read(HRD, HRD_ROW, HRD_ROW))] == [3]
