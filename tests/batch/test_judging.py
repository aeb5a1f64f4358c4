"""A batch judged by compiled code: as the audit of each learner says, and as the same code interpreted."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.batch.columns_of_cases import columns_of
from tests.batch.flattening import nested
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch import columns as batch_columns
from baeum_rules.batch.compiling import compiled
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.judging import Judged, judge, judge_all, numbers_as_arrays
from baeum_rules.certificates import load_certificates
from baeum_rules.recognition import codes, read
from baeum_rules.recognition import columns as one_learner
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.decision import prepare
from baeum_rules.recognition.examples import examples
from baeum_rules.recognition.fields import RECORD_FIELDS
from baeum_rules.recognition.judging import RULES
from baeum_rules.recognition.numbers import NAMES, all_numbers_of, at
from baeum_rules.recognition.thresholds import thresholds_of

TINY, LARGE = 2000, 150  # LARGE of either kind
Row = tuple[int, int, int, int]


@lru_cache(maxsize=1)
def cases() -> list[Case]:
    documents: list[Any] = [tiny_case(random.Random(seed)) for seed in range(TINY)]
    for kind in ("ordinary", "adversarial"):
        documents += [large_case(random.Random(seed), kind) for seed in range(LARGE)]
    found = [read(document) for document in documents]
    found += [read(example.case) for example in examples()]  # some rules only they reach
    return [case for case in found if isinstance(case, Case)]


@lru_cache(maxsize=1)
def columns() -> Any:
    return columns_of(cases(), thresholds_of(None))


@lru_cache(maxsize=1)
def numbers() -> Any:
    return numbers_as_arrays(thresholds_of(None))


def rows_of(judged: Judged) -> list[Row]:
    return list(zip(*(column.tolist() for column in judged), strict=True))


def audited() -> list[Row]:
    """What the audit of each learner says of each record."""
    rows = []
    bits = {rule: 1 << place for place, rule in enumerate(RULES)}
    for case in cases():
        prepared = prepare(case, thresholds_of(None))
        eligible = {one.record.id: one for one in prepared.eligible}
        for record in case.records:
            if record.id in eligible:
                one = eligible[record.id]
                rows.append((0, one.credits, one.classes, int(record.id in prepared.pending)))
            else:
                rows.append((sum(bits[found.rule] for found in prepared.refused[record.id]), 0, 0, 0))
    return rows


def test_a_batch_is_judged_as_each_learner_is() -> None:
    expected = audited()
    assert rows_of(judge(*columns(), numbers())) == expected
    assert len(expected) > 20_000
    # every rule refuses somewhere; classes of every kind; records that wait for a subcommittee
    met = Counter(rule for row in expected for place, rule in enumerate(RULES) if row[0] >> place & 1)
    assert met.keys() == set(RULES), met
    assert {row[2] for row in expected} >= {1, 2, 4, 8, 5, 6} and len({row[1] for row in expected}) > 30
    assert sum(row[3] for row in expected) > 100


def test_from_arrow_too() -> None:
    """Columns as the encoder of a batch fills them from tables."""
    documents = [tiny_case(random.Random(seed)) for seed in range(0, TINY, 4)]
    documents += [large_case(random.Random(seed), "adversarial") for seed in range(0, LARGE, 4)]
    found = [case for case in map(read, documents) if isinstance(case, Case)]
    encoded = Encoder(load_certificates()).encode(nested(documents))
    judged = judge(encoded.learners, encoded.records, encoded.certificates, numbers())
    assert not encoded.bad.any() and len(found) == len(documents)
    assert rows_of(judged) == rows_of(judge(*columns_of(found, thresholds_of(None)), numbers()))
    assert len(judged.refused) > 4_000 and np.unique(judged.refused).size > 20


def test_words_and_columns_are_the_same_in_a_batch_and_for_one() -> None:
    assert codes.SOURCES == batch_columns.SOURCES == tuple(RECORD_FIELDS)
    for words in ("SCHOOL_KINDS", "LEAVINGS", "ROLES", "CHOICES"):
        assert getattr(codes, words) == getattr(batch_columns, words)
    for kind in ("Learners", "Records", "Certificates"):
        mine, theirs = getattr(one_learner, kind)._fields, getattr(batch_columns, kind)._fields
        assert set(mine) <= set(theirs) and list(mine) == sorted(mine, key=theirs.index)


def test_interpreted_it_finds_the_same() -> None:
    few = columns_of(cases()[:: len(cases()) // 300], thresholds_of(None))
    count = len(few[1].source)
    judged = Judged(*(np.zeros(count, column.dtype) for column in judge(*few, numbers())))
    judge_all(*few, numbers(), judged)
    assert (
        rows_of(judged) == rows_of(judge(*few, numbers())) and judged.refused.any() and judged.pending.any()
    )


def test_nothing_to_judge() -> None:
    none: list[Case] = []
    assert rows_of(judge(*columns_of(none, thresholds_of(None)), numbers())) == []


def test_numbers_compiled_and_not() -> None:
    """Every name on every day around every version; what they are interpreted, test_numbers.py tells."""
    compiled_at, interpreted = compiled(at), all_numbers_of(thresholds_of(None))
    for number, name in enumerate(NAMES):
        since, _ = thresholds_of(None).versions(name)
        for day in {edge + by for edge in (*since, 1, date.max.toordinal()) for by in (-1, 0, 1)}:
            assert compiled_at(numbers(), number, day) == at(interpreted, number, day), (name, day)


@pytest.mark.parametrize("column", range(4))
def test_a_wrong_column_would_be_seen(column: int) -> None:
    judged = judge(*columns(), numbers())
    judged[column][-1] += 1
    assert rows_of(judged) != rows_of(judge(*columns(), numbers()))
