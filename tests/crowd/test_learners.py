"""Sample accounts break no invariant, and the same number is the same learner."""

from __future__ import annotations

import pytest

from baeum.crowd.learners import Institution, lines, person_id, personal
from baeum.crowd.loading import _head
from baeum.ledger.learning import unseal_content
from baeum.shared.sealing import new_key
from baeum_rules.ledger.invariants import Head, broken

INSTITUTIONS = [Institution(number, f"표본 {number}", person_id(10**6 + number), number) for number in (1, 2)]


@pytest.mark.parametrize("count", [1, 2, 30, 60])
def test_whole_accounts(count: int) -> None:
    key = new_key()
    for number in range(1, 40):
        own = list(lines(number, number, key, count, INSTITUTIONS))
        row = _head(number, number, own)
        assert broken(own, Head(*row[5:9])) == []
        assert len(own) == count and all(unseal_content(key, number, e.number, e.content) for e in own)


def test_the_same_number_is_the_same_learner() -> None:
    assert personal(5) == personal(5) and person_id(5) == person_id(5)
    first, second = (list(lines(5, 1, new_key(), 30, INSTITUTIONS)) for _ in range(2))
    assert [(e.kind, e.happened_on, e.act) for e in first] == [(e.kind, e.happened_on, e.act) for e in second]
