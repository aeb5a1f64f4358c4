"""Every reason that the code gives has its sentence, and every sentence is given by some code."""

from __future__ import annotations

import re
from pathlib import Path

import baeum.credentials
from baeum.credentials.reasons import sentences

CODE = re.compile(r'"((?:verify|status|credential|sd_jwt|snapshot)\.[a-z_]+)"')


def test_codes_and_sentences_are_the_same() -> None:
    """Also those that only the pages that check give."""
    here = Path(baeum.credentials.__file__).parent
    files = [*here.glob("*.py"), *(here.parent / "certificates").glob("*.py")]
    given = {code for file in files for code in CODE.findall(file.read_text())}
    assert given == set(sentences())
