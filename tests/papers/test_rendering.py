"""Papers of every kind: what they say, in which languages, how they are tagged, what is inside."""

from __future__ import annotations

import io
import json
import re

import pytest
from pypdf import PdfReader
from tests.credentials.making import line
from tests.papers.conftest import QR
from tests.papers.reading import codes, heights, pages, said, tags
from tests.papers.samples import HOLDER, KINDS, NILE, sample

from baeum.credentials.snapshot import as_json
from baeum.papers.attachments import Attachment, of_badge, of_proof
from baeum.papers.rendering import NoTemplate, render, templates
from baeum.papers.seal import seal_rows
from baeum.papers.shown import is_sample

TITLES = {
    "learning_history": ("평생학습이력증명서", "Certificate of Lifelong Learning"),
    "portfolio": ("평생학습이력철", "Lifelong Learning Portfolio"),
    "course_completion": ("이수증", "Certificate of Completion"),
    "credit_recognition": ("학점인정증명서", "Certificate of Credit Recognition"),
    "transcript": ("성적증명서", "Academic Transcript"),
    "expected_degree": ("학위수여예정증명서", "Certificate of Expected Degree"),
    "degree": ("학위수여증명서", "Certificate of Degree"),
    "school_level": ("학력인정증명서", "Certificate of School Level"),
}


def spaceless(text: str) -> str:
    return "".join(text.split())


def test_there_is_a_template_for_each_kind() -> None:
    assert {name.rpartition("-")[0] for name in templates()} == set(KINDS) == set(TITLES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", [("ko",), ("en",), ("ko", "en")])
def test_every_kind_in_every_language_says_everything(kind: str, languages: tuple[str, ...]) -> None:
    frozen = sample(kind, *languages)
    pdf = render(frozen, qr=QR)
    text = said(pdf)
    for place, lang in enumerate(("ko", "en")):
        assert (spaceless(TITLES[kind][place]) in text) == (lang in languages)
    expected = [frozen.number, *HOLDER.values(), frozen.purpose, frozen.recipient, "baeum.example"]
    expected += [one.value for one in frozen.particulars]
    expected += ["위사람" if kind != "credit_recognition" else "증명합니다"] if "ko" in languages else []
    expected += ["Thisis"] if "en" in languages else ["2026년11월26일"]
    for one in frozen.lines:
        expected += [one.title_ko] if "ko" in languages else [one.title_en]
        expected += [one.grade] if kind == "transcript" else []
    for part in expected:
        assert spaceless(part) in text, part
    assert ("본인기재" in text) == (kind == "portfolio" and "ko" in languages)
    reader = PdfReader(io.BytesIO(pdf))
    assert str(reader.trailer["/Root"]["/Lang"])[:2] == languages[0]
    title = TITLES[kind][languages[0] == "en"]
    assert reader.metadata and reader.metadata.title == f"{title} {frozen.number}"


def test_it_says_that_it_is_pdf_a_3u_and_pdf_ua(unsigned: bytes) -> None:
    root = PdfReader(io.BytesIO(unsigned)).trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>3<.*pdfaid:conformance>U<", told, re.DOTALL)
    assert "pdfuaid:part>1<" in told
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_is_tagged_for_those_who_do_not_see(unsigned: bytes) -> None:
    found = tags(unsigned)
    names = [name for name, _ in found]
    assert names.count("/H1") == 1 and names.count("/Table") == 2
    assert names.count("/TH") == 6 and "/Link" in names
    alternatives = [text for _, text in found if text]
    assert any("직인: 배움진흥원인 (시범)" in text for text in alternatives)
    assert any(QR in text for text in alternatives)


def test_every_font_is_inside(unsigned: bytes) -> None:
    fonts = set()
    for page in PdfReader(io.BytesIO(unsigned)).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            fonts.add(below["/BaseFont"].split("+")[1])
            assert {"/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"])
    assert {"PretendardGOV-Regular", "NanumMyeongjoBold"} <= fonts


def test_the_qr_code_leads_to_its_address(unsigned: bytes) -> None:
    assert codes(unsigned) == [QR]


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    inside = (of_badge(b"{}"),)
    assert render(sample("degree"), qr=QR, attachments=inside) == render(
        sample("degree"), qr=QR, attachments=inside
    )


