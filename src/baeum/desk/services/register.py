"""Register: one completion, as typed on the page, becomes a line."""

from __future__ import annotations

from datetime import date

from baeum.ledger.services.deposit import deposit
from baeum.ledger.writing import Written
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum.sheets.completion import Completion

from ..checking import learning_of, taker_of
from ..kinds import KINDS
from ..office import own_office


def register(completion: Completion, *, kind: str, token: str, by: Actor, on: date) -> Written | Refusal:
    """Deposit a completion. ``token``: of the page it was typed on; sent twice, it is stored once."""
    if kind not in KINDS:
        return Refusal("import.kind")
    with at_once(by):
        office = own_office()
        if office is None:
            return Refusal("desk.no_office", status=403)
        account = taker_of(completion)
        if isinstance(account, Refusal):
            return account
        learning = learning_of(completion, kind, office.name_ko)
        return deposit(account, learning, key=f"page:{token}", by=by, on=on)
