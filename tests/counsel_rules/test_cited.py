"""What an answer stands on is kept as it was read; what became of it is derived on the day one looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum_rules.counsel.cited import Citation, Since, Uncitable, cite, since
from baeum_rules.parameters import Law, load_law

LOW = "accredited.minimum_score"  # 70, from 2005-10-28 60
TODAY = date(2026, 11, 26)


def kept(name: str, on: date, law: Law | None = None) -> Citation:
    found = cite(name, on, law)
    assert isinstance(found, Citation)
    return found


def test_a_value_is_kept_as_it_was_on_the_day() -> None:
    assert kept(LOW, date(2005, 10, 27))[2] == "70"
    assert kept(f"  {LOW} ", date(2005, 10, 28)) == (
        LOW,
        date(2005, 10, 28),
        "60",
        "guide.accredited.criteria",
    )


def test_a_value_is_found_by_its_words() -> None:
    words = load_law().parameter(LOW)
    assert kept(words.ko, TODAY) == kept(words.en, TODAY) == kept(LOW, TODAY)


def test_words_that_several_values_have_name_none_of_them() -> None:
    law = load_law()
    names = [law.parameter(name).ko for name in law.names()]
    twice = next((ko for ko in names if names.count(ko) > 1), None)
    assert twice is None or isinstance(cite(twice, TODAY), Uncitable)


def test_what_cannot_be_cited_says_why() -> None:
    found = cite("accredited.minimum_scor", TODAY)
    assert isinstance(found, Uncitable) and found.code == "unknown" and LOW in found.close
    early = cite("counsel.topic.voucher", date(2021, 6, 7))
    assert early == Uncitable("early", first=date(2021, 6, 8))


def test_a_later_change_is_told_and_the_day_before_it_is_not() -> None:
    old, new = kept(LOW, date(2005, 10, 27)), kept(LOW, date(2005, 10, 28))
    assert not since(old, date(2005, 10, 27)).stale
    told = since(old, date(2005, 10, 28))
    assert told.stale and [str(one.value) for one in told.changed] == ["60"]
    assert since(new, TODAY) == Since()


def test_a_change_to_come_is_told_but_makes_nothing_stale() -> None:
    told = since(kept(LOW, date(2005, 10, 1)), date(2005, 10, 27))
    assert not told.stale and [one.since for one in told.coming] == [date(2005, 10, 28)]


def other_law(folder: Path, versions: str) -> Law:
    (folder / "llas").mkdir(exist_ok=True)
    (folder / "law.toml").write_text('label = "x"\nparameters = ["llas"]\n', encoding="utf-8")
    head = '[a.b]\nko = "가"\nen = "b"\nunit = "x"\nselector = "on"\n'
    (folder / "llas" / "a.toml").write_text(head + versions, encoding="utf-8")
    return Law(str(folder))


def version(day: str, value: int, clause: str) -> str:
    return f'[[a.b.versions]]\nsince = {day}\nvalue = {value}\nclause = "{clause}"\n'


def test_a_value_that_the_data_corrected_is_told_beside_what_was_said(tmp_path: Path) -> None:
    said = kept("a.b", TODAY, other_law(tmp_path, version("2020-01-01", 7, "c")))
    corrected = since(said, TODAY, other_law(tmp_path, version("2020-01-01", 8, "c")))
    assert corrected.stale and corrected.corrected is not None and corrected.corrected.value == 8
    clause = since(said, TODAY, other_law(tmp_path, version("2020-01-01", 7, "d")))
    assert clause.stale and clause.corrected is not None and clause.corrected.clause == "d"


def test_a_value_that_is_gone_is_told(tmp_path: Path) -> None:
    law = other_law(tmp_path, version("2020-01-01", 7, "c"))
    assert since(Citation("x.y", TODAY, "1", "c"), TODAY, law) == Since(gone=True)
    assert since(Citation("a.b", date(2019, 12, 31), "7", "c"), TODAY, law).stale


def test_a_version_that_says_the_same_is_no_change(tmp_path: Path) -> None:
    law = other_law(tmp_path, version("2020-01-01", 7, "c") + version("2024-01-01", 7, "c"))
    assert not since(kept("a.b", date(2021, 1, 1), law), TODAY, law).stale
    moved = other_law(tmp_path, version("2020-01-01", 7, "c") + version("2024-01-01", 7, "d"))
    assert since(kept("a.b", date(2021, 1, 1), moved), TODAY, moved).stale


DAYS = st.dates(date(1998, 1, 1), date(2027, 12, 31))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(load_law().names()), DAYS, DAYS)
def test_stale_exactly_where_the_law_then_and_now_say_something_else(
    name: str, on: date, today: date
) -> None:
    said = cite(name, on)
    if isinstance(said, Uncitable) or today < on:
        return
    told = since(said, today)
    now = load_law().version(name, today)
    assert told.corrected is None and not told.gone
    if (str(now.value), now.clause) != (said.value, said.clause):
        assert told.stale
    if not told.stale:
        assert (str(now.value), now.clause) == (said.value, said.clause)


@pytest.mark.parametrize("typed", ["", "가나다", "\x00"])
def test_nonsense_is_unknown(typed: str) -> None:
    found = cite(typed, TODAY)
    assert isinstance(found, Uncitable) and found.code == "unknown"
