"""``baeum courses`` from the outside: what it says, what it leaves behind, with which code it ends."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from courses.published import csv_file, row


def baeum(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "baeum.cli", "courses", *words],
        capture_output=True,
        text=True,
        env={**os.environ, "DATABASE_URL": url, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.mark.django_db(transaction=True)
def test_in_and_out_and_in_again(tmp_path: Path, database_url: str) -> None:
    file, out = tmp_path / "과정.csv", tmp_path / "out.csv"
    file.write_bytes(csv_file([row(), row(venue="2"), row()]).encode("cp949"))
    first = baeum(database_url, "import", str(file), "--lang", "ko")
    assert (first.returncode, first.stdout.split(": ")[1][:6]) == (0, "새로 2, "), first.stderr
    again = baeum(database_url, "import", str(file), "--lang", "en")
    assert "0 new, 0 changed, 2 unchanged" in again.stdout and "1 repeated" in again.stdout
    assert baeum(database_url, "export", str(out), "--encoding", "cp949").returncode == 0
    assert baeum(database_url, "export", str(out)).returncode == 2  # there already
    back = baeum(database_url, "import", str(out), "--lang", "en")
    assert "0 new, 0 changed, 2 unchanged" in back.stdout
    assert not list(tmp_path.glob(".*"))


@pytest.mark.django_db(transaction=True)
def test_row_errors_all_at_once_and_in_a_side_file(tmp_path: Path, database_url: str) -> None:
    file = tmp_path / "a.csv"
    rows = [row(), *[row(venue=str(place), fee="비쌈", begins="=1") for place in range(30)]]
    file.write_text(csv_file(rows), encoding="utf-8")
    refused = baeum(database_url, "import", str(file), "--lang", "ko")
    assert refused.returncode == 1 and "아무것도 저장하지 않았습니다" in refused.stdout
    assert refused.stderr.count("행 수강료") == 10 and "40건" in refused.stderr
    with (tmp_path / "a.csv.errors.csv").open(encoding="utf-8-sig", newline="") as side:
        told = list(csv.reader(side))
    assert len(told) == 61 and told[1][:2] == ["2", "교육시작일자"] and told[1][2] == "'=1"
    good = baeum(database_url, "import", str(file), "--lang", "en", "--good-rows")
    assert good.returncode == 1 and "1 new" in good.stdout and "30 wrong" in good.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "{folder}/cours.csv"), "courses.csv?"),
        (("import", "{folder}/empty.csv"), "empty"),
        (("import", "{folder}/other.csv"), "강좌명"),
        (("export", "{folder}/x.txt"), "--format"),
        (("export", "{folder}/no/x.csv"), "no such folder"),
        (("export", "{folder}/empty.csv"), "--force"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_started(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "courses.csv").write_text("x", encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    found = baeum(
        "postgresql://baeum_app@/x?host=/nowhere",
        *(word.format(folder=tmp_path) for word in words),
        "--lang",
        "en",
    )
    assert found.returncode == 2 and told in found.stderr and "Traceback" not in found.stderr
