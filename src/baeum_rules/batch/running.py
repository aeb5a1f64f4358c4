"""A whole batch: tables in, output out, chunk by chunk, in one process or several, from where it was left."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import closing, contextmanager
from multiprocessing import active_children, connection, get_context, parent_process, resource_tracker
from threading import Thread
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import ipc

from baeum_rules.curricula import CurriculumError
from baeum_rules.parameters import Law, LawDataError, NotInForce

from .answering import Auditor, Counts
from .joining import Chunk, chunks_of
from .origins import sum_of_code, sum_of_curricula
from .outputs import in_parquet, join_parts, not_ours, write_part
from .parts import Done, Manifest, Parts, look_of
from .preparing import must_compile
from .schema import LEARNERS, RECORDS
from .surveying import survey
from .table_faults import TableError, TableFault, table_fault
from .tables import Table

SHOWN = 5  # names of files in one message


class Job(NamedTuple):
    """What is asked: files, law, learners a chunk, processes, whether to go on from finished chunks.

    ``consulted``: where to write what each answer stands on, None for nowhere.
    """

    learners: str
    records: str | None
    out: str
    errors: str
    law: Law
    chunk: int
    processes: int
    resume: bool
    consulted: str | None = None


class Summary(NamedTuple):
    """What was done. ``resumed``: chunks that were finished before; ``slowest``: number and seconds;
    ``answered``: learners of the other chunks, which took ``seconds``."""

    counts: Counts
    seconds: float
    chunks: int
    resumed: int
    slowest: tuple[int, float]
    answered: int


def run_job(
    job: Job, told: Callable[[int, int], None], compiling: Callable[[], None] = lambda: None
) -> Summary:
    """Audit every learner; ``told(done, all)`` after each chunk, in learners.

    ``compiling``: called before the first chunk where that must wait for the compiler, for minutes.
    Raises TableError where the tables cannot be read, do not fit, or the parts are of another run.
    """
    began = time.monotonic()
    learners, records = open_tables(job.learners, job.records)
    count = survey(learners)
    _must_be_ours(job)
    manifest = _manifest(job, count)
    parts = Parts(job.out)
    if not parts.lock():
        raise TableError([table_fault(job.out, "in_use")])
    try:
        differing = parts.begin(manifest, resume=job.resume)
        if differing:
            raise TableError([table_fault(str(parts.folder), "other_run", ", ".join(differing))])
        finished = parts.finished()
        before, chunks = list(finished.values()), -(-count // job.chunk)
        if len(before) < chunks and must_compile():
            compiling()
        with closing(_missing(job, learners, records, finished, chunks)) as answered:
            for done in answered:
                finished[done.number] = done
                told(sum(one.counts.learners for one in finished.values()), count)
        join_parts(parts, chunks, job.out, job.errors, job.consulted)
    except BaseException:
        parts.leave()
        raise
    parts.remove()
    return _summary(finished, time.monotonic() - began, before)


def _missing(
    job: Job, learners: Table, records: Table | None, finished: dict[int, Done], chunks: int
) -> Generator[Done, None, None]:
    """Every chunk that is not finished, answered; the tables are read from the first such chunk on."""
    first = next((number for number in range(chunks) if number not in finished), chunks)
    if first < chunks:
        row = finished[first - 1].next_record if first else 0
        todo = chunks_of(learners, records, job.chunk, first * job.chunk, row)
        numbered = ((first + place, chunk) for place, chunk in enumerate(todo))
        yield from _answered(job, ((number, chunk) for number, chunk in numbered if number not in finished))


def _manifest(job: Job, count: int) -> Manifest:
    return Manifest(
        look_of(job.learners),
        look_of(job.records),
        job.law.revision,
        job.chunk,
        count,
        job.consulted is not None,
        sum_of_curricula(),
        sum_of_code(),
    )


def _must_be_ours(job: Job) -> None:
    """Folders that the run writes into hold nothing of others, which it would mix up or destroy."""
    there = {job.out: not_ours(job.out)}
    if job.consulted is not None:
        there[job.consulted] = not_ours(job.consulted, consulted=True)
    faults = [
        table_fault(folder, "not_ours", ", ".join(names[:SHOWN]) + ", …" * (len(names) > SHOWN))
        for folder, names in there.items()
        if names
    ]
    if faults:
        raise TableError(faults)


def open_tables(learners: str, records: str | None) -> tuple[Table, Table | None]:
    """Both tables, their columns checked; the mistakes of both at once."""
    faults: list[TableFault] = []
    opened: list[Table | None] = []
    for path, schema, nested in ((learners, LEARNERS, True), (records, RECORDS, False)):
        try:
            opened.append(None if path is None else Table(path, schema, nested=nested))
        except TableError as error:
            faults += error.faults
    if faults:
        raise TableError(faults)
    first, second = opened
    assert first is not None  # its path was given
    if first.nested and second is not None:
        raise TableError([table_fault(learners, "two_records")])
    if not first.nested and second is None:
        raise TableError([table_fault(learners, "no_records")])
    return first, second


def _answered(job: Job, chunks: Iterator[tuple[int, Chunk]]) -> Iterator[Done]:
    """Each chunk answered and its part written; with several processes a few chunks at a time."""
    if job.processes == 1:
        auditor = _auditor(job)
        for number, chunk in chunks:
            yield answer_chunk(auditor, job.out, number, chunk)
        return
    yield from _side_by_side(job, chunks)


def _side_by_side(job: Job, chunks: Iterator[tuple[int, Chunk]]) -> Iterator[Done]:
    """Raises BrokenProcessPool where one of the processes was killed."""
    others = active_children()
    pool = ProcessPoolExecutor(job.processes, get_context("spawn"), initializer=_begin, initargs=(job,))
    try:
        running: set[Future[Done | _Raised]] = set()
        for number, chunk in chunks:
            if len(running) > job.processes:
                ready, running = wait(running, return_when=FIRST_COMPLETED)
                yield from map(_done, ready)
            sent = _sent(chunk.nested)
            with _interrupts_held():
                running.add(pool.submit(_answer, number, sent, chunk[1:]))
        yield from map(_done, running)
    except (KeyboardInterrupt, GeneratorExit):
        for child in active_children():
            if child not in others:
                child.terminate()  # it may compile for minutes; its chunk is not finished and is done again
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process that is started meanwhile never hears Ctrl+C, which is its parent's to answer, in one line.

    It inherits what is held back here; a handler of its own would come too late, after its libraries.
    """
    resource_tracker.ensure_running()  # it would let Ctrl+C through again when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _auditor(job: Job) -> Auditor:
    return Auditor(job.law, consulted=job.consulted is not None, ids_as_given=in_parquet(job.out))


