"""Another country replaces the folder of the law, not the program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from baeum_rules.parameters import Law, law_folder, load_law
from baeum_rules.recognition import audit

CASE = {
    "version": 1,
    "as_of": "2026-11-21",
    "goal": {"degree": "bachelor", "route": "first", "major": "computer-science"},
    "learner": {"high_school_completed_on": "2001-02-10"},
    "records": [
        {"id": "course", "source": "accredited_course", "institution": "가", "subject": "자료구조"}
        | {"credits": 3, "score": 61, "attendance": 90, "ended_on": "2026-06-20"},
        {"id": "certificate", "source": "certificate", "name": "정보처리기사", "acquired_on": "2020-06-01"},
    ],
    "choices": {},
}


@pytest.fixture
def their_law(tmp_path: Path) -> Law:
    """Our folder with a lowest score of 65 and 21 credits for one certificate."""
    folder = tmp_path / "law"
    shutil.copytree(law_folder(), folder)
    scores = folder / "acbs" / "accredited.toml"
    text = scores.read_text(encoding="utf-8")
    assert "value = 60\n" in text
    scores.write_text(text.replace("value = 60\n", "value = 65\n"), encoding="utf-8")
    table = folder / "certificates" / "table.tsv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    column = lines[0].rstrip("\n").split("\t").index("credits")
    for place, line in enumerate(lines):
        cells = line.split("\t")
        if cells[0] == "정보처리기사":
            cells[column] = "21"
            lines[place] = "\t".join(cells)
    table.write_text("".join(lines), encoding="utf-8")
    return load_law(folder)


def test_the_same_case_under_two_laws(their_law):
    """Both the dated value and the certificate come from the folder given; the revision says which it was."""
    ours, theirs = audit(CASE), audit(CASE, their_law)
    assert [(row["id"], row["verdict"], row["credits"]) for row in ours["records"]] == [
        ("course", "recognised", 3),
        ("certificate", "recognised", 20),
    ]
    assert [(row["id"], row["verdict"], row["credits"]) for row in theirs["records"]] == [
        ("course", "refused", 0),
        ("certificate", "recognised", 21),
    ]
    assert theirs["records"][0]["reasons"][0]["figures"]["minimum"] == 65
    assert ours["law"] != theirs["law"]
