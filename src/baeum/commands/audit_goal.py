"""A case from a spreadsheet of records and a goal given as options or as a file (``audit --import``)."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from baeum.commands.audit_input import LARGEST, STANDARD_INPUT, Given
from baeum.commands.audit_words import error_answer, fault
from baeum_rules.goals import KINDS

# option -> where its value stands in a case
OPTIONS = {
    "degree": ("--degree", "goal"),
    "route": ("--route", "goal"),
    "major": ("--major", "goal"),
    "conferral": ("--conferral", "goal"),
    "conferring_university": ("--university", "goal"),
    "high_school_completed_on": ("--high-school", "learner"),
    "bdes_degree_on": ("--bdes-degree", "learner"),
    "previous_degrees": ("--previous", "learner"),
}
_OPTION_OF = {f"{part}.{name}": option for name, (option, part) in OPTIONS.items()} | {"as_of": "--as-of"}
_IN_GOAL_FILE = ("version", "as_of", "goal", "learner", "choices")


def add_goal_options(parser: argparse.ArgumentParser) -> None:
    """The options that state a goal; their values are checked by the rules, all at once."""
    group = parser.add_argument_group("goal (with --import)")
    add = group.add_argument
    add("--goal", metavar="GOAL.json", help="a file with goal and learner, in the words of a case")
    add("--degree", help="bachelor, associate_2y, associate_3y or bdes_bachelor")
    add("--route", help="first (where nothing is said) or second")
    add(
        "--major",
        help="id of a curriculum; `baeum curriculum list` shows all (of bdes_bachelor: of its own majors)",
    )
    add("--conferral", metavar="YYYY-MM", help="month of the conferral, 02 or 08")
    add("--university", dest="conferring_university", metavar="NAME", help="the university that confers")
    add(
        "--high-school",
        dest="high_school_completed_on",
        metavar="DATE",
        help="the day high school was completed; without it nothing is recognised",
    )
    add("--bdes-degree", dest="bdes_degree_on", metavar="DATE", help="the day of a degree by examination")
    add(
        "--previous",
        dest="previous_degrees",
        action="append",
        metavar="DEGREE:MAJOR:DATE",
        help="a degree already held; may be given again",
    )
    add("--as-of", metavar="DATE", help="the day of the answer (today)")


def given_options(arguments: argparse.Namespace) -> list[str]:
    """The goal options that were given, --goal and --as-of apart."""
    return [option for name, (option, _) in OPTIONS.items() if getattr(arguments, name) is not None]


def imported(arguments: argparse.Namespace) -> Given:
    """The case of ``--import`` and the goal options, or all that is wrong with the sheet and the goal."""
    name, errors = str(arguments.sheet), []
    case, wrong = _goal_of_file(arguments.goal) if arguments.goal else _goal_of_options(arguments)
    errors += wrong
    if arguments.as_of is not None or "as_of" not in case:
        case["as_of"] = arguments.as_of or _today()
    records, unread = _records(name)
    case["records"] = records
    if errors or unread:
        errors += _faults_of_goal(case, errors)
        return Given(name, case, named(error_answer([*errors, *unread]), arguments), 0)
    return Given(name, case, None, 0)


def named(answer: dict[str, Any], arguments: argparse.Namespace) -> dict[str, Any]:
    """An error answer whose fields are the options that were typed instead of places in a case."""
    if arguments.goal or "errors" not in answer:
        return answer
    renamed = []
    for error in answer["errors"]:
        field = str(error["field"])
        option = _OPTION_OF.get(field.partition("[")[0], field)
        renamed.append({**error, "field": option} if error["record"] is None else error)
    return {**answer, "errors": renamed}


def _goal_of_options(arguments: argparse.Namespace) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    case: dict[str, Any] = {"version": 1, "goal": {}, "learner": {}, "choices": {"take": [], "leave": []}}
    errors: list[dict[str, Any]] = []
    for name, (_, part) in OPTIONS.items():
        value = getattr(arguments, name)
        if name != "previous_degrees" and value is not None:
            case[part][name] = value
    if arguments.degree in KINDS and arguments.previous_degrees is None:
        return case, errors  # such a goal has no route, and asks for no degree held before
    case["goal"]["route"] = arguments.route or "first"
    case["learner"]["previous_degrees"] = previous = []
    for text in arguments.previous_degrees or []:
        degree, _, rest = text.partition(":")
        major, colon, day = rest.rpartition(":")
        if colon:
            previous.append({"degree": degree.strip(), "major": major.strip(), "conferred_on": day.strip()})
        else:
            errors.append(fault("previous.form", text, field="learner.previous_degrees"))
    return case, errors


def _goal_of_file(path: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The parts of a goal file; the errors name the file as their field."""
    from baeum_rules.recognition.document import parse

    empty: dict[str, Any] = {"version": 1, "goal": {}, "learner": {}, "choices": {"take": [], "leave": []}}
    try:
        data = bytes_of(path)
    except OSError as error:
        return empty, [fault("file.unreadable", error.strerror, field=path)]
    found = parse(data)
    if not isinstance(found, dict) or not {"goal", "learner"} <= found.keys():
        return empty, [fault("goal.file", field=path)]
    errors = [
        fault("goal.unknown", ", ".join(_IN_GOAL_FILE), field=f"{path}: {name}")
        for name in found
        if name not in _IN_GOAL_FILE
    ]
    return {**empty, **{name: found[name] for name in _IN_GOAL_FILE if name in found}}, errors


def _faults_of_goal(case: dict[str, Any], known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the rules find wrong with the goal, told together with the errors of the sheet."""
    if any(error["code"] == "goal.file" or error["code"].startswith("file.") for error in known):
        return []
    from baeum_rules.recognition import audit

    alone = {**case, "records": [], "choices": {"take": [], "leave": []}}
    return [error for error in audit(alone).get("errors", []) if error["record"] is None]


def _records(name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    from baeum.sheets.read import read_records

    try:
        data = bytes_of(name)
    except OSError as error:
        return [], [fault("file.unreadable", error.strerror)]
    if name == STANDARD_INPUT:
        name = "-.xlsx" if data.startswith(b"PK") else "-.csv"
    records, errors = read_records(data, name)
    return records, [
        {
            "record": None,
            "field": error["column"] or "",
            "code": "sheet",
            "row": error["row"],
            "ko": error["ko"],
            "en": error["en"],
        }
        for error in errors
    ]


def bytes_of(path: str) -> bytes:
    """A file or standard input (-), no further than the largest that is read; raises OSError."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(LARGEST + 1)


def _today() -> str:
    from baeum.shared.clock import today

    return today().isoformat()
