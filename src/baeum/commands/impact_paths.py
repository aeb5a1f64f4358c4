"""The files that ``baeum impact`` reads and writes: none may be written over another, each fault at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from baeum.commands.audit_batch_words import word as batch_word
from baeum.commands.impact_words import word

TABLE, PAGE, ERRORS = "impact.csv", "impact.html", "errors.csv"


def path_faults(arguments: argparse.Namespace) -> list[str]:
    """Paths that cannot be, each with its option and the remedy."""
    lang, out, changed = arguments.lang, Path(arguments.out), arguments.changed
    wrong = []
    if out.exists() and not out.is_dir():
        wrong.append(word("out_is_file", lang, arguments.out))
    if changed and not changed.endswith(".parquet"):
        wrong.append(word("changed_suffix", lang, changed))
    if changed and Path(changed).is_dir():
        wrong.append(word("changed_is_folder", lang, changed))
    for path in filter(None, (arguments.out, changed)):
        parent = Path(path).absolute().parent
        if not parent.is_dir() and parent.resolve() != out.resolve():
            wrong.append(batch_word("no_folder", lang).format(path, parent))
    return wrong + _written_over(arguments)


def _written_over(arguments: argparse.Namespace) -> list[str]:
    """Outputs that are an input, or one another, by whatever name (``resolve``: through links too)."""
    lang, out = arguments.lang, Path(arguments.out)
    options = ("--learners", "--records", "--law-with", "--against")
    given = {
        Path(path).resolve(): option
        for option in options
        if (path := getattr(arguments, option[2:].replace("-", "_"))) and path != "-"
    }
    written = [("--out", str(out / name)) for name in (TABLE, PAGE, ERRORS)]
    if arguments.changed:
        written = [("--changed", arguments.changed), *written]
        given.setdefault(out.resolve(), "--out")
    wrong = []
    for option, path in written:
        over = given.setdefault(Path(path).resolve(), "")
        if over:
            name = "over_output" if over in ("--out", "--changed") else "over_input"
            wrong.append(word(name, lang, option, path, over))
        given[Path(path).resolve()] = over or option
    return wrong
