"""Files in and out; hostile and broken input never breaks the page."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile

import pytest
from calculator_visitor import COURSE, Visitor
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from baeum.calculator.examples import example_case
from baeum.calculator.reading import write

CASE = write(example_case("1-first-bachelor"))


def test_a_case_goes_out_and_comes_back_unchanged(example: Visitor, visitor: Visitor) -> None:
    saved = example.download("case.json")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="baeum-case.json"'
    visitor.upload("사례.json", saved.content)
    assert visitor.case == example.case


def test_numbers_stay_exact_on_the_way(visitor: Visitor) -> None:
    visitor.press("source:accredited_course").press("add", **{**COURSE, "r_score": "59.999999999999999999"})
    assert b'"score": 59.999999999999999999' in visitor.download("case.json").content


def test_answers_as_json_xlsx_and_pdf(example: Visitor) -> None:
    answer = json.loads(example.download("answer.json").content)
    assert answer["version"] == 1
    assert {one["id"] for one in answer["records"]} == set(example.records)
    book = CalamineWorkbook.from_filelike(io.BytesIO(example.download("answer.xlsx").content))
    assert book.sheet_names
    pdf = PdfReader(io.BytesIO(example.download("answer.pdf").content))
    assert "정보처리기사" in "".join(page.extract_text() for page in pdf.pages)


def test_an_answer_to_a_case_with_errors_is_the_page_with_its_errors(visitor: Visitor) -> None:
    visitor.post("x", to="/calculator/answer.pdf")
    assert visitor.status == 422
    assert 'href="#g-major"' in visitor.text
    assert visitor.download("case.json").status_code == 200


def test_the_template_can_be_uploaded_as_it_is(visitor: Visitor) -> None:
    template = visitor.client.get("/calculator/template.xlsx")
    assert template.status_code == 200
    visitor.upload("양식.xlsx", template.content)
    assert visitor.status in (200, 422)


def csv_of(records: int = 1, score: str = "88") -> bytes:
    """Records as the project's own writer makes them, read back as CSV."""
    from baeum.sheets.write import write_records

    made = [
        {
            "id": f"c{number}",
            "source": "accredited_course",
            "institution": "한빛",
            "subject": f"과목{number}",
            "credits": 3,
            "score": 88,
            "attendance": 95,
            "ended_on": "2026-02-20",
        }
        for number in range(records)
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_records(made)))
    rows = book.get_sheet_by_index(0).to_python()
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    return "\n".join(lines).replace('"88.0"', f'"{score}"').replace('"88"', f'"{score}"').encode("utf-8-sig")


def test_csv_in_utf8_and_cp949(visitor: Visitor) -> None:
    visitor.upload("기록.csv", csv_of(2))
    assert visitor.status == 200, visitor.text
    assert len(visitor.records) == 2
    visitor.upload("기록.csv", csv_of(3).decode("utf-8-sig").encode("cp949"), mode="replace")
    assert len(visitor.records) == 3


def test_the_same_file_twice_is_no_silent_doubling(visitor: Visitor) -> None:
    visitor.upload("기록.csv", csv_of(2)).upload("기록.csv", csv_of(2), mode="add")
    assert visitor.status == 422
    assert "이미 있는 기록 번호" in visitor.text
    assert len(visitor.records) == 2


def test_a_bad_row_stores_nothing_until_the_visitor_takes_the_good_ones(visitor: Visitor) -> None:
    rows = csv_of(3).decode("utf-8-sig").splitlines()
    rows[-1] = rows[-1].replace("2026-02-20", "어느 날")
    visitor.upload("기록.csv", "\n".join(rows).encode("utf-8-sig"))
    assert visitor.status == 422, visitor.text
    assert visitor.records == []
    assert "잘못 없는 행 2개 보기" in visitor.text
    assert "<li>과목0 · 평가인정 학습과정 · 2026-02-20</li>" in visitor.text
    visitor.press("good-rows")
    assert visitor.status == 200
    assert len(visitor.records) == 2


def test_values_the_rules_refuse_are_found_before_anything_is_put_in(visitor: Visitor) -> None:
    rows = csv_of(4).decode("utf-8-sig").splitlines()
    rows[2] = rows[2].replace('"88"', '"101"')
    rows[-1] = rows[-1].replace("2026-02-20", "2026-02-30")
    visitor.upload("기록.csv", "\n".join(rows).encode("utf-8-sig"))
    assert visitor.status == 422
    assert visitor.records == []
    assert "고칠 곳이 2군데" in visitor.text
    assert "과목1 (c1), 점수" in visitor.text
    assert visitor.press("good-rows").records == ["c0", "c2"]
    assert 'id="problems"' not in visitor.text


