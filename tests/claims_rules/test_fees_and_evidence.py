"""What it costs (M2, M3 of facts 9.5) and what has to be shown."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.claims.evidence import Line, asked, evidence_of, lacking, unexamined
from baeum_rules.claims.fees import exempt_group, fee
from baeum_rules.claims.sentences import word
from baeum_rules.parameters import UnknownParameter, load_law
from baeum_rules.recognition.fields import RECORD_FIELDS

ON = date(2026, 10, 5)


def test_fifteen_subjects_of_three_credits() -> None:
    assert fee("registration", 1, ON).won == 4000
    found = fee("recognition", 15 * 3, ON)
    assert (found.won, found.each, found.amount) == (45_000, 1000, 45)
    assert load_law().source(found.clause)


def test_who_is_exempt() -> None:
    assert exempt_group(ON) == ("basic_livelihood_recipient", "act.12-3.2")


@pytest.mark.parametrize("source", RECORD_FIELDS)
def test_every_source_has_its_paper(source: str) -> None:
    found = asked(Line(1, source, "self_declared", False), ON)
    assert word("paper", found.paper, "ko") and load_law().source(found.clause)
    assert found.state == "missing"


def test_what_is_no_source_has_none() -> None:
    with pytest.raises(UnknownParameter):
        asked(Line(1, "book", "self_declared", False), ON)


def test_what_the_account_knows_is_asked_no_more() -> None:
    told = Line(1, "certificate", "self_declared", True)
    assert evidence_of(told) == "attached"
    assert evidence_of(told._replace(examined=True)) == "accepted"
    assert evidence_of(told._replace(examined=False)) == "declined"
    assert evidence_of(told._replace(standing="institution_confirmed")) == "confirmed"
    lines = [told, told._replace(number=2, has_file=False), told._replace(number=3, examined=True)]
    lines.append(told._replace(number=4, standing="verified", has_file=False))
    lines.append(told._replace(number=5, examined=False))
    assert lacking(lines) == [2]
    assert unexamined(lines) == [1, 2]
    for state in ("confirmed", "attached", "accepted", "declined", "missing"):
        assert word("evidence", state, "en")
