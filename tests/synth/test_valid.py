"""Every synthetic learner is a valid case, and is contested when and for the reason it was drawn so."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from baeum_rules.recognition import audit, read
from baeum_rules.synth import conflicts
from baeum_rules.synth.blocks import draw_block, setup_of
from baeum_rules.synth.people import Setup
from baeum_rules.synth.writing import tables

from .cases import documents, is_contested

# which rules a conflict may be told by; a year too full may hold a semester too full, and the other way
RULES = {
    "certificate": {"certificate.count", "certificate.unlinked", "certificate.job"},
    "duplicate": {"duplicate"},
    "semester": {"window.semester", "window.year"},
    "year": {"window.semester", "window.year"},
    "institution": {"institution.cap"},
    "mixed": {"window.semester", "window.year"},
    "school": {"school.cap"},
    "stage": {"bdes.stage"},
    "part_time": {"part_time.semester", "window.semester", "window.year"},
}


def answers(count: int, setup: Setup) -> list[dict[str, Any]]:
    drawn = [audit(d) for both in tables(count, setup) for d in documents(*both)]
    assert not [answer["errors"] for answer in drawn if "errors" in answer]
    return drawn


@pytest.mark.parametrize("hard", [False, True])
def test_learners_are_valid_cases(hard: bool) -> None:
    count = 0
    for both in tables(1500, setup_of(11, hard=hard)):
        for document in documents(*both):
            found = read(document)
            assert not isinstance(found, list), found[:3]
            count += len(found.records)
    assert count > 40_000  # 1,500 learners with about thirty records each, or more


@pytest.mark.parametrize(("share", "seed"), [(0.0, 5), (0.2, 6), (1.0, 7)])
def test_as_many_are_contested_as_was_asked(share: float, seed: int) -> None:
    count = 300
    found = sum(map(is_contested, answers(count, setup_of(seed, contested=share)))) / count
    assert found == share if share in (0, 1) else abs(found - share) < 0.07, found


def test_a_learner_is_contested_for_the_reason_drawn() -> None:
    setup = setup_of(8, contested=1)
    people = draw_block(0, setup).people
    assert people is not None
    seen = set()
    for place, answer in enumerate(answers(300, setup)):
        kinds = [kind for bit, kind in enumerate(conflicts.KINDS) if people.kinds[place] >> bit & 1]
        left = [record for record in answer["records"] if record["verdict"] in ("not_chosen", "reduced")]
        told = {reason["rule"] for record in left for reason in record["reasons"]}
        assert kinds and any(RULES[kind] & told for kind in kinds), (place, kinds, told)
        if len(kinds) == 1:
            assert RULES[kinds[0]] & told, (place, kinds, told)
            seen.add(kinds[0])
    assert {"certificate", "duplicate", "semester", "year", "mixed", "institution"} <= seen


def test_hard_learners_meet_many_limits_together() -> None:
    drawn = answers(40, setup_of(9, hard=True))
    assert sum(map(is_contested, drawn)) >= 36
    rules = [
        {reason["rule"] for record in answer["records"] if record["verdict"] != "recognised"
         for reason in record["reasons"]}
        for answer in drawn
    ]  # fmt: skip
    assert sum(len(one) for one in rules) > 100  # more than two rules and a half each
    found = set(itertools.chain(*rules))
    assert {"duplicate", "window.semester", "window.year", "certificate.job", "heritage.item"} <= found
