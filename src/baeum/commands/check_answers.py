"""``baeum check-answers``: check the answers of a batch again, by arithmetic and, where needed, a solver."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from baeum.commands.audit_batch_words import word
from baeum.commands.audit_progress import Progress
from baeum.commands.suggesting import suggest_options
from baeum.commands.wording import add_language, complain

RIGHT, WRONG, INTERRUPTED = 0, 1, 130
SHOWN = 20  # learners told one by one
CHUNK = 2_000


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("--learners", required=True, metavar="FILE", help="table of learners, as `audit-batch` read it")
    add("--records", metavar="FILE", help="table of their records; none where the learners hold them")
    add("--answers", required=True, metavar="FILE", help="what `audit-batch` wrote: .parquet or .arrow")
    add("--every", type=int, default=1, metavar="N", help="only every N-th learner (1: all)")
    add("--prove", action=argparse.BooleanOptionalAction, default=True, help="also ask the solver (default)")
    add("--law-of", metavar="DATE", help="the law as it was in force on that day")
    add("--law-with", metavar="FILE", help="changes of the law, in the format of the law data")
    add_language(parser)
    suggest_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 where every answer is right, 1 where one is not or is missing, 2 where it cannot be told."""
    from baeum.commands.audit_if import WhatIf

    arguments.suppose, lang = None, arguments.lang
    law = WhatIf(arguments)
    wrong = [f"{one['field']}: {one[lang]}" for one in law.errors]
    if arguments.every < 1:
        wrong.append(word("every", lang).format(arguments.every))
    if wrong:
        return max(map(complain, wrong))
    try:
        from baeum_rules.batch.table_faults import TableError
    except ModuleNotFoundError as missing:
        return complain(word("no_libraries", lang).format(missing.name))
    try:
        return _check(arguments, law.law)
    except TableError as error:
        return max(complain(f"{fault.path}: {getattr(fault, lang)}") for fault in error.faults)
    except _OtherLaw as other:
        return complain(word("other_law", lang).format(arguments.answers, other, law.law.revision))
    except KeyboardInterrupt:
        complain(word("check_interrupted", lang))
        return INTERRUPTED


class _OtherLaw(ValueError):
    """The answers are by another revision of the law."""


def _check(arguments: argparse.Namespace, law: Any) -> int:
    from baeum_rules.batch.running import open_tables
    from baeum_rules.batch.surveying import survey

    lang = arguments.lang
    learners, records = open_tables(arguments.learners, arguments.records)
    answers = _answers(arguments.answers)
    count = survey(learners)
    if arguments.every > count:
        return complain(word("every_nobody", lang).format(arguments.every, count))
    counts: Counter[str] = Counter()
    with Progress(count, word("checking", lang), hidden=False) as progress:
        for done, name, wrong in _checked(arguments, law, learners, records, answers, counts):
            progress.at(done)
            counts["told"] += bool(wrong)
            if wrong and counts["told"] <= SHOWN:
                print(f"{name}: {'; '.join(wrong)}")
    for line in ("checked", "bounds"):
        print(word(line, lang).format(**{key: counts[key] for key in _COUNTED}))
    if counts["told"]:
        return WRONG
    if counts["answers"] and not counts["checked"]:
        return complain(word("every_without", lang).format(arguments.every))
    return RIGHT


_COUNTED = ("checked", "wrong", "without", "missing", "arithmetic", "solver", "not asked")


def _answers(path: str) -> Iterator[dict[str, Any]]:
    """The rows of a file of answers, or of a folder of them, in order."""
    import pyarrow as pa
    from pyarrow import dataset

    from baeum_rules.batch.schema import ANSWER
    from baeum_rules.batch.table_faults import TableError, table_fault

    if not Path(path).exists():
        raise TableError([table_fault(path, "missing", "")])
    kind = "arrow" if path.endswith(".arrow") else "parquet"
    try:
        source = dataset.dataset(path, format=kind)
    except (OSError, pa.ArrowInvalid):
        raise TableError([table_fault(path, "no_answers", kind)]) from None
    missing = sorted(set(ANSWER.names) - set(source.schema.names))
    if missing:
        raise TableError([table_fault(path, "column_missing", ", ".join(missing))])
    return _rows(path, source)


def _rows(path: str, source: Any) -> Iterator[dict[str, Any]]:
    from baeum_rules.batch.tables import told

    with told(path):  # a file whose end is whole may be broken further up
        for batch in source.to_batches(batch_size=CHUNK):
            yield from batch.to_pylist()


def _checked(
    arguments: argparse.Namespace, law: Any, learners: Any, records: Any, answers: Any, counts: Any
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(how many learners are done, a learner, what is wrong with the answer)."""
    from baeum_rules.batch.checking import check_answer
    from baeum_rules.batch.documents import documents
    from baeum_rules.batch.joining import chunks_of

    lang, row, done = arguments.lang, next(answers, None), 0
    for chunk in chunks_of(learners, records, CHUNK):
        names = chunk.nested.column("learner").to_pylist()
        for name, document in zip(names, documents(chunk.nested), strict=True):
            done += 1
            if row is None or row["learner"] != name:
                known = _has_fault(document)
                counts["without" if known else "missing"] += 1
                yield done, name, () if known else (word("missing", lang),)
                continue
            counts["answers"] += 1
            if row["law"] != law.revision:
                raise _OtherLaw(row["law"])
            if done % arguments.every == 0:
                found = check_answer(document.case, row, law, prove=arguments.prove)
                counts["checked"] += 1
                counts["wrong"] += bool(found.wrong)
                counts[found.bound] += 1
                yield done, name, found.wrong
            row = next(answers, None)
    if row is not None:
        counts["wrong"] += 1
        yield done, row["learner"], (word("unknown_learner", lang),)


def _has_fault(document: Any) -> bool:
    """Whether a learner stands in the file of errors, and so has no answer; found out afresh."""
    from baeum_rules.recognition import read

    return bool(document.faults) or isinstance(read(document.case), list)
