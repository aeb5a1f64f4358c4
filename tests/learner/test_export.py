"""Everything taken out, and brought back: the same learning, self-declared; or nothing, and every reason."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from baeum.counsel.answering import Chosen
from baeum.counsel.citing import Typed
from baeum.counsel.services.ask import Asked, ask
from baeum.counsel.services.reply import reply
from baeum.ledger.queries import statement
from baeum.people.acting import acting
from baeum.shared.clock import today

from .learners import PICTURE, Learner


def exported(learner: Learner, query: str = "") -> dict[str, Any]:
    answer = learner.get("export/portfolio.json", query)
    assert answer.status_code == 200
    found = json.loads(answer.content)
    assert isinstance(found, dict)
    return found


def imported(learner: Learner, document: Any) -> Any:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return learner.post("import/", {"file": SimpleUploadedFile("a.json", data)})


def learnings(learner: Learner) -> set[tuple[Any, ...]]:
    """What stands, without who vouches."""
    with acting(learner.cast.as_self(learner.key)):
        return {
            (
                line.entry.kind,
                line.entry.happened_from,
                line.entry.happened_on,
                line.entry.credits,
                line.entry.hours,
                line.title,
                (line.content or {})["where"],
                json.dumps((line.content or {})["details"], sort_keys=True),
                line.evidence_id is not None,
            )
            for line in statement(learner.account).lines
            if line.state == "stands"
        }


@pytest.fixture
def full(nari: Learner) -> Learner:
    """Lines of every sort: with a file, of an office, taken back, with exact numbers."""
    nari.enter("요리", hours=12, happened_from=date(2024, 3, 1))
    nari.enter("태백산맥", kind="book")
    nari.post("lines/2/reverse/", {"reason": "아닙니다"})
    nari.post("lines/1/evidence/", {"file": SimpleUploadedFile("a.png", PICTURE)})
    details = {"score": 88.5, "attendance": 96}
    nari.enter("자료구조", kind="accredited_course", by="sora", credits=3, details=details)
    return nari


def test_the_document_holds_everything(full: Learner) -> None:
    found = exported(full)
    assert (found["format"], found["version"]) == ("baeum.portfolio", 1)
    assert found["person"]["name"] == "김나리" and found["account"]["learner_number"] == full.number
    assert [line["act"] for line in found["lines"]] == [
        "deposit",
        "deposit",
        "reversal",
        "supplement",
        "deposit",
    ]
    assert found["lines"][-1]["office"]["code"] == "hangang"
    assert {one["purpose"] for one in found["consents"]} == {"record", "institution_deposit"}
    assert len(found["proxies"]) == 1 and "base64" not in found["files"][0]


def asked(learner: Learner, title: str) -> UUID:
    """A question to hangang."""
    question, chosen = uuid4(), Chosen("course", institution="hangang")
    by, named = learner.cast.as_self(learner.key), learner.cast.office["hangang"].pk
    whose = learner.cast.person[learner.key].id
    made = ask(question, whose, chosen, title=title, words="왜입니까?", named=named, by=by, on=today())
    assert isinstance(made, Asked), made
    return question


def test_questions_and_their_answers_are_taken_out_too(full: Learner, dowon: Learner) -> None:
    first, sora = asked(full, "시간이 다릅니다"), full.cast.as_("sora")
    asked(full, "언제 시작합니까?")
    asked(dowon, "도원의 질문")
    reply(first, words="고쳤습니다.", by=sora, on=today(), cites=[Typed("accredited.minimum_score")])
    found = sorted(exported(full)["questions"], key=lambda one: str(one["title"]))
    assert [(one["title"], one["topic"], one["state"], one["office"]) for one in found] == [
        ("시간이 다릅니다", "course", "answered", "hangang"),
        ("언제 시작합니까?", "course", "waiting", "hangang"),
    ]
    said = [(one["number"], one["act"], one["office"], one["words"]) for one in found[0]["messages"]]
    assert said == [(1, "ask", None, "왜입니까?"), (2, "reply", "hangang", "고쳤습니다.")]
    assert found[0]["messages"][1]["cited"][0]["name"] == "accredited.minimum_score"
    assert imported(dowon, exported(full, "?files=yes")).status_code == 302  # they are let be


def test_it_loads_back_into_an_empty_account(full: Learner, dowon: Learner) -> None:
    answer = imported(dowon, exported(full, "?files=yes"))
    assert answer.status_code == 302, answer.content.decode()
    assert learnings(dowon) == learnings(full)
    with acting(dowon.cast.as_self("dowon")):
        assert {line.entry.standing for line in statement(dowon.account).lines} == {"self_declared"}


def test_only_into_an_empty_account(full: Learner) -> None:
    before = len(exported(full)["lines"])
    assert imported(full, exported(full)).status_code == 422
    assert len(exported(full)["lines"]) == before


def test_one_wrong_line_and_nothing_is_stored_and_all_is_told(full: Learner, dowon: Learner) -> None:
    document = exported(full)
    document["lines"][3] |= {"title": "", "hours": -1}
    document["lines"][4]["happened_on"] = "2024-02-30"
    answer = imported(dowon, document)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("4번 줄, title", "4번 줄, hours", "5번 줄, happened_on"))
    assert learnings(dowon) == set()


def test_what_only_the_ledger_finds_stores_nothing_either(full: Learner, dowon: Learner) -> None:
    document = exported(full, "?files=yes")
    document["lines"].append(document["lines"][4] | {"number": 9, "of_number": None, "act": "deposit"})
    document["files"][0]["base64"] = "bm90IGEgcGljdHVyZQ=="
    answer = imported(dowon, document)
    page = answer.content.decode()
    assert answer.status_code == 422 and "9번 줄" in page and "4번 줄" in page
    assert learnings(dowon) == set()
    with acting(dowon.cast.as_self("dowon")):
        from baeum.ledger.models import Evidence

        assert not Evidence.objects.filter(account=dowon.account).exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"not json",
        b"[]",
        b"{}",
        b'{"format": "baeum.portfolio", "version": 2, "lines": []}',
        b'{"format": "baeum.portfolio", "version": 1}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [1]}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": []}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [{"number": 1e309}]}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [{"number": true}, {"number": "1"}]}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [{"number": 1, "happened_on": "0000-01-01"}]}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [{"number": 1, "happened_on": "2020-01-01",'
        b' "kind": ["book"], "title": {}, "where": 3, "details": [], "credits": "3"}]}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [{"number": 1, "happened_on": "2020-01-01",'
        b' "kind": "book", "title": "\\ud800", "where": "x", "hours": 9223372036854775808}]}',
        b'{"format": "baeum.portfolio", "version": 1, "lines": [{"number": 1, "happened_on": "2020-01-01",'
        b' "kind": ["book"], "title": {}, "where": 3, "reference": 5, "details": {}, "credits": 1.5}]}',
        b"[" * 100_000,
    ],
)
def test_bad_files_are_told_and_change_nothing(nari: Learner, data: bytes) -> None:
    answer = imported(nari, data)
    assert answer.status_code == 422
    assert '<a href="#file"' in answer.content.decode()
    assert learnings(nari) == set()


@pytest.mark.parametrize(("query", "shown"), [("", True), ("?lines=verified", False)])
def test_paper_and_workbook_of_all_or_of_verified_lines(full: Learner, query: str, shown: bool) -> None:
    pdf = full.get("export/portfolio.pdf", query)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    book = CalamineWorkbook.from_filelike(io.BytesIO(full.get("export/portfolio.xlsx", query).content))
    cells = {cell for row in book.get_sheet_by_index(1).to_python() for cell in row}
    for found in (text, cells):
        assert "자료구조" in found
        assert ("요리" in found) == shown
        assert "태백산맥" not in found  # it was taken back
    assert "김나리" in text and "filename*=UTF-8''" in pdf.headers["Content-Disposition"]
    assert full.get("export/portfolio.exe").status_code == 404
