"""``baeum impact``: what one law instead of another does to every learner of two tables, by groups."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from baeum.commands.audit_batch_words import word as batch_word
from baeum.commands.audit_progress import Progress
from baeum.commands.impact_paths import ERRORS, PAGE, TABLE, path_faults
from baeum.commands.impact_words import word
from baeum.commands.suggesting import suggest_options
from baeum.commands.wording import add_language, complain, end_on_sigterm

ANSWERED, INPUT_ERRORS, INTERRUPTED = 0, 2, 130
DEFAULT_CHUNK, LARGEST_CHUNK = 20_000, 1_000_000


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("--learners", required=True, metavar="FILE", help="table of learners: .parquet, .arrow or .csv")
    add("--records", metavar="FILE", help="table of their records; none where the learners hold them")
    add("--out", required=True, metavar="FOLDER", help=f"gets {TABLE} and {PAGE}")
    add("--law-with", metavar="FILE", help="changes of the law, in the format of the law data")
    add("--law-of", metavar="DATE", help="the law as it was in force on that day")
    add(
        "--against",
        metavar="DATE|FILE|FOLDER",
        help="the law to compare with: of a day, with changes, or of a folder of law data (today's)",
    )
    add("--changed", metavar="FILE", help="also every learner changed, one a row (.parquet; personal data)")
    add("--chunk", type=int, default=DEFAULT_CHUNK, metavar="N", help="learners at a time (20000)")
    add_language(parser)
    suggest_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0: written; 2: something given cannot be used, or learners have faults; 130: stopped."""
    lang = arguments.lang
    wrong = _contradictions(arguments)
    try:
        from baeum.commands.impact_laws import laws_of  # with the rules; only where they are asked
        from baeum_rules.batch.impact.running import Question  # large libraries
    except ModuleNotFoundError as missing:
        return complain(batch_word("no_libraries", lang).format(missing.name))
    before, after = laws_of(arguments, wrong)
    if wrong:
        return max(map(complain, wrong))
    out = Path(arguments.out)
    question = Question(
        arguments.learners,
        arguments.records,
        before,
        after,
        str(out / ERRORS),
        arguments.changed,
        arguments.chunk,
    )
    return _run(question, out, lang)


def _contradictions(arguments: argparse.Namespace) -> list[str]:
    """Options that cannot be, each with the remedy; all at once."""
    lang, wrong = arguments.lang, []
    if not 1 <= arguments.chunk <= LARGEST_CHUNK:
        wrong.append(batch_word("chunk", lang).format(arguments.chunk, LARGEST_CHUNK))
    wrong += path_faults(arguments)
    return wrong


def _run(question: Any, out: Path, lang: str) -> int:
    from baeum_rules.batch.impact.running import run_question
    from baeum_rules.batch.table_faults import TableError
    from baeum_rules.curricula import CurriculumError
    from baeum_rules.parameters import LawDataError, NotInForce

    progress = Progress(0, word("comparing", lang), hidden=False)

    def told(done: int, size: int) -> None:
        progress.size = size
        progress.at(done)

    end_on_sigterm()
    there = out.exists()
    try:
        out.mkdir(exist_ok=True)
        with progress:
            found = run_question(question, told)
        return _written(question, found, out, lang)
    except TableError as error:
        code = max(complain(f"{fault.path}: {getattr(fault, lang)}") for fault in error.faults)
    except NotInForce as missing:
        code = complain(batch_word("not_in_force", lang).format(missing.name, missing.on, missing.first))
    except (CurriculumError, LawDataError) as broken:
        code = complain(str(broken))
    except OSError as error:
        code = complain(word("cannot_write", lang, error.filename or out, error.strerror or error))
    except KeyboardInterrupt:
        complain(word("interrupted", lang))
        code = INTERRUPTED
    if not there and out.is_dir() and not any(out.iterdir()):
        out.rmdir()
    return code


def _written(question: Any, found: Any, out: Path, lang: str) -> int:
    """Write both files and tell the summary."""
    from baeum.commands.impact_csv import csv_of
    from baeum.commands.impact_moves import moves
    from baeum.commands.impact_names import Names
    from baeum.commands.impact_page import Page, Told
    from baeum.commands.impact_table import rendered
    from baeum_rules.batch.impact.report import report_of
    from baeum_rules.batch.parts import write_whole

    tally, report = found.tally, report_of(found.tally)
    first, last = (date.fromordinal(day) for day in tally.days or (1, 1))
    days = word("as_of_one", lang, first) if first == last else word("as_of", lang, first, last)
    names, revisions = Names(lang, last), (question.before.revision, question.after.revision)
    moved = moves(question.before, question.after, lang)
    folders = question.before.folder != question.after.folder
    otherwise = tally.otherwise if report.otherwise else None
    unanswered = tally.faulty + tally.clashing
    page = Page(report, names, Told(revisions, moved, folders, days, otherwise, unanswered)).html()
    write_whole(out / TABLE, lambda file: file.write(csv_of(report, names).encode("utf-8-sig")))
    write_whole(out / PAGE, lambda file: file.write(page.encode()))
    sys.stdout.write(rendered(report, names, revisions, days))
    count = tally.all.learners + unanswered
    if "learners" not in report.all.withheld:
        print(word("ran", lang, count, found.seconds, count / max(found.seconds, 1e-9)))
    print(word("written", lang, out / TABLE, out / PAGE))
    if question.changed:
        print(word("changed_written", lang, found.changed, question.changed))
    if found.errors:
        return complain(word("faulty", lang, unanswered, found.errors, out / ERRORS))
    return ANSWERED
