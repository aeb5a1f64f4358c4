"""Do the decisions still hold? Each case is given to the engine again, and the answers compared."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from baeum_rules.claims.again import Pair, differences_of

from .stored import Stored, stored_decisions

CHUNK = 50  # decisions a process gets at once
ALONE = 200  # decisions up to which starting processes costs more than it saves
AHEAD = 4  # chunks a process, so that none waits while the rows are read


class Differs(NamedTuple):
    """A decision whose answer would be another today. ``what``: kind and place of each difference.

    ``outcome``: whether credits, classes or requirements differ, not only how it is explained.
    """

    decision_id: UUID
    account_id: int
    law: str
    outcome: bool
    what: tuple[str, ...]


class Checked(NamedTuple):
    """``same``: answered identically. ``unreadable``: the person's key was destroyed. ``broken``: hashes."""

    total: int
    same: int
    differing: list[Differs]
    unreadable: int
    broken: list[UUID]


def check(owner: Connection, tell: Callable[[int], None]) -> Checked:
    """Recompute every stored decision. ``tell`` hears how many are behind us."""
    total = same = unreadable = 0
    differing: list[Differs] = []
    broken: list[UUID] = []
    for one, what in recomputed(stored_decisions(owner)):
        total += 1
        if not one.whole:
            broken.append(one.decision_id)
        if what is None:
            unreadable += 1
        elif what:
            outcome = any(told.startswith("!") for told in what)
            names = tuple(told.lstrip("!") for told in what)
            differing.append(Differs(one.decision_id, one.account_id, one.law, outcome, names))
        else:
            same += 1
        tell(total)
    return Checked(total, same, differing, unreadable, broken)


def recomputed(stored: Iterable[Stored]) -> Iterator[tuple[Stored, tuple[str, ...] | None]]:
    """Each decision with what differs; None where it cannot be read. As many processes as processors."""
    source = iter(stored)
    first = list(islice(source, ALONE + 1))
    if len(first) <= ALONE or (os.cpu_count() or 1) < 2:
        yield from _here(first)
        yield from _here(source)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    workers = os.cpu_count() or 1
    context = get_context("spawn")  # a process of its own: nothing of a database connection is shared
    waiting: deque[tuple[list[Stored], Future[list[tuple[str, ...]]]]] = deque()
    with ProcessPoolExecutor(workers, context) as pool:
        for chunk in _chunks(first, source):
            waiting.append((chunk, pool.submit(differences_of, _pairs(chunk))))
            if len(waiting) > workers * AHEAD:
                yield from _told(*waiting.popleft())
        while waiting:
            yield from _told(*waiting.popleft())


def _here(stored: Iterable[Stored]) -> Iterator[tuple[Stored, tuple[str, ...] | None]]:
    for one in stored:
        pairs = _pairs([one])
        yield one, differences_of(pairs)[0] if pairs else None


def _pairs(chunk: list[Stored]) -> list[Pair]:
    return [(one.case, one.answer) for one in chunk if one.case is not None and one.answer is not None]


def _told(chunk: list[Stored], found: Any) -> Iterator[tuple[Stored, tuple[str, ...] | None]]:
    results = iter(found.result())
    for one in chunk:
        readable = one.case is not None and one.answer is not None
        yield one, next(results) if readable else None


def _chunks(first: list[Stored], rest: Iterator[Stored]) -> Iterator[list[Stored]]:
    def chained() -> Iterator[Stored]:
        yield from first
        yield from rest

    source = chained()
    while chunk := list(islice(source, CHUNK)):
        yield chunk