def test_an_offer_of_good_rows_ends_with_the_next_step(visitor: Visitor) -> None:
    rows = csv_of(2).decode("utf-8-sig").splitlines()
    visitor.upload("기록.csv", "\n".join([*rows[:2], rows[2].replace("2026-02-20", "x")]).encode())
    assert visitor.form.values["pending"]
    assert "pending" not in visitor.press("show").form.values


def test_files_of_other_kinds_are_told_what_can_be_read(visitor: Visitor) -> None:
    visitor.upload("성적증명서.pdf", b"%PDF-1.7")
    assert visitor.status == 422
    assert ".pdf 파일은 읽지 못합니다" in visitor.text


def deflated(size: int) -> bytes:
    """A zip whose one sheet is very much larger than the file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


HOSTILE = {
    "empty.json": b"",
    "broken.json": b'{"version": 1',
    "deep.json": b"[" * 100_000,
    "list.json": b"[1, 2]",
    "number.json": b"1e309",
    "records.json": b'{"goal": {}, "learner": {}, "choices": {}, "records": [1]}',
    "no-id.json": b'{"goal": {}, "learner": {}, "choices": {}, "records": [{}]}',
    "choices.json": b'{"goal": {}, "learner": {}, "choices": {"take": 1}, "records": []}',
    "degrees.json": b'{"goal": {}, "learner": {"previous_degrees": [1]}, "choices": {}, "records": []}',
    "surrogate.json": CASE.replace("정보처리기사", "\\ud800").encode(),
    "nul.json": CASE.replace("정보처리기사", "\\u0000").encode(),
    "nan.json": CASE.replace('"credits":3', '"credits":NaN', 1).encode(),
    "huge-number.json": CASE.replace('"credits":3', '"credits":' + "9" * 5000, 1).encode(),
    "overflow.json": CASE.replace('"credits":3', '"credits":1e309', 1).encode(),
    "2-63.json": CASE.replace('"credits":3', '"credits":9223372036854775808', 1).encode(),
    "year-0.json": CASE.replace("2026-02-20", "0000-02-20").encode(),
    "version.json": CASE.replace('"version":1', '"version":2').encode(),
    "utf16.json": CASE.encode("utf-16"),
    "bytes.json": bytes(range(256)),
    "empty.xlsx": b"",
    "text.xlsx": b"no zip",
    "bomb.xlsx": deflated(60_000_000),
    "bytes.csv": bytes(range(256)),
    "blank.csv": b"\n\n\n",
    "picture.png": b"\x89PNG\r\n\x1a\n",
    "noname": b"x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_message(visitor: Visitor, name: str) -> None:
    visitor.upload(name, HOSTILE[name])
    assert visitor.status == 422, name
    assert 'id="problems"' in visitor.text
    assert visitor.press("show", g_major="computer-science").status in (200, 422)


def test_a_file_over_the_limit(visitor: Visitor) -> None:
    visitor.upload("large.csv", b"a" * (5 * 1024 * 1024 + 1))
    assert visitor.status == 422
    assert "5 MB" in visitor.text


def test_a_post_over_the_limit_is_a_clear_page(visitor: Visitor) -> None:
    visitor.post("show", case=" " * (5 * 1024 * 1024 + 1))
    assert visitor.status == 400
    assert "너무 크거나" in visitor.text


def test_more_records_than_a_page_can_show(visitor: Visitor) -> None:
    case = json.loads(CASE)
    case["records"] = [{**case["records"][5], "id": f"x{number}"} for number in range(601)]
    visitor.upload("many.json", json.dumps(case).encode())
    assert visitor.status == 422
    assert "baeum audit" in visitor.text


def test_a_case_cut_off_on_the_way_is_reported(visitor: Visitor) -> None:
    visitor.post("show", case='{"version":1')
    assert visitor.status == 422
    assert "고칠 곳이 1군데" in visitor.text


def test_typed_text_is_normalised_and_escaped(visitor: Visitor) -> None:
    typed = "</textarea><script>\x00" + unicodedata.normalize("NFD", "자료") + "\u200b구조"
    visitor.press("source:accredited_course").press("add", **{**COURSE, "r_subject": typed})
    assert visitor.status == 200
    assert visitor.case["records"][0]["subject"] == "</textarea><script>자료구조"
    assert "<script>자료" not in visitor.text
    assert visitor.press("show").status == 422
    assert visitor.case["records"][0]["subject"] == "</textarea><script>자료구조"
