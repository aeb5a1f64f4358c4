"""Answers on paper and in a workbook: what they say, in which language, and that nobody's text is markup."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum.sheets.answer_pdf import answer_pdf
from baeum.sheets.answer_xlsx import SHEETS, answer_xlsx
from baeum.sheets.cells import GUARDED
from baeum.sheets.glyphs import FONTS, MISSING, covered, printable
from baeum.sheets.view import view

from .answers import REASONS, made

HOSTILE = [
    *(
        "#panic()",
        '#panic("x")',
        "$x^2$",
        "\\",
        "*굵게*",
        "_a_",
        "`raw`",
        "<label>",
        "@ref",
        "// c",
        "/* d */",
    ),
    *(
        "= 제목",
        "#sys.inputs",
        "]",
        "[",
        "{",
        "漢字 大學校",
        "😀👩\u200d💻",
        "\ud800",
        "\x00\x1b",
        "\u202e뒤집기",
    ),
    *("=1+1", "+1", "-1", "@A1", "가" * 10_000, "A" * 10_000, " ", ""),
]


def text_of(pdf: bytes) -> str:
    """All text of a PDF, without white space and zero-width marks."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return "".join("".join(pages).replace("\u200b", "").split())


def cells(book: bytes) -> Iterator[object]:
    """Every cell of a workbook."""
    opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book))
    for name in opened.sheet_names:
        for row in opened.get_sheet_by_name(name).to_python():
            yield from row


@pytest.mark.parametrize(
    ("lang", "title", "short"),
    [("ko", "학점인정예상결과", "부족"), ("en", "Expectedcreditrecognition", "Short")],
)
def test_the_paper_says_everything_and_what_it_is_not(lang: str, title: str, short: str) -> None:
    case, answer = made(5)
    text = text_of(answer_pdf(case, answer, lang))
    for wanted in (title, short, "140", "103", "37", "2026-11-01"):
        assert wanted in text
    assert ("결정이아닙니다" if lang == "ko" else "notanofficialdecision") in text
    for number, row in enumerate(answer["records"], start=1):
        assert f"알고리즘{number}" in text and row["id"] in text
    for reason in REASONS.values():
        assert "".join(str(reason[lang]).split()) in text
        assert "".join(str(reason["clause"]).split()) in text
    for note in answer["notes"]:
        assert "".join(note[lang].split()) in text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_paper_is_tagged_titled_and_in_its_language(lang: str) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(answer_pdf(*made(3), lang)))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"].split("-")[0] == lang
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in metadata and "<pdfaid:part>3" in metadata.replace("\n", "")
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all("PretendardGOV" in font for font in fonts)


def test_eighty_records_take_several_numbered_pages() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(answer_pdf(*made(80), "ko")))
    assert len(pdf.pages) > 3
    for number, page in enumerate(pdf.pages, start=1):
        assert f"{number}/{len(pdf.pages)}쪽" in "".join(page.extract_text().split())


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert answer_pdf(*made(3), "ko") == answer_pdf(*made(3), "ko")


def test_no_records_is_an_answer_too() -> None:
    assert "학습기록이없습니다" in text_of(answer_pdf(*made(0), "ko"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_type_is_never_markup(text: str) -> None:
    case, answer = made(3, subject=text, institution=text, id=text or "r1")
    case["goal"] |= {"major": text or "x", "conferring_university": text}
    answer["notes"].append({"record": None, "code": "x", "ko": text, "en": text})
    shown = text_of(answer_pdf(case, answer, "ko"))
    assert "".join(printable(text[:100]).split()) in shown
    for cell in cells(answer_xlsx(case, answer, "ko")):
        assert not isinstance(cell, str) or not cell or cell[0] not in GUARDED


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text: str) -> None:
    case, answer = made(1, subject=text, institution=text)
    assert answer_pdf(case, answer, "en").startswith(b"%PDF")
    assert answer_xlsx(case, answer, "en").startswith(b"PK")


def test_the_fonts_cover_hangul_and_the_mark_for_what_they_lack() -> None:
    for font in sorted(path.name for path in FONTS.glob("*.otf")):
        assert all(covered(chr(code), font) for code in range(0xAC00, 0xD7A4))
        assert all(covered(c, font) for c in MISSING + "…·–ㆍ「」")
    assert (FONTS / "OFL.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE") > 0


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_workbook_holds_every_line_of_the_view(lang: str) -> None:
    case, answer = made(7)
    shown, found = view(case, answer, lang), list(cells(answer_xlsx(case, answer, lang)))
    opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer_xlsx(case, answer, lang)))
    assert tuple(opened.sheet_names) == SHEETS[lang]
    for row in shown.requirements:
        assert row.name in found and row.need in found and row.have in found
    for line in shown.lines:
        assert line.id in found and line.name in found and line.verdict in found
        assert "\n".join(line.reasons) in found and "\n".join(line.clauses) in found
    assert shown.words["statement"] in found


@pytest.mark.parametrize(("lang", "unit"), [("ko", "과목수"), ("en", "subjects")])
def test_required_subjects_still_missing_are_named(lang: str, unit: str) -> None:
    case, answer = made(1)
    answer["requirements"][3] |= {"unit": "subjects", "missing": ["운영체제", "이산수학"]}
    text = text_of(answer_pdf(case, answer, lang))
    assert unit in text and "운영체제,이산수학" in text
    assert any("운영체제, 이산수학" in str(cell) for cell in cells(answer_xlsx(case, answer, lang)))


def test_the_major_is_named_and_a_sample_curriculum_says_so() -> None:
    case, answer = made(1)
    assert "컴퓨터" in text_of(answer_pdf(case, answer, "ko"))
    assert "예시교육과정" in text_of(answer_pdf(case, answer, "ko"))
    case["goal"]["curriculum"] = {"name": "내 전공"}
    assert "내전공" in text_of(answer_pdf(case, answer, "ko"))
    case["goal"] |= {"curriculum": None, "major": "../어디에도 없는 전공"}
    assert "../어디에도없는전공" in text_of(answer_pdf(case, answer, "ko"))


def test_a_reason_longer_than_a_page_goes_on_to_the_next() -> None:
    case, answer = made(2)
    answer["records"][1]["reasons"][0] = {
        **REASONS["refused"],
        "ko": "아주 긴 이유 " * 450 + "끝까지 보입니다",
    }
    assert "끝까지보입니다" in text_of(answer_pdf(case, answer, "ko"))