def answer_chunk(auditor: Auditor, out: str, number: int, chunk: Chunk) -> Done:
    """Answer a chunk and write its part; rows of errors are then counted from 1 in the whole table."""
    began = time.monotonic()
    answered = auditor.audit(chunk.batch)
    errors = [
        error._replace(row=error.row + 1 + (chunk.learner if error.record is None else chunk.record))
        for error in answered.errors
    ]
    parts = Parts(out)
    write_part(parts, number, out, answered.answers, errors, answered.consulted)
    done = Done(number, chunk.next_record, time.monotonic() - began, answered.counts)
    parts.finish(done)
    return done


_OF_PROCESS: list[tuple[Auditor, str]] = []  # of a process of the pool, made once


def _begin(job: Job) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _OF_PROCESS.append((_auditor(job), job.out))


def _end_with_parent() -> None:
    """A process of the pool whose parent was killed would wait for ever."""
    parent = parent_process()
    assert parent is not None  # it was started by one
    connection.wait([parent.sentinel])
    os._exit(1)


class _Raised(NamedTuple):
    """What was raised in a process for a person to read; pickled as it is, it could not be made again."""

    kind: type[Exception]
    said: tuple[Any, ...]
    held: dict[str, Any]


def _answer(number: int, sent: bytes, rows: tuple[int, int, int]) -> Done | _Raised:
    auditor, out = _OF_PROCESS[0]
    with ipc.open_stream(sent) as reader:
        nested = reader.read_next_batch()
    try:
        return answer_chunk(auditor, out, number, Chunk(nested, *rows))
    except (CurriculumError, LawDataError, NotInForce) as error:
        return _Raised(type(error), error.args, vars(error))


def _done(one: Future[Done | _Raised]) -> Done:
    found = one.result()
    if isinstance(found, Done):
        return found
    error = found.kind.__new__(found.kind, *found.said)
    vars(error).update(found.held)
    raise error


def _sent(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def _summary(finished: dict[int, Done], seconds: float, before: list[Done]) -> Summary:
    counts = Counts(*map(sum, zip(*(done.counts for done in finished.values()), strict=True)))
    slowest = max(finished.values(), key=lambda done: done.seconds)
    answered = counts.learners - sum(done.counts.learners for done in before)
    return Summary(counts, seconds, len(finished), len(before), (slowest.number, slowest.seconds), answered)