def test_what_is_inside_is_associated_with_the_paper() -> None:
    frozen = sample("learning_history")
    inside = (of_badge('{"이름":1}'.encode()), of_proof(b'{"size":5}'))
    root = PdfReader(io.BytesIO(render(frozen, qr=QR, attachments=inside))).trailer["/Root"]
    found = {}
    for one in root["/AF"]:
        described = one.get_object()
        stream = described["/EF"]["/F"].get_object()
        found[described["/UF"]] = (described["/AFRelationship"], stream["/Subtype"], stream.get_data())
    assert json.loads(found["snapshot.json"][2]) == as_json(frozen)
    assert found["snapshot.json"][0] == "/Source"
    assert found["credential-1.json"] == (
        "/Alternative",
        "/application/ld+json",
        '{"이름":1}'.encode(),
    )
    assert found["proof.json"] == ("/Supplement", "/application/json", b'{"size":5}')


def test_a_long_paper_repeats_its_header_and_counts_its_pages() -> None:
    lines = [line(n, accreditation=None) for n in range(1, 251)]
    shown = pages(render(sample("learning_history", "ko", lines=lines), qr=QR))
    total = len(shown)
    assert total > 8
    for number, text in enumerate(shown, 1):
        assert f"{number} / {total}" in text
        assert ("학습 기간" in text) == ("파이썬 기초" in text)
    found = re.findall(r"파이썬 기초 (\d+)", "".join(shown))
    assert [int(one) for one in found] == list(range(1, 251))
    assert "7,500" in shown[-1] and "750" in shown[-1]  # hours and credits
    assert "증명합니다" in shown[-1]


def test_texts_of_any_length_and_nothing_typed_is_markup() -> None:
    lines = [
        line(1, title_ko="뷁" * 1_000, title_en="W" * 1_000),
        line(
            2,
            title_ko="#import 漢字丟两丫 𠀀 *굵게* $x$ @a <b>",
            title_en="https://very-long-address.example/" * 9,
        ),
    ]
    pdf = render(sample("learning_history", lines=lines, purpose=None, recipient="낢" * 900), qr=QR)
    assert min(heights(pdf)) > 30  # points: nothing runs off the foot of a page
    shown = said(pdf)
    assert shown.count("뷁") == 1_000 and shown.count("W") == 1_000 and "낢" * 900 in shown
    assert "#import漢字丟两丫□*굵게*$x$@a<b>" in shown
    assert "□는글꼴에없는글자" in shown
    assert "용도" not in shown


def test_a_sample_says_so_on_every_page_and_a_real_paper_never() -> None:
    lines = [line(n) for n in range(1, 40)]
    of_example = sample("learning_history", "ko", lines=lines, issuer=NILE | {"did": "did:web:a.example"})
    for text in pages(render(of_example, qr=QR)):
        assert "SAMPLE" in text and "시범" in text
    real = sample("learning_history", "ko")
    assert "시범" not in said(render(real, qr=QR))
    assert "시범" in said(render(real, qr=QR, sample=True))
    assert "시범" not in said(render(of_example, qr=QR, sample=False))


@pytest.mark.parametrize(
    ("did", "expected"),
    [
        ("did:web:localhost%3A8000", True),
        ("did:web:127.0.0.1%3A8000", True),
        ("did:web:baeum.example", True),
        ("did:web:example.com:issuer", True),
        ("did:key:z6Mk", True),
        ("did:web:nile.or.kr", False),
        ("did:web:myexample.kr", False),
    ],
)
def test_who_issues_only_samples(did: str, expected: bool) -> None:
    assert is_sample(did) is expected


def test_what_cannot_be_rendered_is_told() -> None:
    with pytest.raises(NoTemplate, match="degree-9"):
        render(sample("degree", template="degree-9"), qr=QR)
    with pytest.raises(NoTemplate, match="not for degree"):
        render(sample("degree", template="transcript-1"), qr=QR)
    with pytest.raises(ValueError, match="every name once"):
        render(sample("degree"), qr=QR, attachments=(of_proof(b"{}"), of_proof(b"{}")))
    with pytest.raises(ValueError, match="bytes"):
        render(sample("degree"), qr="https://a.example/" + "x" * 400)
    for name, content, relation in (("../a", b"", "data"), ("a", b"\xff", "data"), ("a", b"", "friend")):
        with pytest.raises(ValueError, match="attachment"):
            Attachment(name, content, "text/plain", relation)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("국가평생교육진흥원장", ["국가평생", "교육진흥", "원장의인"]),
        ("서울평생학습관장", ["서울평", "생학습", "관장인"]),
        ("가", ["가인"]),
        ("", ["인"]),
    ],
)
def test_the_letters_of_a_seal_fill_its_square(name: str, rows: list[str]) -> None:
    assert ["".join(row) for row in seal_rows(name)] == rows


def test_a_seal_of_a_long_name_is_cut_and_still_ends_as_a_seal() -> None:
    rows = seal_rows("가나다라 마바사아" * 30)
    assert len(rows) == 7 and all(len(row) == 7 for row in rows) and rows[-1][-1] == "인"
