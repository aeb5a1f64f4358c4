"""A learning portfolio (평생학습이력철) in plain words: what its xlsx and its PDF both show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WORDS: dict[str, tuple[str, str]] = {
    "title": ("평생학습이력철", "Learning portfolio"),
    "statement": (
        "계좌의 주인이 직접 뽑은 사본이며, 증명서가 아닙니다. 줄마다 누가 확인했는지 적혀 있습니다.",
        "A copy made by the owner of the account, not a certificate. Each line says who vouches for it.",
    ),
    "summary": ("영역별 합계", "Sums by part"),
    "part": ("영역", "Part"),
    "lines": ("줄", "Lines"),
    "credits": ("학점", "Credits"),
    "hours": ("시간", "Hours"),
    "number": ("번호", "No."),
    "what": ("학습", "Learning"),
    "where": ("기관·장소", "Where"),
    "kind": ("종류", "Kind"),
    "begins": ("시작", "Began"),
    "ends": ("끝난 날", "Ended"),
    "when": ("언제", "When"),
    "recorded": ("적은 날", "Recorded"),
    "amount": ("학점·시간", "Amount"),
    "standing": ("확인", "Standing"),
    "vouched_by": ("확인한 곳", "Vouched for by"),
    "state": ("상태", "State"),
    "details": ("덧붙임", "Details"),
    "none": ("이 영역에는 줄이 없습니다.", "There is no line in this part."),
    "missing_glyphs": (
        "□는 이 문서의 글꼴에 없는 글자입니다. 엑셀과 JSON에는 그대로 있습니다.",
        "□ stands for a character that the fonts of this document lack; xlsx and JSON keep it.",
    ),
}


def words(lang: str) -> dict[str, str]:
    """The words of the paper and the workbook in a language, ``ko`` or ``en``."""
    place = 0 if lang == "ko" else 1
    return {key: both[place] for key, both in WORDS.items()}


@dataclass(frozen=True)
class PortfolioLine:
    """One line of the account in words. ``part``: its code. Days are ISO dates; no amount: None."""

    number: int
    part: str
    kind: str
    title: str
    where: str
    begins: str
    ends: str
    recorded: str
    credits: int | None
    hours: int | None
    amount: str
    standing: str
    standing_code: str
    vouched_by: str
    state: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PortfolioPart:
    """A part of the account with the sums of its lines that stand."""

    code: str
    label: str
    lines: int
    credits: int
    hours: int


@dataclass(frozen=True)
class Portfolio:
    """Everything on the paper. ``facts``: of the person and the account, as (name, value)."""

    lang: str
    made_on: date
    scope: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PortfolioPart, ...]
    lines: tuple[PortfolioLine, ...]
