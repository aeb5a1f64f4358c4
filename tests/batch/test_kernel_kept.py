"""What the kernel compiled is kept only as long as nothing that was compiled into it has changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import baeum_rules
from baeum_rules.batch.kernel.making import TAKEN_FROM

PACKAGE = Path(str(baeum_rules.__file__)).parent
KERNEL = PACKAGE / "batch" / "kernel"


def imported(file: Path) -> Iterator[tuple[Path, list[str]]]:
    """The modules of our package that one takes names from, each with the names."""
    folders = [PACKAGE.parent, *file.relative_to(PACKAGE.parent).parents]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith("baeum_rules")):
            base = PACKAGE.parent / folders[node.level] if node.level else PACKAGE.parent
            found = base.joinpath(*(node.module or "").split(".")).with_suffix(".py")
            if found.is_file():
                yield found, [alias.name for alias in node.names]


def compiled_in() -> set[str]:
    """Where the kernel has constants and functions of the rules from, and what has constants from there."""
    seen: set[Path] = set()
    waiting = sorted(KERNEL.glob("*.py"))
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        for other, names in imported(file):
            of_rules = file.parent == KERNEL and other.parent.name == "recognition"
            if of_rules or any(name.isupper() for name in names):
                waiting.append(other)
    outside = [file for file in seen if file.parent != KERNEL]
    return {file.relative_to(PACKAGE).with_suffix("").as_posix() for file in outside}


def test_every_module_that_is_compiled_in_is_looked_at() -> None:
    assert compiled_in() == set(TAKEN_FROM)
