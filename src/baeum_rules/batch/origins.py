"""What answers come from beside the tables and the law: the curricula of majors, and this very code."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from baeum_rules.curricula import ENVIRONMENT, curriculum_ids
from baeum_rules.parameters import law_folder

LETTERS = 32  # of a checksum


def sum_of_curricula() -> str:
    """A checksum of every curriculum that a major may name, in the order in which they are looked for.

    Raises CurriculumError where their folder cannot be read: all majors would seem to have none.
    """
    curriculum_ids()
    folders = [os.environ.get(ENVIRONMENT, ""), f"{law_folder()}/curricula"]
    return _summed((Path(folder), "*.toml") for folder in folders if folder)


def sum_of_code(package: Path | None = None) -> str:
    """A checksum of the sources of the rules: a part of other code may say something else."""
    return _summed([(package or Path(law_folder()).parent, "**/*.py")])


def _summed(kinds: Iterable[tuple[Path, str]]) -> str:
    summed = hashlib.sha256()
    for folder, names in kinds:
        for path in sorted(folder.glob(names)):
            told = path.read_bytes()
            summed.update(f"{path.relative_to(folder).as_posix()}\0{len(told)}\0".encode() + told)
        summed.update(b"\0")  # between folders: the same file in another one is another curriculum's
    return summed.hexdigest()[:LETTERS]
