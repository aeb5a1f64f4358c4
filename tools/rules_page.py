"""Writes docs/reference/rules.md from the rule data: run it after a sentence or an example has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from baeum_rules.parameters import load_law
from baeum_rules.recognition.examples import examples
from baeum_rules.recognition.sentences import sentences_of

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "rules.md"
FILES = ("rules", "sentences_grades", "sentences_openings", "sentences_bdes", "sentences_school")
HEAD = """\
# 규칙과 문장 / Rules and their sentences

<!-- written by tools/rules_page.py -->

Every reason an answer can give: the rule (`rule`, or `rule:case` where one rule has several sentences), what
it says, and its clause. † marks a reading: our interpretation where the text leaves room. `{names}` are
figures.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_rules(), "", *_errors(), "", *_examples(), ""])


def _rules() -> Iterator[str]:
    law = load_law()
    yield "| rule | 한국어 | English | 근거 / clause |"
    yield "|---|---|---|---|"
    for key, entry in [pair for file in FILES for pair in sentences_of(law, file).rules.items()]:
        source = law.source(entry["clause"])
        mark = " †" if entry.get("reading") else ""
        yield f"| `{key}`{mark} | {entry['ko']} | {entry['en']} | {source.ko} `{entry['clause']}` |"


def _errors() -> Iterator[str]:
    yield "## 입력 오류 / Input errors"
    yield ""
    yield "Every sentence begins with the record and the field."
    yield ""
    yield "| code | 한국어 | English |"
    yield "|---|---|---|"
    for code, entry in sentences_of(load_law()).table("sentences_errors").items():
        yield f"| `{code}` | {entry['ko']} | {entry['en']} |".replace("{{", "{").replace("}}", "}")


def _examples() -> Iterator[str]:
    yield "## 보기 / Worked examples"
    yield ""
    yield "In `src/baeum_rules/law/cases`; each is run as a test."
    yield ""
    yield "| | 한국어 | English |"
    yield "|---|---|---|"
    for example in examples():
        yield f"| {example.id} | {example.ko} | {example.en} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
