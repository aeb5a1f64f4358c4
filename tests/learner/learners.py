"""A learner with an account, and their browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.test import Client

from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.writing import Written
from baeum.shared.clock import today

if TYPE_CHECKING:
    from cast import Cast

PICTURE = bytes.fromhex(  # a PNG of one pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101"
    "00b138f6140000000049454e44ae426082"
)


@dataclass
class Learner:
    """Somebody of the cast with an account, and their browser."""

    cast: Cast
    key: str
    account: int
    number: str
    client: Client

    def enter(self, title: str, kind: str = "training", by: str | None = None, **values: Any) -> int:
        """A line, by the learner or by an officer of the cast; its number."""
        learning = Learning(
            kind=kind, title=title, **{"where": "한강", "happened_on": date(2024, 5, 1), **values}
        )
        actor = self.cast.as_(by) if by else self.cast.as_self(self.key)
        written = deposit(self.account, learning, key=f"{title}-{by}", by=actor, on=today())
        assert isinstance(written, Written), written
        return written.number

    def get(self, page: str, query: str = "", language: str = "") -> Any:
        """A page of the account."""
        return self.client.get(f"{language}/account/{self.account}/{page}{query}")

    def post(self, page: str, typed: dict[str, Any] | None = None, language: str = "") -> Any:
        """A form of the account, sent."""
        return self.client.post(f"{language}/account/{self.account}/{page}", typed or {})
