"""The cast with accounts, and learning to put into them."""

from __future__ import annotations

from datetime import date

import pytest

from baeum.ledger.learning import Learning
from baeum.ledger.services.open_account import Opened, open_account
from baeum.people.acting import acting
from cast import Cast

ON = date(2026, 11, 25)
PURPOSES = ("record", "institution_deposit")


@pytest.fixture
def nari(cast: Cast) -> Opened:
    """Nari's account, which institutions may deposit to."""
    return opened(cast, "nari")


@pytest.fixture
def dowon(cast: Cast) -> Opened:
    """Dowon's account."""
    return opened(cast, "dowon")


def opened(cast: Cast, key: str) -> Opened:
    """An account that somebody of the cast opens for themselves."""
    answer = open_account(cast.person[key].id, purposes=PURPOSES, by=cast.as_self(key), on=ON)
    assert isinstance(answer, Opened)
    return answer


def training(title: str = "생활 도예", **fields: object) -> Learning:
    """A note of a course that nobody has accredited."""
    values = {"where": "한강평생교육원", "happened_on": date(2026, 5, 29), "hours": 30, **fields}
    return Learning("training", title, **values)  # type: ignore[arg-type]


def course(title: str = "사회복지학개론", **fields: object) -> Learning:
    """A course accredited for the credit bank, complete enough to be counted."""
    values = {
        "where": "한강평생교육원",
        "happened_from": date(2025, 9, 1),
        "happened_on": date(2025, 12, 12),
        "credits": 3,
        "hours": 45,
        "details": {"score": 88, "attendance": 96},
        **fields,
    }
    return Learning("accredited_course", title, **values)  # type: ignore[arg-type]


__all__ = ["ON", "acting", "course", "opened", "training"]
