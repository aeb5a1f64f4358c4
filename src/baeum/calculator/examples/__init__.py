"""Example learners, ready to load: people and institutions are invented."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from baeum_rules.recognition.document import parse

_FOLDER = Path(__file__).parent


@cache
def _read() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(_FOLDER.glob("*.json")):
        document = parse(path.read_bytes())
        assert isinstance(document, dict), path.name
        found[path.stem] = document
    return found


def examples() -> list[dict[str, Any]]:
    """Name, title and description (ko, en) of each example, in the order of the file names."""
    return [
        {"name": name, **{key: text[key] for key in ("title", "about")}} for name, text in _read().items()
    ]


def example_case(name: str) -> dict[str, Any] | None:
    """A fresh copy of the case of an example; None where there is no such example."""
    document = _read().get(name)
    return copy.deepcopy(document["case"]) if document else None
