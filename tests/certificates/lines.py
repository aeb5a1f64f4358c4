"""Lines and what is asked to be issued of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from baeum.certificates.freezing import Issued, snapshot_of
from baeum.certificates.models import Document
from baeum.certificates.services.issue import issue
from baeum.certificates.wanted import Wanted
from baeum.credentials.snapshot import Snapshot
from baeum.ledger.learning import Learning
from baeum.people.acting import acting
from claims.cases import Learner

ON = date(2026, 11, 26)
OWN = Learning("book", "배움의 발견", "한강도서관", date(2026, 3, 2))


def issued(one: Learner, *numbers: int, on: date = ON, **wanted: Any) -> Issued:
    """A document; a learning history of lines, unless something else is wanted."""
    made = issue(
        one.account, Wanted(**{"kind": "learning_history", "numbers": numbers, **wanted}), by=one.by, on=on
    )
    assert isinstance(made, Issued), made
    return made


def frozen(one: Learner, made: Issued) -> Snapshot:
    """What the document says, as its learner reads it."""
    with acting(one.by):
        found = snapshot_of(Document.objects.get(pk=made.document_id), one.world.key(one.who))
    assert found is not None
    return found
