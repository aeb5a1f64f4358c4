"""Every synthetic learner is a valid case, and as often contested as was asked."""

from __future__ import annotations

import pytest

from baeum_rules.recognition import audit, read
from baeum_rules.synth.blocks import setup_of
from baeum_rules.synth.writing import tables

from .cases import documents, is_contested


def test_learners_are_valid_cases() -> None:
    for learners, records in tables(2000, setup_of(11)):
        for document in documents(learners, records):
            found = read(document)
            assert not isinstance(found, list), found[:3]


@pytest.mark.parametrize("share", [0.0, 0.34])
def test_as_many_are_contested_as_was_asked(share: float) -> None:
    count = 400
    answers = [audit(d) for both in tables(count, setup_of(5, contested=share)) for d in documents(*both)]
    assert not [answer["errors"] for answer in answers if "errors" in answer]
    found = sum(map(is_contested, answers)) / count
    assert found == 0 if share == 0 else abs(found - share) < 0.07, found
