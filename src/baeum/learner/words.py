"""The words of the account on pages and papers: parts, standings, states, amounts, days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from baeum.calculator.forms import Text
from baeum.places.models import Office
from baeum.shared.clock import KOREA
from baeum_rules.ledger.entries import ACCREDITED, CERTIFICATE, NOTE, SCHOOLING
from baeum_rules.ledger.kinds import Kind, kind_on, kinds_on

PARTS: Mapping[str, Text] = {
    SCHOOLING: gettext_lazy("학력"),
    CERTIFICATE: gettext_lazy("자격증"),
    ACCREDITED: gettext_lazy("분야별 평생교육 이수실적"),
    NOTE: gettext_lazy("특기사항"),
}
STANDINGS: Mapping[str, tuple[Text, str]] = {  # word, style
    "self_declared": (gettext_lazy("본인 기재"), "gray"),
    "institution_confirmed": (gettext_lazy("기관 확인"), "info"),
    "officially_verified": (gettext_lazy("공식 검증"), "success"),
}


def english() -> bool:
    """Whether the page is in English."""
    return get_language() == "en"


def office_name(office: Office | None) -> str:
    """An office in the language of the page; empty for none."""
    if office is None:
        return ""
    return office.name_en if english() else office.name_ko


def kind_name(code: str, on: date) -> str:
    """A kind of learning; its code where the law of the day knows none of that name."""
    kind = kind_on(code, on)
    return kind_word(kind) if kind else code


def kind_word(kind: Kind) -> str:
    """A kind in the language of the page, begun with a capital letter."""
    return kind.en[:1].upper() + kind.en[1:] if english() else kind.ko


def kinds_by_part(on: date) -> dict[str, list[Kind]]:
    """The kinds of a day by the part they stand in."""
    found: dict[str, list[Kind]] = {part: [] for part in PARTS}
    for kind in kinds_on(on):
        found[kind.part].append(kind)
    return found


def amount(credits: int | None, hours: int | None) -> str:
    """3학점 · 45시간; empty where neither was given."""
    words = []
    if credits:
        words.append(_("{count}학점").format(count=f"{credits:,}"))
    if hours:
        words.append(_("{count}시간").format(count=f"{hours:,}"))
    return " · ".join(words)


def lines(count: int) -> str:
    """3줄, 1 line, 2 lines."""
    return ngettext("{count}줄", "{count}줄", count).format(count=count)


def day(found: date | None) -> str:
    """A day as the language writes it."""
    return "" if found is None else date_format(found, "Y. n. j." if not english() else "j M Y")


def moment(found: datetime | None) -> str:
    """A moment in Korea, to the minute."""
    if found is None:
        return ""
    here = found.astimezone(KOREA)
    return f"{day(here.date())} {here:%H:%M}"


def period(begins: date | None, ends: date) -> str:
    """From a day to a day, or the day."""
    return f"{day(begins)} – {day(ends)}" if begins and begins != ends else day(ends)
