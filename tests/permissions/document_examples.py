"""Documents of each owner of the scene: one that holds, with its paper, and one that was taken back."""

from __future__ import annotations

from uuid import UUID

from baeum.certificates.freezing import Issued, snapshot_of
from baeum.certificates.models import Document
from baeum.certificates.numbers import grouped
from baeum.certificates.printing import paper_of
from baeum.certificates.services.issue import issue
from baeum.certificates.services.revoke import revoke
from baeum.certificates.wanted import Wanted
from baeum.people.acting import acting
from baeum.people.keys import key_of
from baeum.shared.clock import now, today
from cast import Cast

from .signs import Sign, Signs

DOCUMENTS: dict[str, UUID] = {}  # by owner: the one that holds
CHECKED: dict[str, dict[str, str]] = {}  # by owner: where anybody checks it


def issue_to(cast: Cast, signs: Signs, owner: str, account: int) -> None:
    """A portfolio of the first line, and the same taken back."""
    by, purpose = cast.as_self(owner), Sign("document purpose", owner)
    wanted = Wanted("portfolio", (1,), masking="open", purpose=purpose.word())
    held, taken = (issue(account, wanted, by=by, on=today()) for _ in range(2))
    assert isinstance(held, Issued) and isinstance(taken, Issued)
    revoke(taken.document_id, why="holder", by=by, at=now())
    with acting(by):
        document = Document.objects.select_related("issuer").get(pk=held.document_id)
        key = key_of(cast.person[owner].id)
        assert key is not None
        snapshot = snapshot_of(document, key)
        assert snapshot is not None and isinstance(paper_of(document, snapshot, key, now()), bytes)
    DOCUMENTS[owner] = held.document_id
    CHECKED[owner] = {"number": held.number, "day": f"{held.issued_on:%Y%m%d}"}
    signs.add(purpose)
    for made in (held, taken):
        signs.add(Sign("document number", owner), made.number, grouped(made.number))
        signs.add(Sign("document id", owner), str(made.document_id))
