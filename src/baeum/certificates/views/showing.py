"""A result in the words of the page: what it means for whoever was handed the document, and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baeum.credentials.snapshot import Line, Particular, number_of
from baeum.credentials.verdict import Outcome
from baeum_rules.ledger.kinds import kind_on

from ..checking import Result
from ..checking_papers import PAPER
from ..opening import LineToday
from ..public_words import FORMS, KINDS, LATER, PERSONAL, STANDINGS, WHYS, word

LINES_A_PAGE = 50
SAID_ABOVE = "credential.form"  # by what the outcome means; and it would not name PDFs, which are taken here
Text = str | Promise


class Told(NamedTuple):
    """What is said of an outcome. ``style``: success, warning, danger or gray."""

    style: str
    heading: str
    meaning: str
    advice: str


TODAY: Mapping[str, tuple[Text, str]] = {  # of an accreditation; {day}
    "holds": (gettext_lazy("오늘도 유효 ({day}까지)"), "success"),
    "expired": (gettext_lazy("{day}에 끝남"), "warning"),
    "cancelled": (gettext_lazy("{day}에 취소됨"), "danger"),
    "unknown": (gettext_lazy("오늘의 상태는 여기서 알 수 없음"), "gray"),
}
STYLES = {"self_declared": "gray", "institution_confirmed": "info", "officially_verified": "success"}


def told(outcome: str) -> Told:
    """What is said of an outcome, in the language of the page."""
    held, language = _outcomes()[outcome], "en" if english() else "ko"
    return Told(held["style"], *(held[name][language] for name in ("heading", "meaning", "advice")))


@cache
def _outcomes() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent.parent / "outcomes.toml").read_text(encoding="utf-8"))


def not_found() -> dict[str, Any]:
    """What is said where there is none."""
    return {"outcome": "not_found", "told": told("not_found")}


def shown(result: Result, page: str = "") -> dict[str, Any]:
    """Everything that the page says of a result. ``page``: of its lines, from 1."""
    last = max(1, -(-len(result.lines) // LINES_A_PAGE))
    at = min(int(page), last) if page.isascii() and page.isdigit() and 0 < len(page) < 4 and int(page) else 1
    lines = result.lines[(at - 1) * LINES_A_PAGE : at * LINES_A_PAGE]
    return {
        "outcome": str(result.outcome),
        "told": told(result.outcome),
        "reasons": list(_reasons(result)),
        "compare": not result.form and result.outcome == Outcome.VALID,
        "facts": _facts(result) if result.number or result.known else [],
        "lines": [_line(one) for one in lines],
        "count": len(result.lines),
        "first": (at - 1) * LINES_A_PAGE + 1,
        "pages": range(1, last + 1) if last > 1 and not result.form else (),
        "page": at,
        "left_out": max(0, len(result.lines) - LINES_A_PAGE) if result.form else 0,
        "log": result.log,
    }


def english() -> bool:
    """Whether the page is in English."""
    return get_language() == "en"


def day(found: date | None) -> str:
    """A day as the language writes it."""
    return "" if found is None else date_format(found, "j M Y" if english() else "Y. n. j.")


def _whole(found: date | None) -> str:
    """The same, so that no line ends within it."""
    return day(found).replace(" ", "\N{NO-BREAK SPACE}")


def _reasons(result: Result) -> list[str]:
    told = [
        one.en if english() else one.ko
        for one in result.reasons
        if not one.code.endswith(".valid") and one.code != SAID_ABOVE
    ]
    if result.revoked_on:
        when = _("{day}에 거두었습니다.").format(day=day(result.revoked_on))
        told.append(f"{when} {word(WHYS, result.revoked_why, english=english())}")
    if result.replaced:
        told.append(_("낸 사람에게 새 문서가 있습니다. 새 번호는 낸 사람만 압니다."))
    if result.outcome == Outcome.EXPIRED and result.form in (
        "",
        PAPER,
    ):  # of a credential its verdict says it
        told.append(_("{day}까지 유효했습니다.").format(day=day(result.valid_until)))
    if any(one.later == "reversal" for one in result.lines):
        told.append(_("발급한 뒤 되돌린 줄이 있습니다. 그 줄은 더는 인정되지 않습니다. 아래에서 보세요."))
    if any(one.accreditation == "cancelled" for one in result.lines):
        told.append(_("과정이 끝난 뒤 평가인정이 취소된 줄이 있습니다. 아래에서 보세요."))
    if not result.known and result.number:
        told.append(_("주인의 자료가 지워져 내용을 보일 수 없습니다. 번호와 발급일만 남아 있습니다."))
    return told


def _facts(result: Result) -> list[tuple[str, str]]:
    """(name, value) of everything that is no line."""
    kind = word(KINDS, result.kind, english=english()) if result.kind else ""
    until = _("{day}까지").format(day=day(result.valid_until)) if result.valid_until else ""
    if result.known and not until:
        until = _("정해진 끝이 없음")
    found = [
        (_("문서"), kind or word(FORMS, result.form, english=english())),
        (_("문서확인번호"), result.number),
        (_("발급한 기관"), result.issuer_en if english() else result.issuer_ko),
        (_("발급일"), day(result.issued_on)),
        (_("유효기간"), until),
        *((word(PERSONAL, name, english=english()), value) for name, value in result.holder.items()),
        *(_particular(one) for one in result.particulars),
    ]
    return [(name, value) for name, value in found if value]


def _particular(one: Particular) -> tuple[str, str]:
    return (one.label_en or one.label_ko) if english() else one.label_ko, one.value


def _line(today: LineToday) -> dict[str, Any]:
    line = today.line
    period = [_whole(one) for one in (line.began_on, line.happened_on) if one]
    return {
        "title": line.title_en if english() and line.title_en else line.title_ko,
        "institution": line.institution_en if english() and line.institution_en else line.institution,
        "kind": _kind(line),
        "period": " – ".join(period),
        "amount": _amount(line),
        "standing": word(STANDINGS, line.standing, english=english()) if line.standing else "",
        "style": STYLES.get(line.standing, "gray"),
        "later": word(LATER, today.later, english=english()) if today.later else "",
        "gone": today.later == "reversal",
        "accreditation": _accreditation(today),
    }


def _accreditation(today: LineToday) -> dict[str, Any] | None:
    held = today.line.accreditation
    if held is None:
        return None
    said, style = TODAY[today.accreditation or "unknown"]
    body = today.body_en if english() and today.body_en else held.body
    then = _("{number} · {body} · {since} – {until}").format(
        number=held.number, body=body, since=_whole(held.granted_on), until=_whole(held.valid_until)
    )
    return {"then": then, "now": str(said).format(day=day(today.changed_on)), "style": style}


def _kind(line: Line) -> str:
    found = kind_on(line.kind, line.happened_on)
    if found is None:
        return ""
    return found.en[:1].upper() + found.en[1:] if english() else found.ko


def _amount(line: Line) -> str:
    """3학점 · 45시간 · A+; empty where there is none."""
    words = []
    if line.credits is not None:
        words.append(_("{count}학점").format(count=number_of(line.credits)))
    if line.hours is not None:
        words.append(_("{count}시간").format(count=f"{line.hours:,}"))
    if line.grade:
        words.append(line.grade)
    return " · ".join(words)
