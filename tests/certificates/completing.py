"""Learners whose courses an institution has entered, and rows by which it issues their completions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from baeum.certificates.models import Document
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import Asked, deposit_each
from baeum.ledger.writing import Written
from baeum.people.acting import Actor, acting
from baeum.sheets.issuing import IssuingRow
from desk.learners import Learner

ENDED = date(2026, 6, 19)
WHERE = "한강평생교육원"
HEAD = "학습자번호,성명,과정명,종료일,기관 관리 번호,줄 번호"


def complete(
    learners: Sequence[Learner], by: Actor, title: str = "동네 역사", kind: str = "course", **given: Any
) -> None:
    """A line of a course for each."""
    learning = Learning(kind, title, WHERE, **{"happened_on": ENDED, "hours": 30, **given})
    asked = [Asked(one.account_id, learning, f"{title}-{one.account_id}-{given}") for one in learners]
    answers = deposit_each(asked, by=by, on=date(2026, 11, 21))
    assert all(isinstance(one, Written) for one in answers), answers


def asks(learner: Learner, title: str = "동네 역사", **given: Any) -> IssuingRow:
    """A good row; ``given`` replaces what it says."""
    said = {
        "learner_number": learner.number,
        "name": learner.name,
        "title": title,
        "ended_on": ENDED,
        **given,
    }
    return IssuingRow(**said)


def as_csv(rows: Sequence[IssuingRow]) -> bytes:
    """A file of rows."""
    cells = [
        (one.learner_number, one.name, one.title, one.ended_on or "", one.reference, one.number or "")
        for one in rows
    ]
    return "\n".join([HEAD, *(",".join(map(str, one)) for one in cells)]).encode()


def completions(by: Actor) -> list[Document]:
    """What the office has issued, as its officer sees it."""
    with acting(by):
        return list(Document.objects.filter(kind="course_completion").order_by("made_at", "number"))
