"""``baeum audit-batch``: audit every learner of two tables, with a file of answers and one of errors."""

from __future__ import annotations

import argparse
import os
from typing import Any

from baeum.commands.audit_batch_paths import errors_of, wrong_paths
from baeum.commands.audit_batch_words import word
from baeum.commands.audit_progress import Progress
from baeum.commands.suggesting import suggest_options
from baeum.commands.wording import add_language, complain

ANSWERED, INPUT_ERRORS, INTERRUPTED = 0, 2, 130
DEFAULT_CHUNK, LARGEST_CHUNK = 20_000, 1_000_000


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("--learners", required=True, metavar="FILE", help="table of learners: .parquet, .arrow or .csv")
    add("--records", metavar="FILE", help="table of their records; none where the learners hold them")
    add("--out", required=True, metavar="FILE", help="answers: .parquet, .arrow, or a folder")
    add("--errors", metavar="FILE", help="learners with faults, as CSV (OUT.errors.csv)")
    add("--consulted", metavar="FILE", help="which numbers of the law each answer stands on; or a folder")
    add("--chunk", type=int, default=DEFAULT_CHUNK, metavar="N", help="learners at a time (20000)")
    add("--processes", type=int, default=1, metavar="N", help="processes that work side by side (1)")
    add(
        "--resume",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="go on where a run was stopped (the default)",
    )
    add("--law-of", metavar="DATE", help="the law as it was in force on that day")
    add("--law-with", metavar="FILE", help="changes of the law, in the format of the law data")
    add_language(parser)
    suggest_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Audit the tables; 2 if anything could not be answered."""
    from baeum.commands.audit_if import WhatIf

    arguments.suppose = None
    law = WhatIf(arguments)
    wrong = _contradictions(arguments)
    wrong += [f"{one['field']}: {one[arguments.lang]}" for one in law.errors]
    if wrong:
        return max(map(complain, wrong))
    try:
        from baeum_rules.batch.running import Job  # large libraries, only for a batch
    except ModuleNotFoundError as missing:
        return complain(word("no_libraries", arguments.lang).format(missing.name))
    job = Job(
        arguments.learners,
        arguments.records,
        arguments.out,
        errors_of(arguments),
        law.law,
        arguments.chunk,
        arguments.processes,
        arguments.resume,
        arguments.consulted,
    )
    return _run(job, arguments.lang)


def _contradictions(arguments: argparse.Namespace) -> list[str]:
    """Options that cannot be, each with the remedy; all at once."""
    lang, wrong = arguments.lang, []
    if not 1 <= arguments.chunk <= LARGEST_CHUNK:
        wrong.append(word("chunk", lang).format(arguments.chunk, LARGEST_CHUNK))
    most = max(1, os.cpu_count() or 1) * 4
    if not 1 <= arguments.processes <= most:
        wrong.append(word("processes", lang).format(arguments.processes, most))
    return wrong + wrong_paths(arguments)


def _run(job: Any, lang: str) -> int:
    from concurrent.futures.process import BrokenProcessPool

    from baeum_rules.batch.running import run_job
    from baeum_rules.batch.table_faults import TableError
    from baeum_rules.curricula import CurriculumError
    from baeum_rules.parameters import LawDataError, NotInForce

    progress = Progress(0, word("auditing", lang), hidden=False)

    def told(done: int, size: int) -> None:
        progress.size = size
        progress.at(done)

    try:
        with progress:
            summary = run_job(job, told, lambda: progress.say(word("compiling", lang)))
    except TableError as error:
        return max(complain(f"{fault.path}: {getattr(fault, lang)}") for fault in error.faults)
    except NotInForce as missing:
        return complain(word("not_in_force", lang).format(missing.name, missing.on, missing.first))
    except (CurriculumError, LawDataError) as broken:
        return complain(str(broken))
    except OSError as error:
        return complain(word("cannot_write", lang).format(error.filename or job.out, error.strerror or error))
    except (BrokenProcessPool, MemoryError):
        return complain(word("killed", lang))
    except KeyboardInterrupt:
        complain(word("interrupted", lang))
        return INTERRUPTED
    for line in _told(summary, job, lang):
        print(line)
    if summary.counts.errors:
        return complain(
            word("faulty", lang).format(summary.counts.refused, summary.counts.errors, job.errors)
        )
    return ANSWERED


def _told(summary: Any, job: Any, lang: str) -> list[str]:
    """What a run is summed up in."""
    counts, answered = summary.counts, max(1, summary.counts.learners - summary.counts.faulty)
    number, seconds = summary.slowest
    lines = [
        word("summary", lang).format(
            counts.learners, summary.seconds, summary.answered / max(summary.seconds, 1e-9), job.law.revision
        ),
        word("contested", lang).format(counts.contested / answered),
        word("by_solver", lang).format(counts.handed, counts.by_solver),
        word("slowest", lang).format(summary.chunks, number + 1, seconds),
    ]
    if summary.resumed:
        lines.append(word("resumed", lang).format(summary.resumed))
    return [*lines, word("written", lang).format(job.out)]
