"""Sealed content belongs to one line of one account; natural keys to one person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.conftest import training

from baeum.ledger.learning import content_of, natural_key, seal_content, unseal_content
from baeum.shared.sealing import Unreadable, new_key


def test_content_cannot_be_moved_to_another_line() -> None:
    key, content = new_key(), content_of(training())
    sealed = seal_content(key, 1, 2, content)
    assert unseal_content(key, 1, 2, sealed) == content
    for account, number in ((1, 3), (2, 2), (12, 0)):
        with pytest.raises(Unreadable):
            unseal_content(key, account, number, sealed)
    with pytest.raises(Unreadable):
        unseal_content(new_key(), 1, 2, sealed)


def test_a_natural_key_tells_nothing_without_the_persons_key() -> None:
    key = new_key()
    assert natural_key(key, training()) == natural_key(key, training(" 생활  도예", hours=31))
    assert natural_key(key, training()) != natural_key(new_key(), training())
    assert natural_key(key, training()) != natural_key(key, replace(training(), kind="book"))
