"""Files made to break the reader: each is answered with an error, quickly, and never with an exception."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum.sheets.grid import LARGEST_FILE, MOST_ROWS
from baeum.sheets.read import MOST_ERRORS, read_records
from baeum.sheets.template import EXAMPLES
from baeum.sheets.unzip import MOST_BYTES
from baeum.sheets.write import write_records

GOOD = write_records(EXAMPLES)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(sheet: str, shared: str = "", compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The smallest workbook around the rows of one sheet, written by hand."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        )
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return target.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


CSV_HEADS = "학점원,자격명,취득일\n".encode()
HEADS = "<row r='1'>" + cell("A1", "학점원") + cell("B1", "자격명") + cell("C1", "취득일") + "</row>"
LINE = "<row r='2'>" + cell("A2", "자격") + cell("B2", "정보처리기사") + cell("C2", "2024-11-20") + "</row>"


def _lying_zip() -> bytes:
    """Far more inside than the directory says, with the checksum of what it says."""
    claimed = workbook(HEADS + LINE)
    with zipfile.ZipFile(io.BytesIO(claimed)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(sheet + b" " * 200_000_000) + packer.flush()
    start = entry.header_offset + 30 + len(entry.filename)
    name = b"xl/worksheets/sheet1.xml"
    body = claimed[:start] + packed + claimed[start + entry.compress_size :]
    grown = len(packed) - entry.compress_size
    central = body.rindex(b"PK\x01\x02" + b"", 0, body.rindex(name))
    body = bytearray(body)
    body[entry.header_offset + 18 : entry.header_offset + 22] = len(packed).to_bytes(4, "little")
    body[central + 20 : central + 24] = len(packed).to_bytes(4, "little")
    end = body.rindex(b"PK\x05\x06")
    offset = int.from_bytes(body[end + 16 : end + 20], "little") + grown
    body[end + 16 : end + 20] = offset.to_bytes(4, "little")
    following = body.index(b"PK\x01\x02", central + 4)
    moved = int.from_bytes(body[following + 42 : following + 46], "little") + grown
    body[following + 42 : following + 46] = moved.to_bytes(4, "little")
    return bytes(body)


def _row(row: int) -> str:
    return "".join(f"<c r='{column}{row}' t='s'><v>0</v></c>" for column in "ABCDEFGH")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: b" \r\n\t ",
    "only a mark": lambda: b"\xef\xbb\xbf",
    "not a zip": lambda: b"PK\x03\x04 and then nothing of the kind",
    "old xls or a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a zip of something else": lambda: _zip({"hello.txt": b"hello"}),
    "truncated": lambda: GOOD[: len(GOOD) // 2],
    "too large": lambda: b"a," * (LARGEST_FILE // 2 + 1),
    "large: zip bomb": lambda: _zip({"xl/workbook.xml": b" " * (MOST_BYTES + 1)}),
    "large: many parts": lambda: _zip({f"xl/{number}.xml": b"" for number in range(1000)}),
    "lzma": lambda: workbook(HEADS + LINE, compression=zipfile.ZIP_LZMA),
    "large: one cell at the end of the sheet": lambda: workbook(
        HEADS + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    ),
    "a cell hidden from simple readers": lambda: workbook(
        HEADS + "<row r='1048576'><c s='>' r='XFD1048576'><v>1</v></c></row>"
    ),
    "a cell hidden in a comment": lambda: workbook(
        HEADS + "<!-- <c x=' --><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    ),
    "large: cells without names": lambda: workbook(
        HEADS + "<row r='1048576'>" + "<c><v>1</v></c>" * 3000 + "</row>"
    ),
    "large: one long text in every cell": lambda: workbook(
        HEADS + "".join(f"<row r='{row}'>{_row(row)}</row>" for row in range(2, 2000)),
        f"<si><t>{'가' * 300_000}</t></si>",
    ),
    "entities": lambda: workbook(HEADS + LINE.replace("정보처리기사", "&lol;&lol;")),
    "utf-16 inside": lambda: _zip({"xl/workbook.xml": "<workbook/>".encode("utf-16")}),
    "not text": lambda: bytes(range(128, 256)) * 10,
    "no headers": "이름,나이\n홍길동,20\n".encode,
    "a quote never closed": lambda: '학점원,과목명\n"평가인정,자료구조\n'.encode() + b"x" * 200_000,
    "a million headers": lambda: "학점원,자격명".encode() + b",a" * 1_000_000,
    "too many rows": lambda: CSV_HEADS + "자격,정보처리기사,2024-11-20\n".encode() * (MOST_ROWS + 1),
    "too many empty lines": lambda: CSV_HEADS + b"\n" * 4_000_000,
    "all NUL": lambda: b"\0" * 1000,
}  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("filename", ["x.xlsx", "x.csv", ""])
def test_a_hostile_file_gives_an_error(name: str, filename: str) -> None:
    data = HOSTILE[name]()
    begun = time.perf_counter()
    records, errors = read_records(data, filename)
    assert time.perf_counter() - begun < 20  # a wall between slow and endless, not a benchmark
    assert records == [] and errors
    assert all(error["ko"] and error["en"] for error in errors)
    if name.startswith("large:"):
        assert "너무 큽니다" in errors[0]["ko"] and "too large" in errors[0]["en"]


def test_the_hand_made_workbook_is_read_when_it_is_honest() -> None:
    expected = {"id": "r2", "source": "certificate", "name": "정보처리기사", "acquired_on": "2024-11-20"}
    assert read_records(workbook(HEADS + LINE), "x.xlsx") == ([expected], [])


def test_a_zip_that_lies_about_its_size_is_only_read_as_far_as_it_says() -> None:
    begun = time.perf_counter()
    records, errors = read_records(_lying_zip(), "x.xlsx")
    assert time.perf_counter() - begun < 20
    assert errors or [record["name"] for record in records] == ["정보처리기사"]


def test_markup_that_invites_looking_to_the_end_again_and_again() -> None:
    sheet = HEADS + LINE + "<!-- <f " + '<c r="A1">' * 20_000 + "<xf <v <row " * 50_000 + " -->"
    begun = time.perf_counter()
    read_records(workbook(sheet), "x.xlsx")
    assert time.perf_counter() - begun < 20


def test_errors_without_end_are_cut() -> None:
    records, errors = read_records("학점원,자격명\n".encode() + b"x,y\n" * 5000, "x.csv")
    assert records == [] and len(errors) == MOST_ERRORS + 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.xlsx", "x.csv"]))
def test_any_bytes(data: bytes, filename: str) -> None:
    records, errors = read_records(data, filename)
    assert records == [] and errors


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_workbook_with_bytes_changed_inside(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    records, errors = read_records(_zip(parts | {name: bytes(content)}), "x.xlsx")
    assert isinstance(records, list) and all(error["ko"] and error["en"] for error in errors)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_cells_below_the_headers(cells: list[list[str]]) -> None:
    import csv

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["학점원", "과목명", "학점", "점수", "종료일", "이수구분"])
    writer.writerows(cells)
    records, errors = read_records(text.getvalue().encode("utf-8", "surrogatepass"), "x.csv")
    assert records == [] and all(error["ko"] and error["en"] for error in errors)
