"""Every refusal has its sentence in both languages, with the same figures; no sentence is left over."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from baeum.shared.refusals import PACKAGE, sentences

CODE = re.compile(r'(?:Refusal|Why\.of)\(\s*"([a-z_.0-9]+)"')


def codes(package: Path = PACKAGE) -> set[str]:
    return {code for file in package.rglob("*.py") for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_each_code_has_a_sentence_and_each_sentence_a_code() -> None:
    assert codes() == set(sentences())


def test_both_languages_show_the_same_figures() -> None:
    for code, words in sentences().items():
        assert set(words) == {"ko", "en"}, code
        figures = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in words.values()]
        assert figures[0] == figures[1], code
        assert re.search("[가-힣]", words["ko"]) and not re.search("[가-힣]", words["en"]), code
