"""``baeum law`` in a terminal: values, history, help after a mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baeum.cli import main

Said = pytest.CaptureFixture[str]


def law(said: Said, *words: str) -> tuple[int, str, str]:
    code = main(["law", *words])
    out, err = said.readouterr()
    return code, out, err


@pytest.mark.parametrize(("on", "value"), [("2005-10-27", "70"), ("2005-10-28", "60")])
def test_one_value_with_its_clause(capfd: Said, on: str, value: str) -> None:
    code, out, _ = law(capfd, "--on", on, "accredited.minimum_score", "--lang", "en")
    assert (code, out.split()[:3]) == (0, [value, "points", "—"])
    assert "accredited courses" in out and "[guide.accredited.criteria]" in out


def test_a_reading_says_so(capfd: Said) -> None:
    code, out, _ = law(capfd, "--on", "2020-01-01", "university.lowest_letter", "--lang", "ko")
    assert code == 0 and out.startswith("D- 등급 — ") and "해석: D- 를" in out


def test_history_of_one_name(capfd: Said) -> None:
    code, out, _ = law(capfd, "second.rule", "--lang", "en")
    assert code == 0
    for part in ("until 2009-08-31", "2009-09-01 to 2023-01-09", "from 2023-01-10", "any_major"):
        assert part in out
    assert "first day unknown" in law(capfd, "window.year.limit", "--lang", "en")[1]


def test_names_that_begin_with_a_word(capfd: Said) -> None:
    code, out, _ = law(capfd, "window", "--lang", "ko")
    assert code == 0 and "연간 이수학점 한도" in out and "학기 이수학점 한도" in out
    assert "accredited" not in out


def test_all_values_are_listed(capfd: Said) -> None:
    from baeum_rules.parameters import load_law

    code, out, _ = law(capfd, "--json")
    answer = json.loads(out)
    assert code == 0 and answer["law"] == load_law().revision
    assert [one["name"] for one in answer["parameters"]] == list(load_law().names())
    _, table, _ = law(capfd, "--lang", "ko")
    assert all(name in table for name in load_law().names())


def test_json_of_one_day(capfd: Said) -> None:
    code, out, _ = law(capfd, "--on", "2024-02-20", "part_time.higher_education_act.learner_year", "--json")
    answer = json.loads(out)
    (version,) = answer["versions"]
    assert code == 0 and (version["value"], version["since"], version["until"]) == (42, "2024-02-20", None)
    assert version["reading"] and version["note_ko"] and "고등교육법 시행령" in version["cited_ko"]
    old = json.loads(law(capfd, "accredited.minimum_score", "--json")[1])["parameters"][0]["versions"][0]
    assert (old["since"], old["until"]) == (None, "2005-10-27")


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        (["acredited.minimum_score"], "Did you mean accredited.minimum_score"),
        (["--on", "2020-01-01", "window"], "window.year.limit"),
        (["accredited.min"], "accredited.minimum_attendance, accredited.minimum_score"),
        (["ㅁㅁ"], "`baeum law` lists all names"),
        (["--on", "2020-01-01"], "--on needs one name"),
        (["--on", "2020-01-01", "part_time.higher_education_act.learner_year"], "first day is 2024-02-20"),
        (["--folder", "/nowhere"], "/nowhere"),
    ],
)
def test_mistakes_are_answered_with_help(capfd: Said, words: list[str], help_: str) -> None:
    code, out, err = law(capfd, *words, "--lang", "en")
    assert (code, out) == (2, "") and help_ in err


def test_a_day_that_is_none(capfd: Said) -> None:
    with pytest.raises(SystemExit) as leaving:
        law(capfd, "--on", "2005", "window")
    assert leaving.value.code == 2 and "2026-11-21" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("value", "expected"), [("ko_KR.UTF-8", "시작일 미확인"), ("C", "first day unknown")]
)
def test_the_language_of_the_environment(
    capfd: Said, monkeypatch: pytest.MonkeyPatch, value: str, expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", value)
    assert expected in law(capfd, "window")[1]


def test_the_law_of_another_country(capfd: Said, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    files = {
        "law.toml": 'label = "x"\nparameters = ["rules"]\n',
        "sources.toml": '["a.1"]\nko = "1조"\nen = "Article 1"\ntitle = "A"\narticle = "1"\n',
        "units.toml": "",
        "rules/pass.toml": '[pass.score]\nko = "점"\nen = "s"\nunit = "points"\nselector = "ended_on"\n'
        '[[pass.score.versions]]\nsince = 2020-01-01\nvalue = 5\nclause = "a.1"\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, _ = law(capfd, "--folder", str(tmp_path), "--on", "2020-01-01", "pass.score", "--lang", "en")
    assert (code, out) == (0, "5 points — Article 1 [a.1]\n")
