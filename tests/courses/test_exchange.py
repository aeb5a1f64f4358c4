"""Published values, rows and files: what they say is kept, and what is wrong is told with its place."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from baeum.courses.exchange import values
from baeum.courses.exchange.checking import check
from baeum.courses.exchange.files import FileFault, opened
from baeum.courses.exchange.formats import HRD, STANDARD
from baeum.courses.exchange.rows import Published, RowError, natural_key, read_row

from .published import api_row, csv_file, row, training

ON = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("월+수", (1, 3)),
        ("월,수,금", (1, 3, 5)),
        ("월~금", (1, 2, 3, 4, 5)),
        ("토~월", (1, 6, 7)),
        ("매주 토요일", (6,)),
        ("주말", (6, 7)),
        ("평일", (1, 2, 3, 4, 5)),
        ("매일", (1, 2, 3, 4, 5, 6, 7)),
        ("추후 공지", ()),
        ("", ()),
    ],
)
def test_weekdays(text: str, days: tuple[int, ...]) -> None:
    assert values.weekdays_in(text) == days


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("50000", 50000),
        ("50,000원", 50000),
        ("5만원", 50000),
        ("무료", 0),
        ("0", 0),
        ("", None),
        ("20명", 20),
    ],
)
def test_amounts(text: str, won: int | None) -> None:
    assert values.an_amount(text) == won


@pytest.mark.parametrize("text", ["-1", "5,00", "1e9", "NaN", "99999999999", "오만원", "1.5"])
def test_no_amounts(text: str) -> None:
    with pytest.raises(values.Wrong):
        values.an_amount(text)


def good(found: Published | list[RowError]) -> Published:
    assert isinstance(found, Published), found
    return found


def test_a_row_of_the_standard() -> None:
    found = good(read_row(STANDARD, 1, row(), ON))
    assert (found.course.title, found.course.mode, found.institution) == (
        "바리스타 2급",
        "offline",
        "표본평생학습관",
    )
    said = found.offering
    assert (said.begins, said.starts_at, said.weekdays, said.fee) == (
        date(2026, 12, 1),
        time(10),
        (1, 3),
        50000,
    )
    assert said.region == "11110" and found.declared_account and not found.declared_credit_bank
    assert found.others["provider_name"] == "서울특별시 종로구"
    assert good(read_row(STANDARD, 1, api_row(), ON)) == found


def test_every_error_of_a_row_is_told_with_its_column() -> None:
    wrong = read_row(
        STANDARD, 7, row(begins="내일", fee="비쌈", mode="텔레파시", declared_account="?", title=""), ON
    )
    assert isinstance(wrong, list)
    assert {(one.row, one.column) for one in wrong} == {
        (7, "교육시작일자"),
        (7, "수강료"),
        (7, "교육방법구분"),
        (7, "평생학습계좌제평가인정여부"),
        (7, "강좌명"),
    }
    later = read_row(STANDARD, 1, row(ends="2026-01-01"), ON)
    assert isinstance(later, list) and later[0].column == "교육종료일자" and "2026-01-01" in later[0].ko


def test_a_row_of_the_training_list() -> None:
    found = good(read_row(HRD, 1, training(), ON))
    assert (found.key, found.course_code) == ("AIG20260000000001:1", "AIG20260000000001")
    assert found.offering.weekdays == (1, 2, 3, 4, 5) and found.offering.region == "11680"
    assert found.course.field_code == "vocational" and found.others["eiEmplRate3"] == "A"


@pytest.mark.parametrize("other", ["institution", "title", "begins", "venue"])
def test_each_of_the_four_tells_offerings_apart(other: str) -> None:
    changed = {"institution": "다른 기관", "title": "다른 강좌", "begins": "2026-12-02", "venue": "4강의실"}
    same = good(read_row(STANDARD, 1, row(), ON)).key
    assert good(read_row(STANDARD, 1, row(fee="0", instructor="이둘"), ON)).key == same
    assert good(read_row(STANDARD, 1, row(**{other: changed[other]}), ON)).key != same


def test_spelling_does_not_tell_them_apart() -> None:
    day = date(2026, 12, 1)
    assert natural_key("표본 학습관", "바리스타2급", day, "3강의실") == natural_key(
        "표본학습관", "바리스타 2급", day, "3 강의실"
    )


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_csv_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    file = opened(write(tmp_path, "a.csv", csv_file([row(), row(venue="2")]).encode(encoding)))
    assert file.source == STANDARD and len(list(file.rows())) == 2
    assert check(file, ON).errors == []


XML = (
    "<HRDNet><srchList><scn_list><title>가</title><trprId>1</trprId><trprDegr>1</trprDegr>"
    "<subTitle>나</subTitle><traStartDate>2026-12-01</traStartDate></scn_list></srchList></HRDNet>"
)


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("a.json", json.dumps({"fields": [], "records": [row()]}), STANDARD),
        ("a.json", json.dumps({"response": {"header": {}, "body": {"items": [api_row()]}}}), STANDARD),
        ("b.json", json.dumps({"scn_cnt": 1, "srchList": [training()]}), HRD),
        ("b.json", json.dumps({"returnJSON": json.dumps({"srchList": [training()]})}), HRD),
        ("c.xml", XML, HRD),
    ],
)
def test_json_and_xml_as_published(tmp_path: Path, name: str, content: str, source: str) -> None:
    file = opened(write(tmp_path, name, content))
    assert file.source == source
    checked = check(file, ON)
    assert (checked.rows, checked.errors) == (1, [])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "", "empty"),
        ("a.csv", "   \n", "empty"),
        ("a.csv", csv_file([]), "no row"),
        ("a.csv", "이름,값\n가,1\n", "강좌명"),
        ("a.csv", b"\xff\xfe\x00\x01", "UTF-8"),
        ("a.json", "{", "JSON"),
        ("a.json", '{"rows": []}', "records"),
        ("a.json", "[" * 100_000, "JSON"),
        ("a.xml", "<a><b></a>", "XML"),
        ("a.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "DTD"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: Any, told: str) -> None:
    with pytest.raises(FileFault) as fault:
        list(opened(write(tmp_path, name, content)).rows())
    assert told in fault.value.en and name in fault.value.ko


def test_a_slip_in_the_path_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    write(tmp_path, "courses.csv", "x")
    with pytest.raises(FileFault, match=r"course\.csv.*courses\.csv\?"):
        opened(tmp_path / "course.csv")
    with pytest.raises(FileFault):
        opened(tmp_path)


def test_rows_that_say_the_same_and_rows_that_contradict(tmp_path: Path) -> None:
    file = opened(write(tmp_path, "a.csv", csv_file([row(), row(), row(fee="0"), row(title="")])))
    checked = check(file, ON)
    assert checked.repeated == {2} and checked.wrong_rows == {3, 4}
    assert "row 1" in checked.errors[0].en and checked.errors[0].row == 3
