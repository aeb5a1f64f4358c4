"""``baeum plan``: the soonest, cheapest and lightest way to a degree from a catalogue, proven."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from baeum.commands.audit_input import whole_file
from baeum.commands.plan_words import word
from baeum.commands.suggesting import suggest_options
from baeum.commands.wording import add_language, complain, print_json
from baeum_rules.recognition.case import Fault

ANSWERED, NO_PLAN, INPUT_ERRORS, INTERRUPTED = 0, 1, 2, 130
LEAST_SECONDS, MOST_SECONDS = 0.1, 3600.0
AHEAD_YEARS = 3  # that examinations and repeated courses are looked for without a wished end
OPTIONS = {
    "end": "--end",
    "budget": "--budget",
    "per_term": "--per-term",
    "purposes": "--for",
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("case", metavar="CASE", help="a case as for `baeum audit`, or - (standard input)")
    add("--catalogue", metavar="FILE", help="what can be taken: .json, or .csv with a heading row")
    add(
        "--for",
        dest="purposes",
        action="append",
        metavar="soonest|cost|load",
        help="only this plan (all three)",
    )
    wishes = parser.add_argument_group("wishes")
    add = wishes.add_argument
    add("--end", metavar="YYYY-MM", help="the last conferral month, 02 or 08 (that of the case)")
    add("--budget", metavar="WON", help="fees of courses and of recognition together")
    add("--per-term", metavar="CREDITS", help="credits in a term at most")
    add("--online", action="store_true", help="online courses only")
    add(
        "--region",
        dest="regions",
        action="append",
        metavar="CODE",
        help="region code or its beginning; again for more",
    )
    add(
        "--without",
        action="append",
        metavar="SUBJECT",
        help="a subject or certificate not to be taken; again for more",
    )
    exams = parser.add_argument_group("examinations")
    add = exams.add_argument
    add(
        "--certificate",
        dest="certificates",
        action="append",
        metavar="NAME",
        help="one that you would sit; again for more",
    )
    add("--linked", action="store_true", help="all certificates linked to the major")
    add("--bdes", action="store_true", help="subjects of the self-education examinations")
    add("--exams-open", action="store_true", help="you may sit examinations whatever your credits")
    more = parser.add_argument_group("more")
    add = more.add_argument
    add("--repeat", action="store_true", help="courses are expected again at the same time of later years")
    add("--not-registered", action="store_true", help="you are not a registered learner yet")
    add("--fee-exempt", action="store_true", help="you pay no fees (basic livelihood)")
    add("--seconds", type=float, default=5.0, help="that the solver may take (5)")
    add("--json", action="store_true", help="the answer as JSON")
    add_language(parser)
    suggest_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Answer; 1 where no plan keeps the wishes, 2 on input errors."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except ValueError as broken:
        from baeum_rules.curricula import CurriculumError
        from baeum_rules.parameters import LawDataError

        if not isinstance(broken, CurriculumError | LawDataError):
            raise
        return complain(str(broken))


def _run(arguments: argparse.Namespace) -> int:
    from baeum_rules.plan import plan
    from baeum_rules.plan.wishes import Wishes

    lang: str = arguments.lang
    errors: list[str] = []
    case = _document(arguments.case, errors, lang)
    items = _catalogue(arguments.catalogue, errors, lang)
    wishes = _wishes(arguments, case, errors, lang)
    if not LEAST_SECONDS <= arguments.seconds <= MOST_SECONDS:
        errors.append(word("seconds", lang).format(LEAST_SECONDS, MOST_SECONDS))
    if case is not None:
        errors += _case_errors(arguments.case, case, lang)
    if errors or case is None or not isinstance(wishes, Wishes):
        return _refused(errors, arguments)
    items, untimed = _more_items(arguments, case, items, wishes)
    if not items:
        return _refused([word("no_items", lang)], arguments)
    from baeum.commands.plan_progress import Shown

    with Shown(lang, hidden=arguments.json and sys.stdout.isatty()) as shown:
        answer = plan(case, items, wishes, seconds=arguments.seconds, tell=shown.tell, untimed=untimed)
    if arguments.json:
        print_json(answer)
    else:
        from baeum.commands.plain_table import Screen
        from baeum.commands.plan_table import rendered

        sys.stdout.write(rendered(answer, lang, Screen()))
    return ANSWERED if answer["plans"] else NO_PLAN


def _refused(errors: list[str], arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json({"version": 1, "errors": [{"text": error} for error in errors]})
        return INPUT_ERRORS
    return max(map(complain, errors))


def _document(path: str, errors: list[str], lang: str) -> dict[str, Any] | None:
    from baeum_rules.recognition.document import TextFault, parse

    data = whole_file(path)
    if isinstance(data, dict):
        errors.append(f"{path}: {data[lang]}")
        return None
    read = parse(data)
    if isinstance(read, TextFault):
        errors += _said(path, [Fault(None, read.field, read.code, read.figures)], lang)
        return None
    if not isinstance(read, dict):
        errors += _said(path, [Fault(None, "", "document.object", {})], lang)
        return None
    return read


def _case_errors(path: str, case: dict[str, Any], lang: str) -> list[str]:
    from baeum_rules.recognition import read

    found = read(case)
    return _said(path, found, lang) if isinstance(found, list) else []


def _catalogue(path: str | None, errors: list[str], lang: str) -> list[Any]:
    """The items of the file; [] where there is none, or where it has errors."""
    from baeum_rules.plan.catalogue import read_catalogue
    from baeum_rules.recognition.thresholds import thresholds_of

    if path is None:
        return []
    if not path.lower().endswith((".json", ".csv")):
        errors.append(word("catalogue_kind", lang).format(path))
        return []
    data = whole_file(path)
    if isinstance(data, dict):
        errors.append(f"{path}: {data[lang]}")
        return []
    found = read_catalogue(data, thresholds_of(), rows=path.lower().endswith(".csv"))
    faults = [one for one in found if isinstance(one, Fault)]
    if faults:
        errors += _said(path, faults, lang)
        return []
    return found


def _wishes(arguments: argparse.Namespace, case: dict[str, Any] | None, errors: list[str], lang: str) -> Any:
    from baeum_rules.plan.wishes import read_wishes

    goal = (case or {}).get("goal")
    end = arguments.end or (goal.get("conferral") if isinstance(goal, dict) else None)
    given = vars(arguments) | {"end": end, "registered": not arguments.not_registered}
    found = read_wishes(given, lambda name: OPTIONS.get(name, name))
    if isinstance(found, list):
        errors += _said("", found, lang)
    return found


def _more_items(
    arguments: argparse.Namespace, case: dict[str, Any], items: list[Any], wishes: Any
) -> tuple[list[Any], tuple[str, ...]]:
    """Courses expected again, and the examinations asked for; with the certificates that have no dates."""
    from baeum_rules.plan.catalogue import repeated
    from baeum_rules.plan.exams import bdes_items, certificate_items
    from baeum_rules.recognition import read
    from baeum_rules.recognition.thresholds import thresholds_of

    thresholds, found = thresholds_of(), read(case)
    assert not isinstance(found, list)  # it was read without faults
    on = found.as_of
    until = date(int(wishes.end[:4]), int(wishes.end[5:]), 1) if wishes.end else date.fromordinal(on)
    last = (
        until.toordinal() if wishes.end else until.replace(year=until.year + AHEAD_YEARS, day=1).toordinal()
    )
    if arguments.repeat:
        items = repeated(items, last)
    names = list(arguments.certificates or ())
    if arguments.linked:
        names += found.goal.curriculum.linked_certificates
    exams = certificate_items(names, on, last, thresholds)
    items = [*items, *exams.items]
    if arguments.bdes:
        items += bdes_items(found.goal.major, on, last, thresholds)
    return items, exams.untimed


def _said(name: str, faults: list[Fault], lang: str) -> list[str]:
    """Faults as lines: the file, then the sentence, which names record and field."""
    from baeum.commands.plain_table import clean
    from baeum_rules.recognition.sentences import sentences_of
    from baeum_rules.recognition.thresholds import thresholds_of

    sentences = sentences_of(thresholds_of().law)
    begin = f"{clean(name)}: " if name else ""
    return [begin + clean(sentences.error(fault)[lang]) for fault in faults]
