"""From a sheet to the papers, with the real engine between."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pypdf
import pytest

from baeum.sheets.answer_pdf import answer_pdf
from baeum.sheets.answer_xlsx import answer_xlsx
from baeum.sheets.read import read_records
from baeum.sheets.template import EXAMPLES
from baeum.sheets.write import write_records
from baeum_rules.recognition import audit


def case_of(records: list[dict[str, Any]]) -> dict[str, Any]:
    """A case around the records of a sheet."""
    return {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": "bachelor", "route": "first", "major": "computer-science"},
        "learner": {"high_school_completed_on": "2010-02-15"},
        "records": records,
        "choices": {},
    }


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_filled_form_becomes_an_answer_on_paper(lang: str) -> None:
    late = dict(EXAMPLES[0]) | {"id": "r8", "subject": "운영체제", "score": Decimal("59.9")}
    records, errors = read_records(write_records([*EXAMPLES, late], lang), "x.xlsx")
    assert errors == [] and records[-1]["score"] == Decimal("59.9")
    case = case_of(records)
    answer = audit(case)
    assert "errors" not in answer
    assert {row["id"]: row["verdict"] for row in answer["records"]}["r8"] == "refused"
    pages = pypdf.PdfReader(io.BytesIO(answer_pdf(case, answer, lang))).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    assert ("불인정" if lang == "ko" else "Refused") in text and "59.9" in text
    for row in answer["requirements"]:
        assert str(row["need"]) in text
    assert answer_xlsx(case, answer, lang).startswith(b"PK")


def test_the_engine_judges_what_the_sheet_passes_on() -> None:
    records, errors = read_records(
        write_records([dict(EXAMPLES[0]) | {"credits": 0, "score": 101}]), "x.xlsx"
    )
    assert errors == []
    found = {(error["record"], error["field"]) for error in audit(case_of(records))["errors"]}
    assert found == {("r1", "credits"), ("r1", "score")}
