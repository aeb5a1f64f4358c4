"""Issue a document: a learner, or a proxy for them, asks for one and has it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.ledger.models import Account
from baeum.people.acting import Actor, at_once
from baeum.people.keys import key_of
from baeum.people.personal import read
from baeum.shared.refusal import Refusal

from ..basis import Basis
from ..contents import BY_KIND
from ..freezing import Issued, Sealing, freeze, store
from ..masking import holder
from ..wanted import Wanted, faults_of


def issue(
    account_id: int, wanted: Wanted, *, by: Actor, on: date, replaces: UUID | None = None
) -> Issued | Refusal:
    """The document; or why there is none: the first fault, of which ``faults_of`` tells all."""
    if faults := faults_of(wanted):
        return faults[0][1]
    if wanted.kind == "course_completion":
        return Refusal("document.by_institution", status=403)
    with at_once(by):
        basis = basis_of(account_id, wanted, on)
        person = read(basis.account.person) if basis else None
        if basis is None or person is None:
            return Refusal("document.no_account", status=404)
        content = BY_KIND[wanted.kind](basis)
        if isinstance(content, Refusal):
            return content
        number = basis.account.learner_number
        shown = holder(person, number, level=wanted.masking, optional=wanted.personal)
        frozen = freeze(wanted, on, content, shown)
        if isinstance(frozen, Refusal):
            return frozen
        return store([Sealing(account_id, basis.key, frozen)], by=by, replaces=replaces)[0]


def basis_of(account_id: int, wanted: Wanted, on: date) -> Basis | None:
    """The account that a document is about, where the one who acts may have its key."""
    account = Account.objects.select_related("person").filter(pk=account_id, closed_at__isnull=True).first()
    key = key_of(account.person_id) if account else None
    return Basis(account, key, wanted, on) if account and key else None
