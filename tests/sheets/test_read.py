"""Reading sheets: what is accepted, exactly; and what is refused, with its row, column and remedy."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from baeum.sheets.read import read_records
from baeum.sheets.template import EXAMPLES, template
from baeum.sheets.write import write_records

MIDNIGHT = datetime(2026, 6, 20)  # noqa: DTZ001  a spreadsheet knows no time zones
MORNING = datetime(2026, 6, 20, 9, 30)  # noqa: DTZ001
HEAD = ["번호", "학점원", "기관명", "과목명", "학점", "점수", "출석률", "종료일"]
ROW = ["a1", "평가인정", "한빛평생교육원", "자료구조", 3, 59.9, 80, "2026-06-20"]
RECORD = {
    "id": "a1", "source": "accredited_course", "institution": "한빛평생교육원", "subject": "자료구조",
    "credits": 3, "score": Decimal("59.9"), "attendance": 80, "ended_on": "2026-06-20",
}  # fmt: skip


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook by the library, with true dates and numbers."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write(number, place, cell, day if isinstance(cell, date) else None)
    return target.getvalue()


def read_one(**changes: Any) -> tuple[list[dict[str, Any]], list[Any]]:
    """Read a sheet of one row in which some columns were changed."""
    head, row = list(HEAD), list(ROW)
    for name, value in changes.items():
        if name in head:
            row[head.index(name)] = value
        else:
            head.append(name)
            row.append(value)
    return read_records(book(("Sheet1", [head, row])), "x.xlsx")


def test_a_row_is_read_exactly() -> None:
    records, errors = read_one()
    assert (records, errors) == ([RECORD], [])
    assert isinstance(records[0]["score"], Decimal) and type(records[0]["attendance"]) is int


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(map(str, line)) for line in (HEAD, ROW)) + "\r\n"
    assert read_records(text.encode(encoding), "x.csv") == ([RECORD], [])


@pytest.mark.parametrize(
    "cell",
    [
        "2026-06-20", "2026.06.20.", "2026. 6. 20.", "2026.6.20", "20260620", "2026/6/20", "2026년 6월 20일",
        20260620, date(2026, 6, 20), MIDNIGHT, "２０２６-０６-２０",
    ],
)  # fmt: skip
def test_dates(cell: Any) -> None:
    assert read_one(종료일=cell) == ([RECORD], [])


@pytest.mark.parametrize(
    "cell",
    ["2026-02-30", "0000-01-01", "10000-01-01", "26-06-20", "6/20/2026", "2026-06", 46193, True, "내일",
     MORNING, "2026-06-20T00:00:00"],
)  # fmt: skip
def test_dates_that_are_none(cell: Any) -> None:
    records, errors = read_one(종료일=cell)
    assert records == []
    assert [(error["row"], error["column"]) for error in errors] == [(2, "종료일")]
    assert "2026-11-21" in errors[0]["ko"] and "2026-11-21" in errors[0]["en"]


def test_year_9999_is_a_date_for_the_engine_to_judge() -> None:
    assert read_one(종료일="9999-12-31")[0][0]["ended_on"] == "9999-12-31"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (3.0, 3),
        ("3", 3),
        ("3학점", 3),
        ("３", 3),
        (-1, -1),
        (0, 0),
        (9223372036854775807, None),
        ("9223372036854775808", 2**63),
    ],
)
def test_credits(cell: Any, value: int | None) -> None:
    records, errors = read_one(학점=cell)
    assert errors == []
    if value is not None:
        assert records[0]["credits"] == value and type(records[0]["credits"]) is int


@pytest.mark.parametrize(
    "cell",
    ["세", "3.5", 3.5, "1e309", "NaN", "inf", "1,000", "3²", "①", "=1+2", True, date(2026, 3, 1), "--3"],
)
def test_credits_that_are_none(cell: Any) -> None:
    records, errors = read_one(학점=cell) if cell != "=1+2" else read_records(_csv_with("=1+2"), "x.csv")
    assert records == [] and [error["column"] for error in errors] == ["학점"]


def _csv_with(credits: str) -> bytes:
    return "\n".join([",".join(HEAD), ",".join(map(str, [*ROW[:4], credits, *ROW[5:]]))]).encode()


def test_percent_cells_mean_what_they_show() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        sheet = made.add_worksheet()
        percent, odd = made.add_format({"num_format": "0%"}), made.add_format({"num_format": "0.0##%"})
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        sheet.write_number(1, 6, 0.8, percent)
        sheet.write_row(2, 0, ["a2", *ROW[1:]])
        sheet.write_number(2, 6, 0.7995, odd)
        sheet.write_row(3, 0, ["a3", *ROW[1:]])
        sheet.write_number(3, 6, 0.8)
    records, errors = read_records(target.getvalue(), "x.xlsx")
    assert errors == []
    assert [record["attendance"] for record in records] == [80, Decimal("79.95"), Decimal("0.8")]


def test_formulas_count_by_their_result_and_are_refused_without_one() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for row, value in ((1, 3), (2, ""), (3, "#REF!")):
            sheet.write_row(row, 0, [f"a{row}", *ROW[1:]])
            sheet.write_formula(row, 4, "=1+2", None, value)
    records, errors = read_records(target.getvalue(), "x.xlsx")
    assert [(record["id"], record["credits"]) for record in records] == [("a1", 3)]
    assert [(error["row"], error["column"]) for error in errors] == [(3, "학점"), (4, "학점")]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("예", True), ("O", True), ("○", True), ("y", True), ("TRUE", True), (True, True), (1, True),
     ("아니오", False), ("아니요", False), ("X", False), ("n", False), (False, False), (0, False)],
)  # fmt: skip
def test_flags(cell: Any, value: bool) -> None:
    record = {**EXAMPLES[1]}
    head = [
        "번호",
        "학점원",
        "기관명",
        "학교 구분",
        "학적",
        "졸업일",
        "과목",
        "학점",
        "등급",
        "종강일",
        "이수구분",
        "동일과정",
    ]
    row = [
        "r2",
        "전적대",
        "새봄대학교",
        "4년제",
        "중퇴",
        "2019-08-31",
        "이산수학",
        3,
        "b+",
        "2018.12.20",
        "전필",
        cell,
    ]
    records, errors = read_records(book(("S", [head, row])), "x.xlsx")
    assert (records, errors) == ([record | {"same_program": value}], [])


def test_all_errors_at_once_and_good_rows_kept() -> None:
    rows = [
        HEAD,
        ROW,
        ["a2", "평가인정", "기관", "", "셋", 70, 80, "어제"],
        [],
        ["a3", "모름", *ROW[2:]],
        ["", *ROW[1:]],
    ]
    records, errors = read_records(book(("S", rows)), "x.xlsx")
    assert [record["id"] for record in records] == ["a1", "r6"]
    assert [(error["row"], error["column"]) for error in errors] == [
        (3, "학점"), (3, "종료일"), (3, "과목명"), (5, "학점원"),
    ]  # fmt: skip
    assert all(error["ko"] and error["en"] for error in errors)


def test_an_id_given_elsewhere_is_not_given_again() -> None:
    rows = [HEAD, ["r3", *ROW[1:]], ["", *ROW[1:]]]
    assert [record["id"] for record in read_records(book(("S", rows)), "x.xlsx")[0]] == ["r3", "r3_"]


def test_unknown_header_asks_did_you_mean() -> None:
    _, errors = read_one(출석률율=1)
    assert [(error["row"], error["column"]) for error in errors] == [(1, "출석률율")]
    assert "'출석률'" in errors[0]["ko"] and "'Attendance'" in errors[0]["en"]


def test_header_twice_and_values_without_a_header() -> None:
    _, errors = read_records(book(("S", [[*HEAD, "학점수", ""], [*ROW, 3, "x"]])), "x.xlsx")
    assert [error["column"] for error in errors] == ["학점수", "J"]


def test_a_field_of_another_source_is_refused() -> None:
    records, errors = read_one(자격명="정보처리기사")
    assert records == [] and [(error["row"], error["column"]) for error in errors] == [(2, "자격명")]


def test_text_is_nfc_without_zero_width_marks() -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "자료구조")
    assert read_one(과목명=f" \u200b{decomposed}\ufeff\n") == ([RECORD], [])


@pytest.mark.parametrize("text", ["자료\x07구조", "a\x00b"])
def test_control_characters_are_named(text: str) -> None:
    lines = [",".join(HEAD), ",".join(map(str, [*ROW[:3], text, *ROW[4:]]))]
    records, errors = read_records("\n".join(lines).encode(), "x.csv")
    assert records == [] and [(error["row"], error["column"]) for error in errors] == [(2, "과목명")]


def test_header_below_a_title_and_on_another_sheet() -> None:
    notes = ("안내", [["이 파일은"], ["연습입니다"]])
    data = ("자료", [["2026년 이수 현황"], [], HEAD, ROW])
    assert read_records(book(notes, data), "x.xlsx") == ([RECORD], [])


def test_two_sheets_with_records_are_not_chosen_between() -> None:
    records, errors = read_records(book(("가", [HEAD, ROW]), ("나", [HEAD, ROW])), "x.xlsx")
    assert records == [] and "가, 나" in errors[0]["ko"] and "가, 나" in errors[0]["en"]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_template_reads_as_empty_and_its_examples_as_written(lang: str) -> None:
    assert read_records(template(lang), "t.xlsx") == ([], [])
    assert read_records(write_records(EXAMPLES, lang), "t.xlsx") == ([dict(one) for one in EXAMPLES], [])


def test_columns_are_named_as_the_sheet_names_them() -> None:
    rows = [
        ["Record id", "Source", "Institution", "Course", "Credits"],
        ["1", "Accredited course", "A", "B", "x"],
    ]
    _, errors = read_records(book(("S", rows)), "x.xlsx")
    assert [error["column"] for error in errors] == ["Credits", "Score", "Attendance", "Ended on"]
    assert errors[0]["en"] == "Must be a whole number (such as 3). Found: x."
