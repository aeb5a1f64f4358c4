"""Input errors come all at once, each with its place; the subject data are whole."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from baeum_rules.bdes.majors import majors, subjects_of
from baeum_rules.parameters import load_law
from baeum_rules.recognition import audit
from baeum_rules.recognition.sentences import sentences_of

from .cases import STAGES, answer, case


def codes(document: Any) -> set[tuple[str | None, str, str]]:
    return {(one["record"], one["field"], one["code"]) for one in audit(document)["errors"]}


def test_everything_wrong_at_once() -> None:
    document = case(
        {"id": "a", "source": "bdes_result", "stage": 5, "subject": "", "score": "90"},
        {"id": "a", "source": "bdes_exam"},
        {"source": "career"},
        "nothing",  # type: ignore[arg-type]
        credits=[{"kind": "other", "credits": 0}],
        schooling=["much"],
        born_on="1980-01-01",
    )
    document["goal"]["major"] = "sociology"
    document["version"] = 2
    document["more"] = 1
    assert codes(document) == {
        (None, "version", "version"),
        (None, "more", "field.unknown"),
        (None, "goal.major", "bdes.major"),
        (None, "learner.born_on", "field.unknown"),
        (None, "learner.credits[0].kind", "choice"),
        (None, "learner.credits[0].credits", "number.range"),
        (None, "learner.credits[0].same_major", "field.missing"),
        (None, "learner.schooling[0]", "type.object"),
        ("a", "stage", "number.range"),
        ("a", "subject", "text.empty"),
        ("a", "score", "type.number"),
        ("a", "taken_on", "field.missing"),
        ("a", "id", "record.duplicate_id"),
        ("#3", "id", "field.missing"),
        ("#3", "source", "choice"),
        ("#4", "", "type.object"),
    }
    for one in audit(document)["errors"]:
        assert one["ko"] and one["en"]


def test_before_the_rules_that_are_known() -> None:
    assert codes(case(as_of="2015-09-27")) == {(None, "as_of", "bdes.early")}
    assert "errors" not in audit(case(as_of="2015-09-28"))


@pytest.mark.parametrize("part", ["learner", "as_of"])
def test_parts_that_must_be_there(part: str) -> None:
    document = case()
    del document[part]
    assert codes(document) == {(None, part, "field.missing")}
    document[part] = 3
    assert {field for _, field, _ in codes(document)} == {part}


def test_the_same_answer_from_text_and_in_any_order() -> None:
    whole = audit(case(*STAGES))
    assert audit(json.dumps(case(*STAGES))) == whole
    turned = audit(case(*reversed(STAGES)))
    assert turned["requirements"] == whole["requirements"]


def test_eleven_majors_and_what_is_known_of_them() -> None:
    known = majors()
    assert len(known) == 11
    assert [one.id for one in known.values() if one.stages == (3, 4)] == [
        "early-childhood-education",
        "information-communication",
    ]
    assert [one.id for one in known.values() if one.stages == (4,)] == ["nursing"]
    assert sum(one.stages == (1, 2, 3, 4) for one in known.values()) == 8
    today = date(2026, 11, 21)
    assert len(subjects_of("computer-science", 2, today).names) == 8
    assert subjects_of("computer-science", 4, date(2019, 12, 31)).names == ()
    assert len(subjects_of("computer-science", 4, date(2020, 1, 1)).names) == 4
    assert subjects_of("law", 2, today) == ((), False)


def test_every_sentence_has_its_clause_and_both_languages() -> None:
    law = load_law()
    for name in ("sentences_bdes", "sentences_school", "sentences_grades", "sentences_openings"):
        for key, entry in sentences_of(law, name).rules.items():
            assert law.source(entry["clause"]), key
            assert entry["ko"] and entry["en"], key


def test_reasons_of_an_answer_are_whole() -> None:
    found = answer(*STAGES)
    told = [one for row in found["requirements"] for one in row["reasons"]]
    told += [one for line in found["records"] for one in line["reasons"]] + found["ways"] + found["notes"]
    for one in told:
        assert one["ko"] and one["en"] and one["clause"] and one["clause_en"]
        assert "{" not in one["ko"] + one["en"]
