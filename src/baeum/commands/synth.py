"""``baeum synth``: write synthetic learners and records, the same for the same seed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from baeum.commands.audit_progress import Progress
from baeum.commands.suggesting import suggest_options
from baeum.commands.synth_words import word
from baeum.commands.wording import add_language, complain, end_on_sigterm

FORMATS = ("parquet", "csv")
MOST_LEARNERS, MOST_RECORDS = 100_000_000, 100
WRITTEN, INPUT_ERRORS, INTERRUPTED = 0, 2, 130


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--learners", type=int, required=True, metavar="N", help="how many learners")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed, the same learners (1)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a folder, new or empty")
    parser.add_argument("--records", type=float, metavar="MEAN", help="records a learner, on average (30)")
    parser.add_argument(
        "--contested", type=float, metavar="SHARE",
        help="share of learners for whom not everything can count, 0 to 1 (0.34)",
    )  # fmt: skip
    parser.add_argument(
        "--adversarial", action="store_true", help="learners for whom many limits bind together"
    )
    parser.add_argument("--format", choices=FORMATS, default="parquet", help="of the two files (parquet)")
    parser.add_argument("--force", action="store_true", help="replace the files that are there")
    parser.add_argument("--no-progress", action="store_true", help="no progress bar")
    add_language(parser)
    suggest_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0: written; 2: something given cannot be used, all of it told at once; 130: stopped."""
    lang = arguments.lang
    try:
        from baeum_rules.synth.blocks import setup_of
        from baeum_rules.synth.writing import is_unfinished, write
    except ImportError as missing:
        return max(map(complain, [*_faults(arguments), word("extra", lang, missing.name)]))
    faults = [*_faults(arguments), *_folder_faults(arguments, is_unfinished)]
    if faults:
        return max(map(complain, faults))
    end_on_sigterm()
    setup = setup_of(arguments.seed, arguments.records, arguments.contested, arguments.adversarial)
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
        with Progress(arguments.learners, word("drawing", lang), hidden=arguments.no_progress) as bar:
            records = write(arguments.out, arguments.learners, setup, arguments.format, bar.at)
    except BlockingIOError:
        return complain(word("busy", lang, arguments.out))
    except OSError as error:
        return complain(word("unwritten", lang, arguments.out, error.strerror or error))
    except KeyboardInterrupt:
        complain(word("stopped", lang))
        return INTERRUPTED
    print(word("written", lang, learners=arguments.learners, records=records, folder=arguments.out))
    print(word("made_up", lang))
    return WRITTEN


def _faults(arguments: argparse.Namespace) -> list[str]:
    """What is wrong with the numbers."""
    lang, found = arguments.lang, []
    if not 1 <= arguments.learners <= MOST_LEARNERS:
        found.append(word("learners", lang, arguments.learners, MOST_LEARNERS))
    if arguments.seed < 0:
        found.append(word("seed", lang, arguments.seed))
    if arguments.records is not None and not 1 <= arguments.records <= MOST_RECORDS:
        found.append(word("records", lang, arguments.records, MOST_RECORDS))
    if arguments.contested is not None and not 0 <= arguments.contested <= 1:
        found.append(word("contested", lang, arguments.contested))
    if arguments.contested is not None and arguments.adversarial:
        found.append(word("both", lang))
    return found


def _folder_faults(arguments: argparse.Namespace, is_unfinished: Callable[[Path], bool]) -> list[str]:
    """What is wrong with the folder; what a killed run left unfinished in it does not count."""
    out, lang = arguments.out, arguments.lang
    try:
        if out.exists() and not out.is_dir():
            return [word("not_folder", lang, out)]
        if out.is_dir() and not arguments.force and not all(map(is_unfinished, out.iterdir())):
            return [word("not_empty", lang, out)]
    except OSError as error:
        return [word("unwritten", lang, out, error.strerror or error)]
    return []
