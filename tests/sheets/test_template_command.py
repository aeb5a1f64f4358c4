"""``baeum template`` as a person runs it; and that sheets need no Django."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import python_calamine

from baeum.sheets.columns import COLUMNS, LISTS, header, written
from baeum.sheets.read import read_records
from baeum.sheets.template import template
from baeum.sheets.unzip import column_number


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command as its own process."""
    command = [sys.executable, "-m", "baeum.cli", "template", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(("lang", "name"), [("ko", "학습기록.xlsx"), ("en", "learning-records.xlsx")])
def test_it_writes_the_form_here(tmp_path: Path, lang: str, name: str) -> None:
    done = run("--lang", lang, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().strip() == name
    rows = python_calamine.CalamineWorkbook.from_path(str(tmp_path / name)).get_sheet_by_index(0).to_python()
    assert header("source", lang) in rows[2]
    assert read_records((tmp_path / name).read_bytes(), name) == ([], [])


def test_it_never_writes_over_a_file_unless_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"filled in")
    done = run("--out", "a.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "이미 있는 파일" in done.stderr.decode() and "--force" in done.stderr.decode()
    assert (tmp_path / "a.xlsx").read_bytes() == b"filled in"
    assert run("--out", "a.xlsx", "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_standard_output_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert run("--out", "-", cwd=tmp_path).stdout.startswith(b"PK")
    done = run("--out", "no/such/a.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"") and b"no/such/a.xlsx" in done.stderr


def test_sheets_import_no_django_and_no_library_before_it_is_needed() -> None:
    code = (
        "import sys, baeum.sheets, baeum.sheets.read, baeum.sheets.write, baeum.sheets.template, "
        "baeum.sheets.answer_xlsx, baeum.sheets.answer_pdf; "
        "print([m for m in ('django', 'xlsxwriter', 'typst', 'python_calamine') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_list_offered_is_the_list_of_its_words(lang: str) -> None:
    book = template(lang)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    codes = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(2)
    rows = codes.to_python(skip_empty_area=False)
    offered = re.findall(
        r'<dataValidation type="list"[^>]*sqref="([A-Z]+)4:[A-Z]+\d+"[^>]*>'
        r"<formula1>'[^']+'!\$A\$(\d+):\$A\$(\d+)<",
        sheet,
    )
    listed = [column for column in COLUMNS if column.words or column.kind == "flag"]
    assert len(offered) == len(listed)
    for (letters, first, last), column in zip(offered, listed, strict=True):
        assert column_number(letters) == COLUMNS.index(column) + 1
        words = [rows[number][0] for number in range(int(first) - 1, int(last))]
        assert words == [
            written(column.words or "flag", code, lang) for code in LISTS[column.words or "flag"]
        ]
