"""Documents of the sample learners: one that holds, one for everything, one that was taken back."""

from __future__ import annotations

from datetime import timedelta

from baeum.certificates.freezing import Issued
from baeum.certificates.services.issue import issue
from baeum.certificates.services.revoke import revoke
from baeum.certificates.wanted import Wanted
from baeum.demo.cast import Cast
from baeum.ledger.models import Account, Entry
from baeum.people.acting import acting
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal

LEARNER, MOST = "nari", 8


def issue_documents(cast: Cast) -> None:
    """What Nari has had issued. Raises RuntimeError for a refusal: a fault of ours."""
    by, on = cast.as_self(LEARNER), today()
    with acting(by):
        account = Account.objects.get(person=cast.person[LEARNER])
        lines = Entry.objects.filter(account=account, later__isnull=True).exclude(act="reversal")
        every = list(lines.order_by("number").values_list("number", "standing"))
    numbers = tuple(number for number, _ in every)[:MOST]
    verified = tuple(number for number, standing in every if standing != "self_declared")[:MOST]
    asked = [
        (Wanted("portfolio", numbers, languages=("ko", "en"), purpose="나를 소개하기"), on - timedelta(20)),
        (Wanted("portfolio", numbers[:3], masking="open"), on - timedelta(5)),
    ]
    if verified:
        asked.append((Wanted("learning_history", verified, purpose="취업", recipient="한빛상사"), on))
    made = [issue(account.pk, wanted, by=by, on=day) for wanted, day in asked]
    if wrong := [one for one in made if isinstance(one, Refusal)]:
        raise RuntimeError(wrong)
    taken = made[1]
    assert isinstance(taken, Issued)
    revoke(taken.document_id, why="holder", by=by, at=now())
