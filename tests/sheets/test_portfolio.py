"""A learning portfolio on paper and as a workbook: whole, tagged, in both languages, never a formula."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from baeum.sheets.portfolio import Portfolio, PortfolioLine, PortfolioPart
from baeum.sheets.portfolio_pdf import portfolio_pdf
from baeum.sheets.portfolio_xlsx import SHEETS, portfolio_xlsx

LINE = PortfolioLine(
    number=7,
    part="special_note",
    kind="봉사활동",
    title="도서관 책 읽어 주기",
    where="한강도서관",
    begins="2024-03-02",
    ends="2024-11-30",
    recorded="2024-12-01",
    credits=None,
    hours=42,
    amount="42시간",
    standing="기관 확인",
    standing_code="institution_confirmed",
    vouched_by="한강평생교육원",
    state="",
    details=(("맡은 일", "그림책"),),
)
PARTS = (
    PortfolioPart("schooling", "학력", 0, 0, 0),
    PortfolioPart("special_note", "특기사항", 1, 0, 42),
)


def portfolio(*lines: PortfolioLine, lang: str = "ko") -> Portfolio:
    facts = (("이름", "김나리"), ("학습자번호", "L0123456789"))
    return Portfolio(lang, date(2026, 11, 21), "모든 줄", facts, PARTS, lines)


def pdf_text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_the_paper_says_everything_of_a_line() -> None:
    text = pdf_text(portfolio_pdf(portfolio(LINE)))
    for part in (
        LINE.title,
        LINE.where,
        LINE.begins,
        LINE.ends,
        LINE.amount,
        LINE.vouched_by,
        "그림책",
        "김나리",
    ):
        assert part in text, part
    assert "이 영역에는 줄이 없습니다." in text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_paper_is_tagged_and_names_its_language(lang: str) -> None:
    root = PdfReader(io.BytesIO(portfolio_pdf(portfolio(LINE, lang=lang)))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(lang)
    assert "/StructTreeRoot" in root


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    assert portfolio_pdf(portfolio(LINE)) == portfolio_pdf(portfolio(LINE))


def test_many_lines_and_letters_that_the_fonts_lack() -> None:
    lines = [replace(LINE, number=n, title=f"#import {n} " + "가𠀀W" * 60) for n in range(120)]
    text = pdf_text(portfolio_pdf(portfolio(*lines)))
    assert "#import 119" in text
    assert "글꼴에 없는 글자" in text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_workbook_has_numbers_as_numbers_and_no_formula(lang: str) -> None:
    line = replace(LINE, title="=1+1", where="@SUM(A1)")
    book = CalamineWorkbook.from_filelike(io.BytesIO(portfolio_xlsx(portfolio(line, lang=lang))))
    assert tuple(book.sheet_names) == SHEETS[lang]
    rows = book.get_sheet_by_index(1).to_python()
    assert rows[1][0] == 7 and rows[1][9] == 42 and rows[1][8] == ""
    assert rows[1][3] == "'=1+1" and rows[1][4] == "'@SUM(A1)"


def test_an_empty_account_is_a_paper_too() -> None:
    assert pdf_text(portfolio_pdf(portfolio())).count("이 영역에는 줄이 없습니다.") == 2
    assert portfolio_xlsx(portfolio())
