"""Issue a document again as things stand today: the former one is revoked in the same moment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from baeum.ledger.queries import is_named, keys_of, lines_numbered
from baeum.people.acting import Actor, at_once
from baeum.people.keys import key_of
from baeum.shared.refusal import Refusal

from ..bulk.finding import COURSES, Completed, completions_of
from ..freezing import Issued, snapshot_of
from ..masking import OPEN, OPTIONAL, PARTLY
from ..models import Document
from ..office import own_institution
from ..returning import last_of
from ..wanted import Wanted
from .issue import issue
from .issue_completions import issue_found, one_at_a_time
from .revoke import revoke


class _TakenBack(Exception):
    """There is no new one: then the former one stays as it was."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def reissue(document_id: UUID, *, by: Actor, at: datetime, name: str = "") -> Issued | Refusal:
    """The document anew, with the same choices and the lines as they stand now; or nothing changes.

    A learner has any document of theirs issued again but a completion, which the institution that issued it
    does. ``name``: of the holder of a completion, where it is another one now than it was.
    """
    try:
        with at_once(by):
            if by.appointment_id is None:
                made = _by_learner(document_id, by, at)
            else:
                made = _by_institution(document_id, by, at, name)
            if isinstance(made, Refusal):
                raise _TakenBack(made)
            return made
    except _TakenBack as taken_back:
        return taken_back.refusal


def _by_learner(document_id: UUID, by: Actor, at: datetime) -> Issued | Refusal:
    document = Document.objects.select_related("account").filter(pk=document_id).first()
    key = key_of(document.account.person_id) if document else None
    wanted = wanted_again(document, key) if document and key else None
    if document is None or wanted is None:
        return Refusal("document.none", status=404)
    if wanted.kind == "course_completion":
        return Refusal("document.by_institution", status=403)
    if (refusal := _gone(document, by, at)) is not None:
        return refusal
    return issue(document.account_id, wanted, by=by, on=at.date(), replaces=document_id)


def _by_institution(document_id: UUID, by: Actor, at: datetime, name: str) -> Issued | Refusal:
    """A completion of the office's own, by the line in the place of the one that it showed."""
    office = own_institution()
    own = Document.objects.filter(pk=document_id, kind="course_completion", issuer=office)
    document = own.first() if office else None
    if office is None or document is None:
        return Refusal("document.none", status=404)
    one_at_a_time(office)
    completed = _completed(document, office.pk, name)
    if isinstance(completed, Refusal):
        return completed
    if (refusal := _gone(document, by, at)) is not None:
        return refusal
    if there := completions_of([completed.line.entry_id]):
        number, on = next(iter(there.values()))
        return Refusal("issuing.there", {"number": number, "on": on}, 409)
    snapshot = snapshot_of(document, completed.key)
    languages = snapshot.languages if snapshot else ("ko",)
    return issue_found({0: completed}, office, languages, by=by, on=at.date(), replaces=document_id)[0]


def _completed(document: Document, office_id: int, name: str) -> Completed | Refusal:
    """The line that is issued again, under a name that is the account's."""
    numbers = [(document.account_id, number) for number in _numbers(document)]
    lines = [line for line in lines_numbered(office_id, numbers) if line.state == "stands"]
    if not lines or lines[0].entry.kind not in COURSES:
        return Refusal("issuing.line_gone", {"line": ", ".join(str(number) for _, number in numbers)}, 409)
    key = keys_of([document.account_id]).get(document.account_id)
    snapshot = snapshot_of(document, key) if key else None
    if key is None or snapshot is None:
        return Refusal("document.none", status=404)
    named = name or snapshot.holder["name"]
    if not is_named(document.account_id, named):
        return Refusal("issuing.other_name", status=409)
    return Completed(document.account_id, key, named, lines[0])


def _gone(document: Document, by: Actor, at: datetime) -> Refusal | None:
    """Why the former one cannot make room; None once it is revoked."""
    if hasattr(document, "replaced_by"):
        return Refusal("document.replaced", status=409)
    if document.revoked_at is not None:
        return None
    gone = revoke(document.pk, why=Document.Why.REPLACED, by=by, at=at)
    return gone if isinstance(gone, Refusal) else None


def wanted_again(document: Document, key: bytes) -> Wanted | None:
    """What was asked for then; lines that went on in others are asked for as those."""
    snapshot = snapshot_of(document, key)
    if snapshot is None:
        return None
    return Wanted(
        kind=snapshot.kind,
        numbers=tuple(_numbers(document)),
        languages=snapshot.languages,
        masking=PARTLY if "*" in snapshot.holder.get("birth_date", "") else OPEN,
        personal=frozenset(snapshot.holder) & frozenset(OPTIONAL),
        purpose=snapshot.purpose,
        recipient=snapshot.recipient,
    )


def _numbers(document: Document) -> list[int]:
    """The numbers of the lines that were shown, followed to those in their place now."""
    return [last_of(shown.entry).number for shown in document.lines.select_related("entry")]
