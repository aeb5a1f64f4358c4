"""The doors to the rules that the pages share."""

from __future__ import annotations

from functools import cache

from baeum_rules.parameters import load_law


@cache
def revision() -> str:
    """The revision of the rule data, as the footer and each answer name it."""
    return str(load_law().revision)
