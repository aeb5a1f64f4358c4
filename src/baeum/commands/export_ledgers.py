"""``baeum export-ledgers``: all ledgers as the tables of ``baeum audit-batch``, read from a replica."""

from __future__ import annotations

import argparse
import getpass
import time
from pathlib import Path
from typing import Any

from baeum.commands.audits_words import WORDS
from baeum.commands.suggesting import suggest_options
from baeum.commands.wording import a_date, add_language, complain, end_on_sigterm

INTERRUPTED = 130


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("--out", required=True, type=Path, metavar="FOLDER", help="where the two tables go; made if need be")
    add("--reason", required=True, help="why, in 5 to 500 characters; it stands in the access log")
    add("--by", default=None, help="who; it stands there too (your account on this machine)")
    add("--database", metavar="URL", help="the replica to read from (DATABASE_REPLICA_URL, else the owner's)")
    add("--as-of", type=a_date, metavar="DATE", help="the day of the ledgers (today)")
    add("--export-key", type=Path, metavar="FILE", help="key of the pseudonyms, made where there is none")
    add("--account-ids", action="store_true", help="ids of accounts in the place of pseudonyms")
    add("--birth-years", action="store_true", help="with the year of birth, for groups of the impact preview")
    add_language(parser)
    suggest_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 exported, 2 with what is wrong. Interrupted, it leaves no file."""
    words = WORDS[arguments.lang]
    end_on_sigterm()
    try:
        return _run(arguments, words)
    except ModuleNotFoundError as missing:
        return complain(words["no_libraries"].format(missing.name))
    except OSError as error:
        return complain(words["disk"].format(error.filename or arguments.out, error.strerror or error))
    except KeyboardInterrupt:
        complain(words["interrupted"])
        return INTERRUPTED


def _run(arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    import pyarrow  # noqa: F401  said before anything is started

    from baeum.commands.audits_database import with_reader

    return with_reader(arguments.database, words, lambda address: _export(address, arguments, words))


def _export(address: Any, arguments: argparse.Namespace, words: dict[str, Any]) -> int:
    from baeum.audits.services.export_ledgers import FILES, Wish, export_ledgers
    from baeum.commands.demo import telling
    from baeum.config.places import export_key_file
    from baeum.shared.clock import today
    from baeum.shared.refusal import Refusal
    from baeum.shared.refusals import sentence
    from baeum.shared.sealing import MasterKeyFault, master_key

    by, key = arguments.by or getpass.getuser(), None
    if not arguments.account_ids:
        try:
            key = master_key(arguments.export_key or export_key_file())
        except MasterKeyFault as fault:
            return complain(str(fault))
    wish = Wish(arguments.out, arguments.as_of or today(), by, arguments.reason, key, arguments.birth_years)
    began, told = time.monotonic(), Told(telling, words["learners"])
    with told:
        found = export_ledgers(address, wish, told)
    if isinstance(found, Refusal):
        return complain(sentence(found, arguments.lang))
    seconds = time.monotonic() - began
    rate = found.learners / max(seconds, 1e-9)
    figures = {**found._asdict(), "folder": arguments.out, "by": by, "seconds": seconds, "rate": rate}
    print(words["exported"].format(**figures))
    for name in ("without", "others"):
        if figures[name]:
            print(words[name].format(**figures))
    if found.misfits:
        print(words["misfits"].format(**figures, file=arguments.out / FILES[2]))
    return 0


class Told:
    """A bar that begins once it is known how many there are."""

    def __init__(self, telling: Any, label: str) -> None:
        self.telling, self.label = telling, label
        self.bar: Any = None
        self.tell: Any = None

    def __enter__(self) -> Told:
        return self

    def __exit__(self, *error: Any) -> None:
        if self.bar is not None:
            self.bar.__exit__(*error)

    def __call__(self, done: int, wanted: int) -> None:
        """So many are behind us, of so many."""
        if self.bar is None:
            self.bar = self.telling(0, wanted, self.label)
            self.tell = self.bar.__enter__()
        self.tell(min(done, wanted))
