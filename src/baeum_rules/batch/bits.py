"""The rules of a record's answer as bits of one number."""

from __future__ import annotations

from collections.abc import Iterable

from baeum_rules.parameters import Law, load_law
from baeum_rules.recognition.sentences import sentences_of


def rule_ids(law: Law | None = None) -> tuple[str, ...]:
    """The ids of all rules that give reasons, in the order of ``rules.toml``: bit i is the id at place i."""
    keys = sentences_of(law or load_law()).rules
    found = tuple(dict.fromkeys(key.partition(":")[0] for key in keys))
    assert len(found) <= 64  # a record's rules are one uint64
    return found


def rules_as_bits(rules: Iterable[str], places: dict[str, int]) -> int:
    """The rules as one number; ``places``: the bit of each id."""
    bits = 0
    for rule in rules:
        bits |= 1 << places[rule]
    return bits
