"""``baeum audits``: cached audits of all accounts: refresh them, stop that, see how far it is."""

from __future__ import annotations

import argparse
import time
from typing import Any

from baeum.commands.audits_words import WORDS
from baeum.commands.wording import add_language, complain, end_on_sigterm, print_json

INTERRUPTED = 130
ACTIONS = {  # what it does, and what it needs
    "refresh": (
        "audit all accounts whose cached audit is not current, here and now",
        "Stopped anywhere, the same command goes on. A worker does it by itself after a change of the law and"
        " once a day, where DATABASE_REPLICA_URL is set.",
    ),
    "stop": (
        "have a refresh leave off after its chunk, wherever it runs",
        "It goes on with `baeum audits refresh`, or begins anew after the next change of the law.",
    ),
    "status": ("how far the last refresh is, and how many cached audits there are by each law", ""),
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, (summary, needs) in ACTIONS.items():
        action = actions.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {needs}"
        )
        if name == "refresh":
            action.add_argument(
                "--database",
                metavar="URL",
                help="the replica to read from (DATABASE_REPLICA_URL, else the owner's)",
            )
            action.add_argument(
                "--a-second",
                type=float,
                metavar="N",
                help="learners a second at most (BAEUM_AUDITS_A_SECOND)",
            )
        if name == "status":
            action.add_argument("--json", action="store_true", help="answer as JSON")
        add_language(action)


def run(arguments: argparse.Namespace) -> int:
    """0 done, 2 with what is wrong, 130 where a refresh was interrupted: it then goes on next time."""
    words = WORDS[arguments.lang]
    act = {"refresh": _refresh, "stop": _stop, "status": _status}[arguments.action]
    end_on_sigterm()
    try:
        return act(arguments, words)
    except ModuleNotFoundError as missing:
        return complain(words["no_libraries"].format(missing.name))
    except KeyboardInterrupt:
        complain(words["interrupted"])
        return INTERRUPTED


def _refresh(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.commands.audits_database import with_reader

    if arguments.a_second is not None and not arguments.a_second >= 0:
        return complain(words["a_second"])
    return with_reader(arguments.database, words, lambda address: _go(address, arguments, words))


def _go(address: Any, arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from dataclasses import replace

    from baeum.audits.models import Refresh
    from baeum.audits.pace import usual_pace
    from baeum.audits.services.refresh import refresh
    from baeum.commands.demo import telling
    from baeum.commands.export_ledgers import Told
    from baeum.shared.clock import today
    from baeum_rules.parameters import load_law

    pace = usual_pace()
    if arguments.a_second is not None:
        pace = replace(pace, a_second=arguments.a_second)
    told = Told(telling, words["learners"])

    def tell(going: Refresh) -> None:
        told(going.done, going.wanted)

    began = time.monotonic()
    with told:
        going = refresh(address, load_law(), on=today(), pace=pace, until=lambda: False, tell=tell)
    seconds = time.monotonic() - began
    print(
        words["refreshed"].format(**_plain(going) | {"state": words["states"][going.state]}, seconds=seconds)
    )
    return 0


def _stop(_: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.commands.audits_database import with_site

    def act() -> int:
        from baeum.audits.models import Refresh

        stopped = Refresh.objects.filter(state="going").update(state="stopped")
        print(words["asked_to_stop" if stopped else "nothing_goes"])
        return 0

    return with_site(words, act)


def _status(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.commands.audits_database import with_site

    return with_site(words, lambda: _tell_status(arguments, words))


def _tell_status(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.audits.refreshes import by_law, newest
    from baeum_rules.parameters import load_law

    law, last, cached = load_law().revision, newest(), [one._asdict() for one in by_law()]
    if arguments.json:
        print_json({"version": 1, "law": law, "last": _plain(last) if last else None, "cached": cached})
        return 0
    print(words["law_now"].format(law=law))
    if last is None:
        print(words["no_refresh"])
    else:
        shown = {**_plain(last), "state": words["states"][last.state], "went_on_at": last.went_on_at}
        print(words["last"].format(**shown))
    for one in cached:
        print(words["of_law"].format(**one, now="" if one["law"] == law else words["stale"]))
    return 0


def _plain(going: Any) -> dict[str, Any]:
    names = ("law", "state", "wanted", "done", "audited", "faulty", "skipped", "others")
    plain = {name: getattr(going, name) for name in names}
    return {**plain, "on": going.on.isoformat(), "went_on_at": going.went_on_at.isoformat()}
