"""The canonical form and the chain."""

from __future__ import annotations

from datetime import timedelta, timezone
from hashlib import sha256

import pytest
from tests.ledger_rules.accounts import deposit

from baeum_rules.ledger.entries import CANONICAL, Entry, canonical, hash_of

FORM = """baeum.ledger.1
account=7
number=1
act=deposit
of_number=
part=special_note
kind=training
standing=self_declared
office=
by_person=6d1f0a0e-0000-4000-8000-000000000001
appointment=
happened_from=2026-01-05
happened_on=2026-02-27
recorded_at=2026-03-02T00:01:00.000250Z
credits=3
hours=45
natural_key=00000000000000000000000000000001
content={content}
evidence=
previous_hash={zeros}"""


def test_the_canonical_form_is_as_published() -> None:
    """Others verify our chains: the form may never change under its name."""
    expected = FORM.format(content=sha256(b"sealed 1").hexdigest(), zeros="00" * 32)
    assert canonical(deposit()).decode() == expected
    assert hash_of(deposit()) == sha256(expected.encode()).digest()


CHANGED = {
    "account": 8,
    "number": 2,
    "act": "move",
    "of_number": 1,
    "part": "schooling",
    "kind": "book",
    "standing": "officially_verified",
    "office": 1,
    "by_person": "6d1f0a0e-0000-4000-8000-000000000002",
    "appointment": 1,
    "happened_from": None,
    "happened_on": deposit().happened_on + timedelta(1),
    "recorded_at": deposit().recorded_at + timedelta(microseconds=1),
    "credits": None,
    "hours": 0,
    "natural_key": bytes(16),
    "content": b"sealed",
    "evidence": bytes(32),
    "previous_hash": bytes(31) + b"1",
}


@pytest.mark.parametrize("name", CANONICAL)
def test_every_field_is_hashed(name: str) -> None:
    assert hash_of(deposit()._replace(**{name: CHANGED[name]})) != hash_of(deposit())


def test_all_fields_but_the_hash_are_canonical() -> None:
    assert set(CHANGED) == set(CANONICAL) == set(Entry._fields) - {"hash"}


def test_the_offset_of_a_time_does_not_matter() -> None:
    elsewhere = deposit().recorded_at.astimezone(timezone(timedelta(hours=-5)))
    assert hash_of(deposit()._replace(recorded_at=elsewhere)) == hash_of(deposit())


def test_nothing_is_not_zero() -> None:
    assert hash_of(deposit()._replace(credits=None)) != hash_of(deposit()._replace(credits=0))
