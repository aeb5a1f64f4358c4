"""Kinds, purposes and deadlines come from the law data, with their days."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from baeum_rules.ledger.deadline import due_on
from baeum_rules.ledger.entries import PARTS
from baeum_rules.ledger.kinds import kind_on, kinds_on, purpose_on, purposes_on
from baeum_rules.parameters import law_folder, load_law
from baeum_rules.recognition.fields import RECORD_FIELDS

DAY = date(2026, 11, 25)


def test_every_kind_stands_in_a_part_with_a_clause() -> None:
    kinds = kinds_on(DAY)
    assert {kind.part for kind in kinds} == set(PARTS)
    for kind in kinds:
        assert kind.ko and kind.en and load_law().source(kind.clause)
        assert kind_on(kind.code, DAY) == kind


def test_every_source_of_credit_is_a_kind() -> None:
    assert set(RECORD_FIELDS) <= {kind.code for kind in kinds_on(DAY)}


def test_what_is_no_kind_is_none() -> None:
    assert kind_on("juggling", DAY) is None and purpose_on("advertising", DAY) is None


def test_an_account_needs_one_purpose() -> None:
    assert [purpose.code for purpose in purposes_on(DAY) if purpose.required] == ["record"]


def test_a_kind_begins_on_its_day(tmp_path: Path) -> None:
    """Another country's kind, since a day."""
    folder = tmp_path / "law"
    shutil.copytree(law_folder(), folder)
    file = folder / "llas" / "account.toml"
    text = file.read_text(encoding="utf-8")
    begin = text.index("[account.kind.club]")
    later = text[begin:].replace("since = 0001-01-01\nsince_known = false", "since = 2026-03-01", 1)
    file.write_text(text[:begin] + later, encoding="utf-8")
    law = load_law(folder)
    assert kind_on("club", date(2026, 2, 28), law) is None and kind_on("club", date(2026, 3, 1), law)
    assert "club" not in {kind.code for kind in kinds_on(date(2026, 2, 28), law)}


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 11)),  # a week without holidays: the seventh working day
        (date(2026, 9, 18), date(2026, 9, 28)),  # Chuseok between: the legal ten days come first
        (date(2026, 12, 24), date(2027, 1, 3)),  # Christmas and New Year
    ],
)
def test_the_deadline_is_the_earlier_of_promise_and_law(asked: date, due: date) -> None:
    assert due_on(asked) == due
