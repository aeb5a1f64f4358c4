"""Stored answers against what the engine answers to their cases now. Pure, so that it runs in any process."""

from __future__ import annotations

import json
from typing import Any

from baeum_rules.parameters import Law
from baeum_rules.recognition import recognise
from baeum_rules.recognition.differences import compared

WORDING = "wording"  # nothing but the texts differs
Pair = tuple[dict[str, Any], dict[str, Any]]


def differences_of(pairs: list[Pair], law: Law | None = None) -> list[tuple[str, ...]]:
    """What differs in each (case, stored answer); () where the answers are identical but for the revision.

    Kind, record and place of each difference, "!" before one that changes the outcome.
    """
    return [_difference(case, answer, law) for case, answer in pairs]


def _difference(case: dict[str, Any], answer: dict[str, Any], law: Law | None) -> tuple[str, ...]:
    again = json.loads(json.dumps(recognise(case, law)))
    if {**again, "law": ""} == {**answer, "law": ""}:
        return ()
    found = [
        "!" * one.outcome + ":".join(part for part in (one.kind, one.record, one.of) if part)
        for one in compared(answer, again)
    ]
    return tuple(dict.fromkeys(found)) or (WORDING,)
