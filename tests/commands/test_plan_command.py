"""``baeum plan``: the answer as tables and JSON, and mistakes answered with help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.plan.sample import case, enough

from baeum.cli import main

Said = pytest.CaptureFixture[str]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A case and a catalogue."""
    where, what = tmp_path / "case.json", tmp_path / "courses.json"
    where.write_text(json.dumps(case()), encoding="utf-8")
    what.write_text(json.dumps({"version": 1, "items": enough()}), encoding="utf-8")
    return str(where), str(what)


def asked(capfd: Said, *words: str) -> tuple[int, str, str]:
    code = main(["plan", *words])
    out, err = capfd.readouterr()
    return code, out, err


def test_plans_stand_side_by_side_and_term_by_term(capfd: Said, files: tuple[str, str]) -> None:
    code, out, err = asked(capfd, files[0], "--catalogue", files[1], "--lang", "ko")
    assert (code, err) == (0, "")
    assert "가장 이른 학위" in out and "1,212,000원" in out and "412,000원" in out and "증명됨" in out
    assert "2027-02 학위" in out and "자료구조" in out and "이것을 마치지 못하면" in out
    assert "Study plans" in asked(capfd, files[0], "--catalogue", files[1], "--lang", "en")[1]


def test_json_and_one_purpose(capfd: Said, files: tuple[str, str]) -> None:
    code, out, _ = asked(capfd, files[0], "--catalogue", files[1], "--for", "cost", "--json")
    answer = json.loads(out)
    assert code == 0 and [one["purposes"] for one in answer["plans"]] == [["cost"]]


def test_no_plan_is_told_with_what_would_help(capfd: Said, files: tuple[str, str]) -> None:
    code, out, _ = asked(
        capfd, files[0], "--catalogue", files[1], "--end", "2027-02", "--budget", "500,000", "--lang", "ko"
    )
    assert code == 1 and "예산 500,000원을 두지 않으면" in out and "가장 이른 학위는 2027-08" in out


def test_csv_and_a_narrow_terminal(
    capfd: Said, files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    rows = enough()
    lines = [",".join(rows[0])] + [",".join(str(value) for value in one.values()) for one in rows]
    sheet = tmp_path / "courses.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    code, out, _ = asked(capfd, files[0], "--catalogue", str(sheet), "--lang", "ko")
    from baeum.commands.plain_table import width_of

    assert code == 0 and max(width_of(line) for line in out.splitlines()) <= 70


def test_every_mistake_is_told_at_once(capfd: Said, files: tuple[str, str]) -> None:
    code, out, err = asked(
        capfd, files[0] + "n", "--catalogue", files[1] + "x", "--end", "2027-03", "--budget", "much",
        "--per-term", "0", "--for", "cheap", "--seconds", "0", "--lang", "en",
    )  # fmt: skip
    assert (code, out) == (2, "") and err.count("\n") == 7
    for part in ("Did you mean", ".json or .csv", "--end", "--budget", "--per-term", "--for", "--seconds"):
        assert part in err


def test_a_broken_case_and_a_broken_catalogue(capfd: Said, files: tuple[str, str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(case() | {"as_of": "soon"}), encoding="utf-8")
    rows = enough()
    rows[0]["credits"], rows[1]["ends"] = "three", "2026-01-01"
    Path(files[1]).write_text(json.dumps({"version": 1, "items": rows}), encoding="utf-8")
    code, _, err = asked(capfd, str(bad), "--catalogue", files[1], "--lang", "en")
    assert (
        code == 2
        and "as_of" in err
        and "“major1”, field “credits”" in err
        and "“major2”, field “ends”" in err
    )
    empty = tmp_path / "empty.json"
    empty.write_text("", encoding="utf-8")
    code, _, err = asked(capfd, str(empty), "--catalogue", str(empty), "--lang", "en")
    assert code == 2 and err.count("There is nothing in it") == 2


def test_a_huge_file_and_nothing_to_plan_with(capfd: Said, files: tuple[str, str], tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(20_000_002)
    code, _, err = asked(capfd, files[0], "--catalogue", str(huge), "--lang", "en")
    assert code == 2 and "Over 20,000,000 bytes" in err
    code, _, err = asked(capfd, files[0], "--lang", "en")
    assert code == 2 and "nothing to plan with" in err


def test_a_misspelt_option_is_answered(capfd: Said, files: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        asked(capfd, files[0], "--catalouge", files[1])
    assert "--catalogue" in capfd.readouterr().err


def test_linked_certificates_and_bdes_are_asked_for(capfd: Said, files: tuple[str, str]) -> None:
    exams = ("--linked", "--bdes", "--repeat", "--exams-open")
    code, out, _ = asked(capfd, files[0], "--catalogue", files[1], *exams, "--for", "cost", "--json")
    answer = json.loads(out)
    assert code == 0 and answer["plans"][0]["cost"]["unknown"]  # what an examination costs is not known
