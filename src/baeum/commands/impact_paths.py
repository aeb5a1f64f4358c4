"""The files that ``baeum impact`` reads and writes: none may be written over another, each fault at once."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from baeum.commands.audit_batch_words import word as batch_word
from baeum.commands.impact_words import word
from baeum.commands.written_over import Place, written_over

INPUTS = ("--learners", "--records", "--law-with", "--against")
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
    return [*wrong, *_written_over(arguments)]


def _written_over(arguments: argparse.Namespace) -> Iterator[str]:
    """Outputs that are an input, or one another."""
    given = {option: getattr(arguments, option[2:].replace("-", "_")) for option in INPUTS}
    inputs = [Place(option, path) for option, path in given.items() if path and path != "-"]
    outputs = [Place("--out", arguments.out)]
    outputs += [Place("--changed", arguments.changed)] if arguments.changed else []
    outputs += [Place("--out", str(Path(arguments.out, name))) for name in (TABLE, PAGE, ERRORS)]
    for output, other in written_over(inputs, outputs):
        name = "over_output" if other in outputs else "over_input"
        yield word(name, arguments.lang, output.option, output.name, other.option)
