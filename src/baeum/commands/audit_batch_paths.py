"""Where ``baeum audit-batch`` reads and writes: no output may destroy an input, or another output."""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from baeum.commands.audit_batch_words import word

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
    return wrong + _clashes(inputs, outputs, lang)


class _Place(NamedTuple):
    """A file or a folder by the option that names it; all that lies in a folder of parts is its own."""

    option: str
    name: str
    of_parts: bool

    def holds(self, other: _Place) -> bool:
        """Whether it is the other, by whatever name, or the folder that the other lies in."""
        here, there = Path(self.name).resolve(), Path(other.name).resolve()
        return here == there or (self.of_parts and there.is_relative_to(here))


def _clashes(inputs: dict[str, str], outputs: dict[str, str], lang: str) -> list[str]:
    """Outputs that would be written over something: told by the option of the output."""
    places = [_Place(option, name, False) for option, name in inputs.items()]
    places.append(_Place("--out", f"{outputs['--out'].rstrip('/')}.parts", True))
    for option, name in outputs.items():
        places.append(_Place(option, name, option != "--errors" and not Path(name).suffix))
    return [
        word("written_over", lang).format(second.option, second.name, first.option, first.name)
        for first, second in combinations(places, 2)
        if second.option not in INPUTS and first.option != second.option
        if first.holds(second) or second.holds(first)
    ]
