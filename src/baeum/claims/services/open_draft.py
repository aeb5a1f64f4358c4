"""Open a draft: a learner begins to ask for something. Drafts can be written all year."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from baeum.ledger.models import Account
from baeum.people.acting import Actor, at_once
from baeum.people.keys import key_of
from baeum.places.queries import institute_on
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import ASKS

from ..act import Event, perform
from ..choosing import choose_lines
from ..models import Claim
from ..opening import seal_terms


def open_draft(
    account_id: int,
    kind: str,
    *,
    by: Actor,
    on: date,
    terms: Mapping[str, Any] | None = None,
    numbers: Sequence[int] = (),
    of_claim: UUID | None = None,
) -> Event | Refusal:
    """The draft. ``kind``: one of the nine of ``path.ASKS``; ``terms``, ``numbers``: see docs.md."""
    if kind not in ASKS:
        return Refusal("claim.kind", {"kind": kind}, 404)
    with at_once(by):
        account = Account.objects.filter(pk=account_id, closed_at__isnull=True).first()
        key = key_of(account.person_id) if account else None
        office = institute_on(on)
        if account is None or key is None:
            return Refusal("claim.unknown", status=404)
        if office is None:
            return Refusal("claim.no_institute", {"on": on}, 409)
        if by.appointment_id is not None:
            return Refusal("claim.as_learner", status=403)
        new = uuid.uuid4()
        Claim.objects.create(
            id=new,
            account=account,
            kind=kind,
            office=office,
            of_claim_id=of_claim,
            terms=seal_terms(key, new, dict(terms or {})),
            since=on,
        )
        if refusal := choose_lines(new, account_id, numbers):
            return refusal
        return perform(new, "open_draft", by=by, on=on)
