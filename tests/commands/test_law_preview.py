"""``baeum law preview``: whom a change affects, in figures, by requirement, by number; many cases at once."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from tests.oracle.cases import tiny_case

from baeum.cli import main
from baeum.commands import law_preview_work
from baeum.commands.law_preview_words import kind, word
from baeum_rules.recognition.examples import whole_case

Said = pytest.CaptureFixture[str]
COURSE = {"source": "accredited_course", "credits": 3, "ended_on": "2024-06-20", "subject": "자료구조"}


def change(
    folder: Path, value: object, since: str = "2024-03-01", name: str = "accredited.minimum_score"
) -> Path:
    path = folder / "changes.toml"
    text = f'[[{name}.versions]]\nsince = {since}\nvalue = {value}\nclause = "guide.accredited.criteria"\n'
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    """Courses of 59, 60, 64, 65 and 100 points, one a decision; the third is insisted on."""
    folder = tmp_path / "decisions"
    folder.mkdir()
    for number, score in enumerate((59, 60, 64, 65, 100), 1):
        take = {"choices": {"take": ["k"] if number == 3 else [], "leave": []}}
        case = whole_case({"records": [COURSE | {"id": "k", "score": score}], "case": take})
        (folder / f"{number}.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return folder


def preview(said: Said, *words: str | Path) -> tuple[int, Any, str]:
    code = main(["law", "preview", *map(str, words), "--json"])
    out, err = said.readouterr()
    return code, json.loads(out) if out else None, err


def test_exactly_the_affected_ones_with_what_moves(capsys: Said, tmp_path: Path, decisions: Path) -> None:
    code, answer, err = preview(capsys, change(tmp_path, 65), decisions)
    assert (code, err) == (0, "")
    ids = [Path(one["id"]).name for one in answer["list"]]
    assert ids == ["1.json", "2.json", "3.json"]  # refused by another figure; refused; no longer to be had
    assert (answer["decisions"], answer["affected"], answer["outcome"], answer["reasons_only"]) == (
        5,
        3,
        2,
        1,
    )
    assert answer["kinds"] == {
        "error": 1,
        "reasons_only": 1,
        "recognised.less": 1,
        "remaining.more": 1,
        "verdict.recognised.refused": 1,
    }
    assert answer["requirements"]["total"] == {"more": 1, "less": 0, "by": 3, "need": 0}
    assert answer["changes"][0]["before"] == 60 and answer["changes"][0]["after"] == 65
    assert answer["proposed"].startswith(answer["law"] + "+") and answer["unread"] == []
    moved = {(one["kind"], one["of"]): one for one in answer["list"][1]["differences"]}
    assert (moved["remaining", ""]["before"], moved["remaining", ""]["after"]) == (137, 140)
    assert "자료구조" not in json.dumps(
        answer, ensure_ascii=False
    )  # numbers and figures, nothing of the learner


def test_a_future_day_affects_none_and_can_be_tried_earlier(
    capsys: Said, tmp_path: Path, decisions: Path
) -> None:
    path = change(tmp_path, 65, "2027-03-01")
    _, answer, _ = preview(capsys, path, decisions)
    assert (answer["decisions"], answer["affected"], answer["unreached"]) == (5, 0, 5)
    assert answer["never_asked"] == ["accredited.minimum_score"]
    _, answer, _ = preview(capsys, path, decisions, "--since", "2024-06-20")
    assert answer["affected"] == 3 and answer["changes"][0]["since"] == "2024-06-20"


def test_a_change_that_affects_none(capsys: Said, tmp_path: Path, decisions: Path) -> None:
    _, answer, _ = preview(capsys, change(tmp_path, 1, name="heritage.credits.holder"), decisions)
    assert (answer["affected"], answer["unreached"], answer["kinds"]) == (0, 5, {})
    main(
        [
            "law",
            "preview",
            str(change(tmp_path, 1, name="heritage.credits.holder")),
            str(decisions),
            "--lang",
            "ko",
        ]
    )
    out = capsys.readouterr().out
    assert "결정 5건 가운데 달라지는 것이 없습니다." in out
    assert "어떤 결정도 이 값을 묻지 않습니다: heritage.credits.holder" in out


def test_needs_of_a_degree_move_by_requirement(capsys: Said, tmp_path: Path, decisions: Path) -> None:
    name = "requirement.bachelor.first.total"
    _, answer, _ = preview(capsys, change(tmp_path, 130, name=name), decisions)
    assert answer["requirements"] == {"total": {"more": 0, "less": 5, "by": -50, "need": 5}}
    assert answer["kinds"] == {"need": 5, "remaining.less": 5}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_table_says_the_same_in_both_languages(
    capsys: Said, tmp_path: Path, decisions: Path, lang: str
) -> None:
    assert main(["law", "preview", str(change(tmp_path, 65)), str(decisions), "--lang", lang]) == 0
    out = capsys.readouterr().out
    said = {
        "ko": (
            "결정 5건 가운데 3건이 달라집니다: 인정이나 요건 2건, 까닭만 1건.",
            "137 → 140",
            "인정 → 불인정",
        ),
        "en": ("3 of 5 decisions are affected: 2 in what is", "137 → 140", "recognised → refused"),
    }
    assert [part for part in said[lang] if part not in out] == []
    assert "2.json" in out and "4.json" not in out


def test_every_mistake_at_once_and_nothing_is_counted(capsys: Said, tmp_path: Path, decisions: Path) -> None:
    path = tmp_path / "bad.toml"
    text = '[[{0}.versions]]\nsince = 2027-03-01\nvalue = {1}\nclause = "act.7.1"\n'
    wrong = (("no.such", "1"), ("window.year.limit", '"x"'))
    path.write_text("".join(text.format(*one) for one in wrong), encoding="utf-8")
    code, answer, err = preview(capsys, path, decisions)
    assert (code, answer) == (2, None)
    assert "no.such" in err and "window.year.limit" in err and str(path) in err
    assert main(["law", "preview", str(tmp_path / "none.toml"), str(decisions)]) == 2
    assert "none.toml" in capsys.readouterr().err
    assert main(["law", "preview", "--lang", "en"]) == 2
    assert "baeum law preview changes.toml" in capsys.readouterr().err
    late = change(tmp_path, 65)
    code, _, err = preview(capsys, late, decisions, "--since", "2000-01-01")
    assert code == 2 and "lies inside its history" in err


def test_what_cannot_be_read_is_named_and_the_rest_counted(
    capsys: Said, tmp_path: Path, decisions: Path
) -> None:
    (decisions / "6.json").write_text("{", encoding="utf-8")
    given = change(tmp_path, 65), decisions, tmp_path / "missing.json"
    code, answer, err = preview(capsys, *given)
    assert code == 2 and answer["affected"] == 3 and answer["decisions"] == 5
    assert [Path(one["id"]).name for one in answer["unread"]] == ["6.json", "missing.json"]
    assert err.count("\n") == 2
    main(["law", "preview", *map(str, given), "--lang", "en"])
    out, again = capsys.readouterr()
    assert "3 of 5 decisions are affected" in out and "2 could not be read" in out and again == err


def test_every_fault_has_its_field_and_remedy_and_nothing_is_said_of_none(
    capsys: Said, tmp_path: Path, decisions: Path
) -> None:
    """As ``baeum audit`` tells them; a case that nobody can read is no decision that is not affected."""
    wrong = whole_case({"records": [COURSE | {"id": "k", "score": 300, "credits": -1}]})
    (tmp_path / "wrong.json").write_text(json.dumps(wrong), encoding="utf-8")
    changes = str(change(tmp_path, 65))
    assert main(["law", "preview", changes, str(tmp_path / "wrong.json"), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert "affected" not in out and "cannot reach" not in out and "1 could not be read" in out
    assert main(["audit", str(tmp_path / "wrong.json"), "--lang", "en"]) == 2
    assert err == capsys.readouterr().err and "Record “k”, field “score”: " in err
    assert err.count("\n") == 2
    assert main(["law", "preview", changes, str(decisions / "1.jsn"), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert "affected" not in out and "Did you mean" in err and "1.json" in err
    assert main(["law", "preview", str(tmp_path / "change.toml"), str(decisions), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert not out and "There is no such file" in err and "changes.toml?" in err and "Errno" not in err


def test_many_processes_say_what_one_says(
    capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.dumps(tiny_case(random.Random(seed)), ensure_ascii=False) for seed in range(120)]
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(lines), encoding="utf-8")
    path = change(tmp_path, 85, "2010-03-01")
    _, alone, _ = preview(capsys, path, cases)
    monkeypatch.setattr(law_preview_work, "ALONE", 10)
    monkeypatch.setattr(law_preview_work, "CHUNK", 7)
    monkeypatch.setattr(law_preview_work.os, "cpu_count", lambda: 2)
    _, together, _ = preview(capsys, path, cases)
    assert together == alone and alone["decisions"] == 120 and alone["affected"] > 20


def test_a_long_list_is_cut_on_the_screen(
    capsys: Said, tmp_path: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baeum.commands.law_preview_table.MOST", 1)
    main(["law", "preview", str(change(tmp_path, 65)), str(decisions), "--lang", "en"])
    assert "and 2 more; --json lists all" in capsys.readouterr().out


def test_every_kind_has_words() -> None:
    for code in ("verdict.reduced.not_chosen", "complete.gained", "need", "class", "credits", "error"):
        assert kind(code, "ko") != kind(code, "en")
    assert word("more", "ko") == "더 부족"


def test_a_folder_without_law_data_is_told_what_it_must_hold(
    capsys: Said, tmp_path: Path, decisions: Path
) -> None:
    for words in (["law"], ["law", "preview", str(change(tmp_path, 65)), str(decisions)]):
        assert main([*words, "--folder", str(decisions), "--lang", "en"]) == 2
        out, err = capsys.readouterr()
        assert not out and "Missing: law.toml, sources.toml, units.toml" in err and "Copy all of" in err


def test_one_name_only_without_preview(capsys: Said) -> None:
    assert main(["law", "window", "bdes", "--lang", "en"]) == 2
    assert "One name only" in capsys.readouterr().err
    assert main(["law", "window.year.limit", "--since", "2027-03-01"]) == 2
