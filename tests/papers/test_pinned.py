"""A paper that was issued re-prints as it was: its template, its words and its fonts are never edited.

Something that should look otherwise gets a new version beside the old one, and its digest here:
``python -m tests.papers.test_pinned`` prints all of them.
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from tests.papers.conftest import QR
from tests.papers.reading import said
from tests.papers.samples import sample

from baeum.papers.letters import PLACES
from baeum.papers.rendering import HERE, render, templates

PINS = Path(__file__).parent / "pinned.toml"


def files() -> dict[str, str]:
    """The digest of every file that a paper is made of."""
    found = [*HERE.glob("*.typ"), *HERE.glob("*-*.toml")]
    found += [font for place in PLACES for font in Path(place).glob("*.[ot]tf")]
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in sorted(found, key=lambda one: one.name)}


def texts() -> dict[str, str]:
    """The digest of what a sample of each template says, word for word."""
    return {name: _text(name) for name in templates()}


def _text(template: str) -> str:
    frozen = sample(template.rpartition("-")[0], template=template)
    return sha256(said(render(frozen, qr=QR)).encode()).hexdigest()


def test_no_file_of_a_paper_was_edited() -> None:
    pinned = tomllib.loads(PINS.read_text())["files"]
    assert files() == pinned


@pytest.mark.parametrize("template", templates())
def test_a_paper_says_what_it_said(template: str) -> None:
    assert _text(template) == tomllib.loads(PINS.read_text())["texts"][template]


if __name__ == "__main__":
    for title, held in (("files", files()), ("texts", texts())):
        print(f"[{title}]")
        for name, digest in held.items():
            print(f'"{name}" = "{digest}"')
        print()
