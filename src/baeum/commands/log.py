"""``baeum log``: the transparency log: begin it, publish it, check everything, cosign as a witness."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from baeum.commands.log_words import ACTIONS, WORDS
from baeum.commands.wording import add_language, complain

GOOD, WRONG, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, (summary, needs) in ACTIONS.items():
        action = actions.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {needs}"
        )
        _options(name, action)
        add_language(action)


def _options(name: str, action: argparse.ArgumentParser) -> None:
    if name == "init":
        action.add_argument(
            "--origin", required=True, help="the log's name for ever, such as baeum.example.kr/log"
        )
    elif name == "publish":
        action.add_argument("--every", type=float, metavar="SECONDS", help="again and again, until Ctrl+C")
        action.add_argument(
            "--enter-old", action="store_true", help="first enter rows that are not in the log, as they are"
        )
        action.add_argument("--add", type=Path, metavar="FILE", help="cosignatures that witnesses gave")
    elif name == "witness":
        action.add_argument(
            "checkpoint", help="file or https address of a checkpoint; its tiles lie beside it"
        )
        action.add_argument(
            "--key", type=Path, required=True, help="the witness's key (PEM); made if missing"
        )
        action.add_argument("--state", type=Path, required=True, help="what was cosigned last: never lose it")
        action.add_argument("--name", help="the witness's name, the first time: w1.example.kr")
        action.add_argument("--log-key", help="the log's public key, the first time: name+hash+key")
    if name in ("verify", "status"):
        action.add_argument("--json", action="store_true", help="answer as JSON")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is well, 1 where something is wrong, 2 where it cannot be told or done."""
    words = WORDS[arguments.lang]
    if arguments.action == "witness":  # needs no framework and no database: others run it
        from baeum.commands.log_witness import witness

        return witness(arguments, words)
    from baeum.postgres.fault import DatabaseFault

    try:
        return _with_database(arguments, words)
    except DatabaseFault as fault:
        return complain(str(fault))
    except KeyboardInterrupt:
        complain(words["interrupted"])
        return INTERRUPTED


def _with_database(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
    from baeum.config.database import owner_address

    owner = owner_address()
    needs_owner = arguments.action in ("init", "verify") or getattr(arguments, "enter_old", False)
    if owner is None and needs_owner:
        return complain(words["owner"])
    with database():
        set_up_django()
        bring_up_to_date()
        from baeum.commands import log_acts
        from baeum.transparency.faults import LogFault

        try:
            if arguments.action == "publish":
                return log_acts.publish(arguments, words, owner)
            if arguments.action == "status":
                return log_acts.status(arguments, words)
            assert owner is not None
            return {"init": log_acts.init, "verify": log_acts.verify}[arguments.action](
                arguments, words, owner
            )
        except LogFault as fault:
            return complain(words["faults"][fault.code].format(**fault.figures))
