"""Writes docs/reference/claims.md from the path of claims: run it after a row has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from baeum_rules.claims.path import ASKS, KINDS, PATH, STATES, SUBJECTS
from baeum_rules.claims.sentences import word
from baeum_rules.parameters import load_law

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "claims.md"
AS_OF = date(2026, 11, 26)
HEAD = """\
# 신청 절차 / The path of claims

<!-- written by tools/claims_page.py -->

Every act: in which state, to which state it leads, who may do it, by which clause. † marks a rule of ours,
where the law is silent. “Not by” names acts whose doer may not do this one; “yes”: a reason must be given,
which the learner reads. “Kinds”: of which claims; “all” where it is of every kind.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        [HEAD, *_kinds(), *(line for subject in SUBJECTS for line in _acts(subject)), *_clocks(), ""]
    )


def _kinds() -> Iterator[str]:
    yield "## 신청의 종류와 기간 / Kinds and windows"
    yield ""
    yield "| kind | window | clause |"
    yield "|---|---|---|"
    for kind in ASKS:
        version = load_law().version(f"claim.window.{kind}", AS_OF)
        clause = load_law().source(version.clause).ko + (" †" if version.reading else "")
        yield f"| {_both('kind', kind)} `{kind}` | {_both('window', str(version.value))} | {clause} |"
    yield ""


def _both(kind: str, code: str) -> str:
    return f"{word(kind, code, 'ko')} / {word(kind, code, 'en')}"


def _acts(subject: str) -> Iterator[str]:
    law = load_law()
    yield f"## {_both('subject', subject)}"
    yield ""
    yield "| act | kinds | state | → | who | not by | reason | clause |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in PATH:
        if row.subject != subject:
            continue
        act = f"{_both('act', row.act)} `{row.act}`" + (f": {_both('case', row.case)}" if row.case else "")
        states = ", ".join(f"`{state}`" for state in row.states) or "–"
        who = ", ".join(_both("who", who) for who in row.who)
        apart = ", ".join(f"`{other}`" for other in row.not_by)
        clause = law.source(row.clause).ko + (" †" if row.reading else "")
        to, reason = f"`{row.to}`" if row.to else "=", "yes" if row.reason else ""
        kinds = "all" if row.kinds == KINDS else ", ".join(f"`{kind}`" for kind in row.kinds)
        yield f"| {act} | {kinds} | {states} | {to} | {who} | {apart} | {reason} | {clause} |"
    yield ""


def _clocks() -> Iterator[str]:
    law = load_law()
    yield "## 상태와 기한 / States and clocks"
    yield ""
    yield "| state | 말 / words | who has it | until | clause |"
    yield "|---|---|---|---|---|"
    for state in STATES.values():
        until = clause = ""
        if state.clock:
            version, unit = law.version(state.clock, AS_OF), law.parameter(state.clock).unit
            until = f"{version.value}{law.unit(unit, 'ko')} / {version.value} {law.unit(unit, 'en')}"
            clause = law.source(version.clause).ko + (" †" if version.reading else "")
        words, holder = _both("state", state.code), _both("holder", state.holder)
        yield f"| `{state.code}` | {words} | {holder} | {until} | {clause} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
