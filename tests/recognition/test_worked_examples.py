"""Every worked example of the law data, through the whole engine."""

from __future__ import annotations

import json

import pytest

from baeum_rules.recognition import audit
from baeum_rules.recognition.examples import Example, examples

from .expectations import differences

EXAMPLES = list(examples())
WANTED = {
    *(f"W{number}" for number in range(1, 14)),
    *(f"R{number}" for number in range(1, 14)),
    *(f"C{number}" for number in range(1, 11)),
    *(f"D{number}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15)),
    "R17",  # the part-time table
}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_example(example: Example) -> None:
    answer = audit(example.case)
    assert differences(example, answer) == []
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer


def test_none_is_missing_and_none_is_named_twice() -> None:
    ids = [example.id for example in EXAMPLES]
    assert set(ids) >= WANTED
    assert len(ids) == len(set(ids))
    assert all(example.ko and example.en and example.expect for example in EXAMPLES)
