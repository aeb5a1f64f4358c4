"""Sample learners and the lines of their accounts: the same number gives the same learner, in every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID, uuid5

from baeum.ledger.learning import Learning, content_of, natural_key, seal_content
from baeum.people.personal import Personal
from baeum.shared.clock import KOREA
from baeum_rules.ledger.entries import (
    ACCREDITED,
    CONFIRMED,
    DEPOSIT,
    FIRST_HASH,
    MOVE,
    NOTE,
    REVERSAL,
    SELF_DECLARED,
    Entry,
    hash_of,
)
from baeum_rules.ledger.kinds import kind_on

NAMESPACE = UUID("b5c1f0de-0000-4000-8000-000000000000")
FIRST_RECORDED = datetime(2012, 3, 2, 9, tzinfo=KOREA)
FAMILY, GIVEN = "김이박최정강조윤장임한오서신권황안송전홍", "가나다라마바사아자차카타파하은지수민서연우진현"
FIRST_BIRTH, BIRTHS = date(1950, 1, 1), 55 * 365

# kind: titles, hours, credits; "{}" takes a number, so that a title comes once
KINDS: dict[str, tuple[tuple[str, ...], int | None, int | None]] = {
    "training": (("생활 도예 {}기", "시민 해설사 과정 {}기", "디지털 문해 {}단계"), 30, None),
    "course": (("지역사회 이해 {}", "평생학습 설계 {}", "부모 교육 {}"), 45, None),
    "accredited_course": (("사회복지학개론 {}", "심리학개론 {}", "프로그래밍언어론 {}"), 45, 3),
    "certificate": (("표본자격 {}급",), None, None),
    "volunteering": (("마을 도서관 봉사 {}회",), 4, None),
    "book": (("읽은 책 {}",), None, None),
    "career": (("표본회사 근무 {}년차",), None, None),
    "award": (("표본 공모전 입상 {}회",), None, None),
}
BY_INSTITUTIONS = frozenset({"training", "course", "accredited_course"})


class Institution(NamedTuple):
    """A sample institution, and the officer who enters completions for it."""

    office_id: int
    name: str
    officer: UUID
    appointment_id: int


def person_id(number: int) -> UUID:
    """The id of the learner of this number, 1, 2, ..."""
    return uuid5(NAMESPACE, f"learner {number}")


def personal(number: int) -> Personal:
    """Who the learner is."""
    random = Random(number)
    name = random.choice(FAMILY) + random.choice(GIVEN) + random.choice(GIVEN)
    return Personal(name, FIRST_BIRTH + timedelta(random.randrange(BIRTHS)), "010-0000-0000", "표본시 표본구")


def lines(
    number: int, account_id: int, key: bytes, count: int, institutions: Sequence[Institution]
) -> Iterator[Entry]:
    """A whole account of ``count`` lines: deposits, now and then a note that moved or a line taken back."""
    random, person = Random(-number), str(person_id(number))
    before, standing = FIRST_HASH, list[tuple[Entry, Learning]]()
    day = date(2010, 1, 4) + timedelta(random.randrange(365))
    for place in range(1, count + 1):
        day += timedelta(random.randrange(1, 2 + 4000 // count))
        entry, learning = _next(random, place, day, standing, institutions)
        event = entry.natural_key or natural_key(key, learning)
        content = {"reason": "잘못 적음"} if entry.act == REVERSAL else content_of(learning)
        entry = entry._replace(
            account=account_id,
            by_person=entry.by_person or person,
            recorded_at=FIRST_RECORDED + timedelta(hours=41 * place, seconds=number % 3600),
            natural_key=event,
            content=seal_content(key, account_id, place, content),
            previous_hash=before,
        )
        entry = entry._replace(hash=hash_of(entry))
        before = entry.hash
        if entry.act != REVERSAL:
            standing.append((entry, learning))
        yield entry


def _next(
    random: Random,
    place: int,
    day: date,
    standing: list[tuple[Entry, Learning]],
    institutions: Sequence[Institution],
) -> tuple[Entry, Learning]:
    """The next line, without what binds it to the account; of whoever writes it, empty: the learner."""
    if place % 11 == 0 and standing:
        old, learning = standing.pop()
        return old._replace(
            number=place, act=REVERSAL, of_number=old.number, credits=None, hours=None
        ), learning
    if place % 13 == 0:
        for at, (old, learning) in enumerate(standing):
            if (old.part, old.kind) == (NOTE, "training"):
                standing.pop(at)
                moved = old._replace(
                    number=place,
                    act=MOVE,
                    of_number=old.number,
                    part=ACCREDITED,
                    kind="course",
                    natural_key=b"",
                )
                return moved, Learning("course", learning.title, learning.where, learning.happened_on)
    kind = random.choice(tuple(KINDS))
    titles, hours, credits = KINDS[kind]
    by = random.choice(institutions) if kind in BY_INSTITUTIONS and random.random() < 0.8 else None
    where = by.name if by else "표본 도서관"
    details = {"score": random.randint(60, 100), "attendance": random.randint(80, 100)} if credits else {}
    learning = Learning(
        kind, random.choice(titles).format(place), where, day, credits=credits, hours=hours, details=details
    )
    found = kind_on(kind, day)
    assert found is not None
    return (
        Entry(
            0,
            place,
            DEPOSIT,
            None,
            found.part,
            kind,
            CONFIRMED if by else SELF_DECLARED,
            by.office_id if by else None,
            str(by.officer) if by else "",
            by.appointment_id if by else None,
            None,
            day,
            FIRST_RECORDED,
            credits,
            hours,
            b"",
            b"",
            None,
            b"",
            b"",
        ),
        learning,
    )
