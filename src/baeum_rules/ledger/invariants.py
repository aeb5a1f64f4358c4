"""What is always true of an account, each with a name. ``broken`` tells all that is not, as data.

A line is compared with what stands before it; only the chain and the sums need the whole account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .entries import (
    ACCREDITED,
    ACTS,
    CONFIRMATION,
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
from .statement import statement


class Head(NamedTuple):
    """What the account's row keeps: the last number and hash, the sums of the lines that stand."""

    number: int
    hash: bytes
    credits: int
    hours: int


class Fault(NamedTuple):
    """A broken invariant: its name, the line (None: the account's row), what was found there."""

    invariant: str
    number: int | None
    found: str


Found = Iterator[tuple[int | None, str]]
Invariant = Callable[[Sequence[Entry], Head], Found]


def numbers_run(entries: Sequence[Entry], head: Head) -> Found:
    """Lines are numbered 1, 2, 3, ... without a gap, as far as the account's row says."""
    for place, entry in enumerate(entries, 1):
        if entry.number != place:
            yield entry.number, f"{entry.number}, not {place}"
            return
    if head.number != len(entries):
        yield None, f"{head.number}, not {len(entries)}"


def chain_holds(entries: Sequence[Entry], head: Head) -> Found:
    """Every line's hash is that of its content and of the line before; the account's row has the last."""
    before = FIRST_HASH
    for entry in entries:
        if entry.previous_hash != before or entry.hash != hash_of(entry):
            yield entry.number, entry.hash.hex()
            return
        before = entry.hash
    if head.hash != before:
        yield None, head.hash.hex()


def one_account(entries: Sequence[Entry], _: Head) -> Found:
    """All lines are of one account."""
    for entry in entries:
        if entry.account != entries[0].account:
            yield entry.number, str(entry.account)


def time_runs_on(entries: Sequence[Entry], _: Head) -> Found:
    """No line was recorded before the one it follows."""
    for earlier, later in pairwise(entries):
        if later.recorded_at < earlier.recorded_at:
            yield later.number, f"{later.recorded_at} < {earlier.recorded_at}"


def words_known(entries: Sequence[Entry], _: Head) -> Found:
    """Act, part and standing are among those there are."""
    for entry in entries:
        for word, known in ((entry.act, ACTS), (entry.part, PARTS), (entry.standing, STANDINGS)):
            if word not in known:
                yield entry.number, word


def days_in_order(entries: Sequence[Entry], _: Head) -> Found:
    """Learning ends no earlier than it begins."""
    for entry in entries:
        if entry.happened_from is not None and entry.happened_from > entry.happened_on:
            yield entry.number, f"{entry.happened_from} > {entry.happened_on}"


def amounts_not_negative(entries: Sequence[Entry], _: Head) -> Found:
    """Credits and hours are none, or at least 0; a reversal has none of its own."""
    for entry in entries:
        for amount in (entry.credits, entry.hours):
            if amount is not None and (amount < 0 or entry.act == REVERSAL):
                yield entry.number, str(amount)


def points_back(entries: Sequence[Entry], _: Head) -> Found:
    """A deposit points at no line; every other act at an earlier line that is no reversal."""
    acts: dict[int, str] = {}
    for entry in entries:
        of = entry.of_number
        if (of is None) != (entry.act == DEPOSIT) or (of is not None and acts.get(of, REVERSAL) == REVERSAL):
            yield entry.number, str(of)
        acts[entry.number] = entry.act


def pointed_at_once(entries: Sequence[Entry], _: Head) -> Found:
    """A line is taken back, moved, confirmed or supplemented by one line at most."""
    seen: set[int] = set()
    for entry in entries:
        if entry.of_number is not None:
            if entry.of_number in seen:
                yield entry.number, str(entry.of_number)
            seen.add(entry.of_number)


def keeps_what_it_points_at(entries: Sequence[Entry], _: Head) -> Found:
    """A line keeps the days of the one it points at; a move, no more; a supplement, the amounts too."""
    lines = {entry.number: entry for entry in entries}
    for entry in entries:
        old = lines.get(entry.of_number or 0)
        if old is None:
            continue
        kept = ["happened_from", "happened_on"]
        if entry.act != MOVE:
            kept += ["part", "kind", "natural_key"]
        if entry.act == SUPPLEMENT:
            kept += ["credits", "hours"]
        for name in kept:
            if getattr(entry, name) != getattr(old, name):
                yield entry.number, name


def moves_notes_only(entries: Sequence[Entry], _: Head) -> Found:
    """A move takes a special note into accredited learning (llas.plan)."""
    lines = {entry.number: entry for entry in entries}
    for entry in entries:
        old = lines.get(entry.of_number or 0)
        if entry.act == MOVE and old is not None and (old.part, entry.part) != (NOTE, ACCREDITED):
            yield entry.number, f"{old.part}, {entry.part}"


def standing_rises(entries: Sequence[Entry], _: Head) -> Found:
    """A confirmation raises the standing; every other act keeps that of the line it points at."""
    lines = {entry.number: entry for entry in entries}
    for entry in entries:
        old = lines.get(entry.of_number or 0)
        if old is None or entry.standing not in STANDINGS or old.standing not in STANDINGS:
            continue
        raised = STANDINGS.index(entry.standing) - STANDINGS.index(old.standing)
        if (raised <= 0) if entry.act == CONFIRMATION else raised:
            yield entry.number, f"{old.standing}, {entry.standing}"


def offices_vouch(entries: Sequence[Entry], _: Head) -> Found:
    """A line without an office is self-declared, and one with an office is not."""
    for entry in entries:
        if (entry.office is None) != (entry.standing == SELF_DECLARED):
            yield entry.number, entry.standing


def an_event_stands_once(entries: Sequence[Entry], _: Head) -> Found:
    """No two lines that stand have the same natural key."""
    seen: set[bytes] = set()
    for line in statement(entries).lines:
        if line.state == "stands":
            if line.entry.natural_key in seen:
                yield line.entry.number, line.entry.natural_key.hex()
            seen.add(line.entry.natural_key)


def sums_agree(entries: Sequence[Entry], head: Head) -> Found:
    """The account's row has the credits and hours of the lines that stand."""
    total = statement(entries).total
    if (head.credits, head.hours) != (total.credits, total.hours):
        yield None, f"{head.credits}, {head.hours}, not {total.credits}, {total.hours}"


INVARIANTS: tuple[Invariant, ...] = (
    numbers_run,
    chain_holds,
    one_account,
    time_runs_on,
    words_known,
    days_in_order,
    amounts_not_negative,
    points_back,
    pointed_at_once,
    keeps_what_it_points_at,
    moves_notes_only,
    standing_rises,
    offices_vouch,
    an_event_stands_once,
    sums_agree,
)


def broken(entries: Sequence[Entry], head: Head) -> list[Fault]:
    """Every invariant that an account breaks, with every line that breaks it. ``entries``: all, by number."""
    return [
        Fault(invariant.__name__, number, found)
        for invariant in INVARIANTS
        for number, found in invariant(entries, head)
    ]
