"""Receive a payment: the money of a fee has come in."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..models import Fee
from ..settling import settle
from ..words import Said


def receive_payment(fee_id: int, *, reference: str, by: Actor, on: date) -> Fee | Refusal:
    """Paid, with the number of its receipt. ``reference``: of the payment, no card or account number."""
    if not reference.strip():
        return Refusal("fee.reference", {"act": Said("act", "receive_payment")})
    return settle(fee_id, Fee.State.PAID, "receive_payment", reference=reference.strip(), by=by, on=on)
