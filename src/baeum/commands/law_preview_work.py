"""The impact of a change on many cases, worked out in as many processes as there are processors."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from baeum.commands.audit_input import Given
from baeum_rules.changes import Change
from baeum_rules.parameters import Source, load_law
from baeum_rules.recognition.impact import Impact, Preview

CHUNK = 50  # cases a process gets at once
ALONE = 400  # cases up to which starting processes costs more than it saves
AHEAD = 4  # chunks a process, so that none waits while the input is read


class Setup(NamedTuple):
    """What a process needs to know: the law's folder (None: ours), the changes, their clauses."""

    folder: str | None
    changes: tuple[Change, ...]
    sources: tuple[Source, ...]


class Done(NamedTuple):
    """What became of one case, in the order of the input. ``asked``: altered names asked for so far."""

    given: Given
    impact: Impact
    asked: frozenset[str]


_here: list[Preview] = []  # of this process


def impacts(given: Iterator[Given], setup: Setup) -> Iterator[Done]:
    """The impact on each case in order; input is read as it is needed, in this thread alone."""
    first = list(islice(given, ALONE + 1))
    if len(first) <= ALONE or (os.cpu_count() or 1) < 2:
        begin(setup)
        for case in _chained(first, given):
            yield from _done([case], *impacts_of([_document(case)]))
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    workers = os.cpu_count() or 1
    context = get_context("spawn")  # a process of its own: nothing of a database connection is shared
    waiting: deque[tuple[list[Given], Future[Any]]] = deque()
    with ProcessPoolExecutor(workers, context, initializer=begin, initargs=(setup,)) as pool:
        for chunk in _chunks(_chained(first, given)):
            waiting.append((chunk, pool.submit(impacts_of, [_document(case) for case in chunk])))
            if len(waiting) > workers * AHEAD:
                cases, result = waiting.popleft()
                yield from _done(cases, *result.result())
        for cases, result in waiting:
            yield from _done(cases, *result.result())


def begin(setup: Setup) -> None:
    """Make this process ready for a change."""
    law = load_law(setup.folder)
    _here[:] = [Preview(law, law.changed(setup.changes, setup.sources))]


def impacts_of(documents: list[Any]) -> tuple[list[Impact], frozenset[str]]:
    """The impact on each case, without the answers (they are long); the altered names asked for."""
    preview = _here[0]
    found = [preview.of(document)._replace(before=None, after=None) for document in documents]
    return found, frozenset(preview.watch.asked)


def _document(case: Given) -> Any:
    return b"" if case.failure else case.document


def _done(cases: list[Given], found: list[Impact], asked: frozenset[str]) -> Iterator[Done]:
    for case, impact in zip(cases, found, strict=True):
        failed = Impact(False, [], case.failure["errors"]) if case.failure else impact
        yield Done(case, failed, asked)


def _chained(first: list[Given], rest: Iterator[Given]) -> Iterator[Given]:
    yield from first
    yield from rest


def _chunks(cases: Iterable[Given]) -> Iterator[list[Given]]:
    source = iter(cases)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
