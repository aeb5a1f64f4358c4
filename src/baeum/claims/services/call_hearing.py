"""Call a hearing: before recognised credit or a degree may be taken away the learner is heard."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.ledger.models import Account
from baeum.people.acting import Actor, at_once, standing
from baeum.people.keys import key_of
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import INSTITUTE

from ..act import Event, Held, Plan, perform
from ..charging import next_number
from ..choosing import choose_lines
from ..decided import standing as decided_now
from ..models import Claim, Degree
from ..opening import seal_terms
from ..words import Said

CREDITS, DEGREE = "credit_cancellation", "degree_cancellation"
WHO = {"act": Said("act", "call_hearing"), "who": Said("who", INSTITUTE)}


def call_hearing(
    account_id: int,
    *,
    reason: str,
    by: Actor,
    on: date,
    numbers: Sequence[int] = (),
    of_degree: UUID | None = None,
) -> Event | Refusal:
    """Of recognised lines (``numbers``), or of a degree. The officer has looked at the account before."""
    with at_once(by):
        stands = standing()
        if stands.role != INSTITUTE or stands.office_id is None:
            return Refusal("claim.not_yours", WHO, 403)
        account = Account.objects.filter(pk=account_id).first()
        key = key_of(account.person_id) if account else None
        if account is None or key is None:
            return Refusal("claim.unknown", status=404)
        if of_degree is None and (wrong := _not_recognised(account_id, key, numbers)):
            return wrong
        if of_degree is not None and not _holds(account_id, of_degree):
            return Refusal("degree.unknown", status=404)
        new, kind = uuid.uuid4(), CREDITS if of_degree is None else DEGREE
        Claim.objects.create(
            id=new,
            account=account,
            kind=kind,
            office_id=stands.office_id,
            of_degree_id=of_degree,
            terms=seal_terms(key, new, {}),
            since=on,
        )
        if refusal := choose_lines(new, account_id, numbers):
            return refusal
        return perform(new, "call_hearing", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan:
    series = f"cancellation:{held.on.year}"
    return Plan(number=f"C{held.on.year}-{next_number(series):06}")


def _not_recognised(account_id: int, key: bytes, numbers: Sequence[int]) -> Refusal | None:
    found = decided_now(account_id, key)
    recognised = found.recognised if found else {}
    if not numbers:
        return Refusal("claim.no_lines")
    unknown = [str(number) for number in numbers if str(number) not in recognised]
    return Refusal("claim.not_recognised", {"lines": ", ".join(unknown)}, 409) if unknown else None


def _holds(account_id: int, degree: UUID) -> bool:
    found = Degree.objects.filter(pk=degree, account_id=account_id, conferred_on__isnull=False)
    return found.filter(cancelled_on__isnull=True).exists()
