"""Learners with accounts, and files of completions for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baeum.ledger.models import Entry
from baeum.ledger.services.open_account import Opened, open_account
from baeum.people.acting import Actor, acting
from baeum.people.personal import Personal
from baeum.people.services.register_person import register_person

ON = date(2026, 11, 21)
PURPOSES = ("record", "institution_deposit")
HEAD = "학습자번호,성명,과정명,과정 코드,분야,시작일,종료일,이수 시간,학점,성적,비고,기관 관리 번호"


@dataclass(frozen=True)
class Learner:
    """A person with an account."""

    person_id: UUID
    account_id: int
    number: str
    name: str


def enrol(name: str, purposes: Sequence[str] = PURPOSES) -> Learner:
    """Somebody who opens an account."""
    person = register_person(Personal(name, date(1980, 1, 1)), on=ON)
    opened = open_account(person.id, purposes=purposes, by=Actor(person.id), on=ON)
    assert isinstance(opened, Opened)
    return Learner(person.id, opened.account_id, opened.learner_number, name)


def row(learner: Learner, number: int, **given: str) -> str:
    """A good row; ``given`` replaces cells by the name of their field."""
    cells = {
        "holder": learner.number,
        "name": learner.name,
        "title": f"동네 역사 {number}",
        "code": "H-1",
        "field": "인문교양",
        "began": "2026-03-02",
        "ended": "2026-06-19",
        "hours": "30",
        "credits": "",
        "grade": "92",
        "note": "",
        "reference": f"2026-{number:05}",
        **given,
    }
    return ",".join(cells.values())


def file(rows: Sequence[str]) -> bytes:
    """A CSV of rows."""
    return "\n".join((HEAD, *rows)).encode()


def rows_of(learners: Sequence[Learner], count: int) -> list[str]:
    """So many good rows, the learners in turn."""
    return [row(learners[number % len(learners)], number) for number in range(1, count + 1)]


def lines(learner: Learner) -> list[Entry]:
    """What stands in an account, as its person sees it."""
    with acting(Actor(learner.person_id)):
        return list(Entry.objects.filter(account_id=learner.account_id).order_by("number"))
