"""Where ``baeum audit-batch`` reads and writes: no output may destroy an input, or another output."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from baeum.commands.audit_batch_words import word
from baeum.commands.written_over import Place, written_over

OUTPUTS = (".parquet", ".arrow")
INPUTS = ("--learners", "--records")


def errors_of(arguments: argparse.Namespace) -> str:
    """The file of errors: the one that is named, or the one beside the answers."""
    return str(arguments.errors or f"{arguments.out.rstrip('/')}.errors.csv")


def wrong_paths(arguments: argparse.Namespace) -> list[str]:
    """What is wrong with the files and folders of the options, each with the remedy; all at once."""
    lang = arguments.lang
    outputs = {"--out": arguments.out, "--errors": errors_of(arguments)}
    if arguments.consulted is not None:
        outputs["--consulted"] = arguments.consulted
    wrong = []
    for option, name in outputs.items():
        path = Path(name)
        if option != "--errors" and path.suffix and path.suffix not in OUTPUTS:
            wrong.append(word("out_suffix", lang).format(option, name, ", ".join(OUTPUTS)))
        if (option == "--errors" or path.suffix) and path.is_dir():
            wrong.append(word("out_is_folder", lang).format(option, name))
        if option != "--errors" and not path.suffix and path.is_file():
            wrong.append(word("out_is_file", lang).format(option, name))
        if not path.absolute().parent.is_dir() and (option != "--errors" or arguments.errors):
            wrong.append(word("no_folder", lang).format(name, path.absolute().parent))
    inputs = {option: getattr(arguments, option[2:]) for option in INPUTS if getattr(arguments, option[2:])}
    return [*wrong, *_clashes(inputs, outputs, lang)]


def _clashes(inputs: dict[str, str], outputs: dict[str, str], lang: str) -> Iterator[str]:
    """Outputs that would be written over something: told by the option of the output."""
    written = [Place("--out", f"{outputs['--out'].rstrip('/')}.parts", of_parts=True)]
    for option, name in outputs.items():
        written.append(Place(option, name, of_parts=option != "--errors" and not Path(name).suffix))
    for output, other in written_over([Place(*one) for one in inputs.items()], written):
        yield word("written_over", lang).format(output.option, output.name, other.option, other.name)
