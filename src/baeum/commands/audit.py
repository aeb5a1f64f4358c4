"""``baeum audit``: recognise the credits of one case or of many, with the reason of every verdict."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from baeum.commands.audit_faults import document_of, error_line
from baeum.commands.audit_goal import add_goal_options, given_options, imported, named
from baeum.commands.audit_input import Given, Inputs, inputs
from baeum.commands.audit_progress import Progress
from baeum.commands.audit_words import word
from baeum.commands.suggesting import suggest_options
from baeum.commands.wording import add_language, complain

ANSWERED, INPUT_ERRORS = 0, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 and the number of the signal, as a shell counts them
Answers = Iterator[tuple[Given, dict[str, Any]]]


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a case, a .jsonl of cases, a folder of both, or - (standard input)",
    )
    parser.add_argument(
        "--import", dest="sheet", metavar="SHEET", help="records as xlsx or CSV (`baeum template`)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="the answer as JSON; a list where there are many")
    how.add_argument("--jsonl", action="store_true", help="one answer a line, in the order of the cases")
    add_language(parser)
    add_goal_options(parser)
    _add_what_if(parser)
    suggest_options(parser)


def _add_what_if(parser: argparse.ArgumentParser) -> None:
    """The options that ask what would differ if something were otherwise."""
    add = parser.add_argument_group("what if (prints the differences)").add_argument
    add("--suppose", metavar="FILE", help="records, goal or day to suppose, as JSON")
    add("--law-of", metavar="DATE", help="the law as it was in force on that day")
    add("--law-with", metavar="FILE", help="changes of the law, in the format of the law data")


def run(arguments: argparse.Namespace) -> int:
    """Answer every case; 2 if any could not be answered."""
    wrong = _contradictions(arguments)
    arguments.what_if = None
    if asks_what_if(arguments):
        from baeum.commands.audit_if import WhatIf  # only for who asks

        arguments.what_if = WhatIf(arguments)
        wrong += [f"{one['field']}: {one[arguments.lang]}" for one in arguments.what_if.errors]
    if wrong:
        return max(map(complain, wrong))
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # nobody reads on: what is still buffered must not fail at the exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except ValueError as broken:
        from baeum_rules.curricula import CurriculumError
        from baeum_rules.parameters import LawDataError

        if not isinstance(broken, CurriculumError | LawDataError):
            raise
        return complain(str(broken))  # a curriculum of BAEUM_CURRICULA, or the law data
    return code


def _contradictions(arguments: argparse.Namespace) -> list[str]:
    """Options that do not go together, each with the remedy."""
    lang, options = arguments.lang, given_options(arguments)
    if arguments.sheet is None:
        apart = [("--goal", arguments.goal), ("--as-of", arguments.as_of)]
        options = [name for name, value in apart if value is not None] + options
        wrong = [word("goal_of_case", lang).format(", ".join(options))] if options else []
        return wrong if arguments.files else [*wrong, word("no_input", lang)]
    wrong = [word("two_inputs", lang)] if arguments.files else []
    if arguments.goal and options:
        wrong.append(word("goal_twice", lang).format(", ".join(options)))
    return wrong


def _run(arguments: argparse.Namespace) -> int:
    if arguments.sheet is None:
        given = inputs(arguments.files)
    else:
        given = Inputs(iter([imported(arguments)]), False, 0)
    streamed = (arguments.json or arguments.jsonl) and sys.stdout.isatty()
    with Progress(given.size, word("reading_cases", arguments.lang), hidden=streamed) as progress:
        answers = _answers(given, arguments, progress)
        if arguments.json or arguments.jsonl:
            return _print_json(answers, given.many, arguments)
        told, failed = _print_tables(answers, arguments)
    if failed:
        return max(complain(line) for line in failed)
    for text in told:
        sys.stdout.write(text)
    return ANSWERED


def _answers(given: Inputs, arguments: argparse.Namespace, progress: Progress) -> Answers:
    """Each case with its answer; what is wrong with our own data stops with a message."""
    from baeum_rules.recognition import audit

    answer_to: Callable[[Any], dict[str, Any]] = arguments.what_if.answer if arguments.what_if else audit
    for case in given.cases:
        answer = case.failure
        if answer is None:
            answer = answer_to(case.document)
            if isinstance(case.document, dict):
                answer = named(answer, arguments)
        progress.at(case.done)
        yield case, answer


def asks_what_if(arguments: argparse.Namespace) -> bool:
    """Whether the answer is about what would be otherwise."""
    return any((arguments.suppose, arguments.law_of, arguments.law_with))


def _print_json(answers: Answers, many: bool, arguments: argparse.Namespace) -> int:
    """Answers on standard output as they come, in UTF-8; the names of those that failed on standard error."""
    write, lines = sys.stdout.buffer.write, arguments.jsonl
    failed, count = [], 0
    opening, between, closing = (b"[\n", b",\n", b"\n]\n") if many and not lines else (b"", b"", b"\n")
    for case, answer in answers:
        if "errors" in answer:
            failed.append(case.name)
        if lines:
            text = json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n"
        else:
            text = json.dumps(answer, ensure_ascii=False, indent=2)
            write(between if count else opening)
        count += 1
        write(text.encode(errors="backslashreplace"))  # a lone surrogate of a bad case, as JSON escapes it
    if not lines:
        write(closing)
    if failed and many:
        shown = ", ".join(failed[:10]) + (" …" if len(failed) > 10 else "")
        complain(word("summary", arguments.lang).format(count, len(failed), shown))
    return INPUT_ERRORS if failed else ANSWERED


def _print_tables(answers: Answers, arguments: argparse.Namespace) -> tuple[list[str], list[str]]:
    """The tables of all cases, and the lines of all errors: where there is one, no table is printed."""
    import importlib

    from baeum.commands.plain_table import Screen

    table = "audit_if_table" if arguments.what_if else "audit_table"
    rendered = importlib.import_module(f"baeum.commands.{table}").rendered  # only the one that is needed

    screen = Screen()
    told: list[str] = []
    failed: list[str] = []
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that is not UTF-8 still shows the rest
    for case, answer in answers:
        if "errors" in answer:
            failed += [error_line(case, error, arguments.lang) for error in answer["errors"]]
        elif not failed:
            text = rendered(case.name, document_of(case), answer, arguments.lang, screen)
            told.append(("\n" if told else "") + text)
    return told, failed
