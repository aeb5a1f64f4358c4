"""``baeum law preview``: which decisions a change of the law would affect, before it is adopted."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from baeum.commands.audit_faults import error_line
from baeum.commands.audit_input import Given, Inputs, inputs, whole_file
from baeum.commands.audit_progress import Progress
from baeum.commands.audit_words import fault
from baeum.commands.law_folder import folder_faults
from baeum.commands.law_preview_table import rendered
from baeum.commands.law_preview_words import word
from baeum.commands.law_preview_work import Setup, impacts
from baeum.commands.wording import complain, print_json
from baeum_rules.changes import Amendment, Change, read_changes
from baeum_rules.parameters import Law, LawDataError, NotInForce, load_law
from baeum_rules.recognition.impacts import Impacts

STORED = "baeum.commands.law_preview_stored"
ANSWERED, INTERRUPTED = 0, 130


def preview(arguments: argparse.Namespace) -> int:
    """Print whom the changes of ``arguments.inputs[1]`` affect; 2 if anything could not be read."""
    lang = arguments.lang
    if len(arguments.inputs) < 2:
        return complain(word("file_needed", lang))
    path, cases = arguments.inputs[1], arguments.inputs[2:]
    if arguments.folder and (broken := folder_faults(arguments.folder, lang, audited=True)):
        return max(map(complain, broken))
    try:
        law = load_law(arguments.folder)
        proposal = _amendment(path, law, arguments)
        setup = Setup(arguments.folder, proposal.changes, proposal.sources)
        with nullcontext(inputs(cases)) if cases else _stored() as given:
            found, asked, faults = _added_up(given, setup, arguments)
    except LawDataError as mistakes:
        return max(map(complain, mistakes.messages))
    except OSError as unread:
        owner = str(unread) == "DATABASE_OWNER_URL"
        return complain(word("owner", lang) if owner else str(unread))
    except KeyboardInterrupt:
        return INTERRUPTED
    answer = answer_of(found, law, proposal, asked)
    if arguments.json:
        print_json(answer)  # with every fault
    else:
        sys.stdout.write(rendered(path, answer, lang))
        sys.stdout.flush()  # what is told comes before what is wrong
    return max(map(complain, faults), default=ANSWERED)


def answer_of(found: Impacts, law: Law, proposal: Amendment, asked: set[str]) -> dict[str, Any]:
    """The preview as plain data; decisions by their numbers, never by names."""
    changed = law.changed(*proposal)
    return {
        "version": 1,
        "law": law.revision,
        "proposed": changed.revision,
        "changes": [_change(one, law, changed) for one in proposal.changes],
        "decisions": found.cases,
        "affected": len(found.affected),
        "outcome": found.outcomes,
        "reasons_only": len(found.affected) - found.outcomes,
        "unreached": found.cases - found.reached,
        "never_asked": sorted({one.name for one in proposal.changes} - asked) if found.cases else [],
        "kinds": dict(sorted(found.kinds.items(), key=lambda one: (-one[1], one[0]))),
        "requirements": {name: moved._asdict() for name, moved in found.requirements.items()},
        "list": [one._asdict() for one in found.affected],
        "unread": [{"id": name, "errors": errors} for name, errors in found.unread],
    }


def _amendment(path: str, law: Law, arguments: argparse.Namespace) -> Amendment:
    """The changes of the file, all beginning on the day of --since where that is given."""
    data = whole_file(path)
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else None
    except UnicodeDecodeError:
        data, text = fault("file.unreadable", "UTF-8"), None
    if text is None:
        raise LawDataError([f"{path}: {data[arguments.lang]}"])
    proposal = read_changes(text, law, path)
    if arguments.since is None:
        return proposal
    moved = proposal._replace(changes=tuple(one._replace(since=arguments.since) for one in proposal.changes))
    law.changed(*moved)  # the day may lie inside a history
    return moved


def _stored() -> AbstractContextManager[Inputs]:
    """The decisions that the database of the site keeps; the framework is loaded for nothing else."""
    found: AbstractContextManager[Inputs] = importlib.import_module(STORED).stored()
    return found


def _added_up(
    given: Inputs, setup: Setup, arguments: argparse.Namespace
) -> tuple[Impacts, set[str], list[str]]:
    """The impacts, the altered names asked for, and a line for each fault of a case."""
    found, asked, faults = Impacts(), set[str](), list[str]()
    with Progress(given.size, word("previewing", arguments.lang), hidden=False) as progress:
        for one in impacts(_all(given), setup):
            found.add(one.given.name, one.impact)
            asked |= one.asked
            faults += [
                error_line(one.given, error, arguments.lang)
                for error in one.impact.errors
                if error["code"] != "decision.erased"  # no fault: its key was destroyed
            ]
            progress.at(one.given.done)
    return found, asked, faults


def _all(given: Inputs) -> Iterator[Given]:
    yield from given.cases


def _change(one: Change, law: Law, changed: Law) -> dict[str, Any]:
    """A change with the value that it takes the place of."""
    parameter = law.parameter(one.name)
    try:
        before: Any = law.version(one.name, one.since).value
    except NotInForce:
        before = None
    source = changed.source(one.clause)
    return {
        "name": one.name,
        "ko": parameter.ko,
        "en": parameter.en,
        "unit": parameter.unit,
        "since": str(one.since),
        "before": before if isinstance(before, int) or before is None else str(before),
        "after": one.value if isinstance(one.value, int) else str(one.value),
        "clause": one.clause,
        "cited_ko": source.ko,
        "cited_en": source.en,
    }
