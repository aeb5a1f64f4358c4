"""Every sentence is there in both languages, with the same figures, and is said by someone."""

from __future__ import annotations

import re
from pathlib import Path

import baeum
from baeum.postgres.sentences import sentence, sentences

FIGURE = re.compile(r"\{(\w+)\}")
PARTICLE = re.compile(r"\}(은|는|이|가|을|를|와|과|으로|로)(?![가-힣])")
SOURCES = [
    path
    for part in ("postgres", "config", "commands", "demo")
    for path in (Path(baeum.__file__).parent / part).glob("*.py")
]


def test_both_languages_have_the_same_figures() -> None:
    for code, words in sentences().items():
        assert set(words) == {"ko", "en"}, code
        assert re.search("[가-힣]", words["ko"]) and not re.search("[가-힣]", words["en"]), code
        # a long path is only said once where two lines would be too much
        assert set(FIGURE.findall(words["en"])) <= set(FIGURE.findall(words["ko"])) | {"en"}, code


def test_no_particle_follows_a_figure() -> None:
    assert [code for code, words in sentences().items() if PARTICLE.search(words["ko"])] == []


def test_each_is_said_and_none_is_missing() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    known = set(sentences())
    called = set(re.findall(r'(?:sentence|DatabaseFault|Wait)\((?:tell, |self\.tell, )?"(\w+)"', code))
    assert called <= known
    assert {name for name in known if f'"{name}"' not in code and f"AS {name}" not in code} == set()


def test_figures_are_put_in() -> None:
    found = sentence("closing")
    assert found.ko and found.en
    assert "15" in sentence("no_server", oldest=15).en
