"""What completions of an institution are registered as: kinds of the law data (account.kind)."""

from __future__ import annotations

from datetime import date

from baeum_rules.ledger.kinds import Kind, kind_on

KINDS = ("course", "training")  # accredited for the learning account, or a special note until it is


def kinds(on: date) -> list[Kind]:
    """The kinds that can be chosen on a day, in their order."""
    return [found for code in KINDS if (found := kind_on(code, on)) is not None]
