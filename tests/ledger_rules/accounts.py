"""Accounts made in memory: whole ones, at random, to be broken on purpose."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from random import Random

from baeum_rules.ledger.entries import (
    ACCREDITED,
    CONFIRMATION,
    CONFIRMED,
    DEPOSIT,
    FIRST_HASH,
    MOVE,
    NOTE,
    PARTS,
    REVERSAL,
    SELF_DECLARED,
    STANDINGS,
    SUPPLEMENT,
    Entry,
    hash_of,
)
from baeum_rules.ledger.invariants import Head
from baeum_rules.ledger.statement import statement

BEGAN = datetime(2026, 3, 2, 9, 0, 0, 250, tzinfo=timezone(timedelta(hours=9)))
PERSON = "6d1f0a0e-0000-4000-8000-000000000001"


def deposit(number: int = 1, **changes: object) -> Entry:
    """A deposit that nothing is wrong with, but that it follows no other."""
    entry = Entry(
        account=7,
        number=number,
        act=DEPOSIT,
        of_number=None,
        part=NOTE,
        kind="training",
        standing=SELF_DECLARED,
        office=None,
        by_person=PERSON,
        appointment=None,
        happened_from=date(2026, 1, 5),
        happened_on=date(2026, 2, 27),
        recorded_at=BEGAN + timedelta(minutes=number),
        credits=3,
        hours=45,
        natural_key=number.to_bytes(16, "big"),
        content=b"sealed %d" % number,
        evidence=None,
        previous_hash=FIRST_HASH,
        hash=b"",
    )
    return entry._replace(**changes)  # type: ignore[arg-type]


def chained(entries: list[Entry]) -> list[Entry]:
    """The lines with hashes that follow each other."""
    before, found = FIRST_HASH, []
    for entry in entries:
        linked = entry._replace(previous_hash=before)
        found.append(linked._replace(hash=hash_of(linked)))
        before = found[-1].hash
    return found


def head_of(entries: list[Entry]) -> Head:
    """The account's row that belongs to the lines."""
    total = statement(entries).total
    last = entries[-1] if entries else None
    return Head(len(entries), last.hash if last else FIRST_HASH, total.credits, total.hours)


def account(seed: int, length: int) -> list[Entry]:
    """A whole account at random: deposits, and acts on lines that stand."""
    random = Random(seed)
    entries: list[Entry] = []
    for number in range(1, length + 1):
        standing = [line.entry for line in statement(entries).lines if line.state == "stands"]
        if standing and random.random() < 0.5:
            entries.append(_act(random, number, random.choice(standing)))
        else:
            entries.append(_deposit(random, number))
    return chained(entries)


def _deposit(random: Random, number: int) -> Entry:
    standing = random.choice(STANDINGS)
    return deposit(
        number,
        part=random.choice(PARTS),
        standing=standing,
        office=None if standing == SELF_DECLARED else random.randint(1, 3),
        happened_from=random.choice([None, date(2020, 1, 1)]),
        happened_on=date(2020, 1, 1) + timedelta(random.randrange(2000)),
        credits=random.choice([None, 0, 1, 3]),
        hours=random.choice([None, 15, 45]),
        evidence=random.choice([None, bytes(32)]),
    )


def _act(random: Random, number: int, old: Entry) -> Entry:
    acts = [REVERSAL, SUPPLEMENT]
    acts += [MOVE] if old.part == NOTE else []
    acts += [CONFIRMATION] if old.standing == SELF_DECLARED else []
    act = random.choice(acts)
    new = old._replace(
        number=number, act=act, of_number=old.number, recorded_at=BEGAN + timedelta(minutes=number)
    )
    if act == REVERSAL:
        return new._replace(credits=None, hours=None)
    if act == MOVE:
        return new._replace(part=ACCREDITED, kind="course", natural_key=(1000 + number).to_bytes(16, "big"))
    if act == CONFIRMATION:
        return new._replace(standing=CONFIRMED, office=1, credits=2)
    return new._replace(evidence=bytes(32))
