"""What changes in the law: every day from which the values differ in another way, and nothing else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from baeum.commands import impact_moves
from baeum.commands.impact_moves import ASKED, Moves, moves
from baeum_rules.changes import Change
from baeum_rules.parameters import Law, law_folder, load_law

LAW = load_law()
SCORE = "accredited.minimum_score"


def changed(*values: tuple[str, date, Any]) -> Law:
    clause = "guide.accredited.criteria"
    return LAW.changed([Change(name, since, value, clause) for name, since, value in values])


def told(found: Moves, name: str = SCORE) -> list[tuple[Any, ...]]:
    return [(one.before, one.after, one.since, one.until) for one in found.rows if one.name == name]


def test_each_day_from_which_the_values_differ_in_another_way() -> None:
    law = changed((SCORE, date(2016, 1, 1), 65), (SCORE, date(2020, 1, 1), 70), (SCORE, date(2024, 1, 1), 60))
    assert told(moves(LAW, law, "en")) == [
        ("60 points", "65 points", date(2016, 1, 1), date(2019, 12, 31)),
        ("60 points", "70 points", date(2020, 1, 1), date(2023, 12, 31)),
    ]
    again = changed((SCORE, date(2016, 1, 1), 65), (SCORE, date(2020, 1, 1), 70))
    assert told(moves(LAW, again, "ko"))[-1] == ("60 점", "70 점", date(2020, 1, 1), None)
    assert told(moves(law.as_of(date(2004, 1, 1)), again, "en"))[0] == (
        "70 points", "60 points", date(2005, 10, 28), date(2015, 12, 31),
    )  # fmt: skip


def test_what_is_only_cited_otherwise_is_no_changed_value(tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(law_folder(), folder)
    file = folder / "acbs" / "accredited.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"guide.accredited.criteria"', '"decree.16.1.2"', 2), encoding="utf-8")
    found = moves(LAW, load_law(folder), "en")
    assert found == Moves([], 0, ["lowest score of an accredited course"])


def test_days_that_never_come_and_codes_are_told_in_words() -> None:
    before = LAW.as_of(date(2004, 1, 1))
    rows = {(one.name, one.before, one.after) for one in moves(before, LAW, "en").rows}
    assert ("second.rule", "not in force", "another major only") in rows
    assert ("second.rule", "not in force", "the same major or another") in rows
    assert ("high_school.rule_since", "not begun", "2015-09-28") in rows
    assert ("part_time.higher_education_act.institution_year", "24 credits", "no limit") in rows
    assert ("counsel.topic.voucher", "–", "institute") in rows  # no word of the audit: it does not ask for it
    assert not [row for row in rows if "9999" in "".join(row)]
    korean = {(one.before, one.after) for one in moves(before, LAW, "ko").rows if one.name == "second.rule"}
    assert ("아직 없음", "다른 전공만") in korean


def test_what_the_audit_asks_for_comes_first_and_the_cut_halves_no_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = LAW.as_of(date(2004, 1, 1))
    found = moves(before, LAW, "en")
    asked = [one.name in ASKED for one in found.rows]
    assert asked == sorted(asked, reverse=True) and True in asked
    whole = len({one.name for one in found.rows}) + found.more
    monkeypatch.setattr(impact_moves, "MOST", 3)
    few = moves(before, LAW, "en")
    assert len({one.name for one in few.rows}) + few.more == whole
    for name in {one.name for one in few.rows}:
        assert told(few, name) == told(found, name)
    assert len(few.rows) <= 3
