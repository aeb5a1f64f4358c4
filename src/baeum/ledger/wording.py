"""The sentences of what is wrong with a learning, Korean and English."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from baeum_rules.parameters import load_law
from baeum_rules.recognition.sentences import sentences_of

FILE = Path(__file__).parent / "faults.toml"


def fault_sentence(fault: Mapping[str, Any], language: str) -> str:
    """The sentence for one of the ``faults`` of a refusal ``learning.faults``; it does not name the field."""
    code = str(fault["code"])
    words = _own().get(code) or sentences_of(load_law()).table("sentences_errors")[code]
    figures = defaultdict(lambda: "…", fault["figures"])  # what was written is never repeated
    return str(words["ko" if language == "ko" else "en"]).format_map(figures)


@cache
def _own() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
