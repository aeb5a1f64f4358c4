"""What a statement is narrowed to, read from the address; what cannot be read is told and left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from baeum.calculator.reading import clean
from baeum.ledger.models import Entry
from baeum.shared.clock import KOREA
from baeum.shared.days import day as iso_day

from . import words

NAMES = ("part", "kind", "standing", "office", "from", "until", "as_of", "known_by", "state")
DAYS = ("from", "until", "as_of", "known_by")
SHOWN = 50  # lines of one page


@dataclass
class Filters:
    """``given``: as typed, by name. ``days``: the days among them. ``problems``: (name, message)."""

    given: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    before: int | None = None

    @property
    def known_by(self) -> datetime | None:
        """The end of the day by which a line was known."""
        known = self.days.get("known_by")
        return datetime.combine(known + timedelta(1), time(), KOREA) if known else None

    def address(self, **changed: object) -> str:
        """The query of the same statement with something changed; None leaves a filter out."""
        kept = {**self.given, **changed}
        return "?" + urlencode({name: value for name, value in kept.items() if value not in (None, "")})


def read_filters(query: QueryDict) -> Filters:
    """The filters of an address."""
    found = Filters()
    for name in NAMES:
        text = clean(query.get(name, ""))[:60]
        if not text:
            continue
        found.given[name] = text
        if name in DAYS:
            _read_day(found, name, text)
        elif name == "office" and not (text.isascii() and text.isdecimal() and len(text) < 18):
            del found.given[name]
    before = query.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 10:
        found.before = int(before)
    return found


def _read_day(found: Filters, name: str, text: str) -> None:
    try:
        found.days[name] = date.fromisoformat(iso_day(text))
    except ValueError:
        told = _("“{text}”은 날짜가 아닙니다. 2014-11-19, 2014.11.19., 20141119처럼 적으세요.")
        found.problems.append((name, told.format(text=text[:40])))


def narrowed(entries: QuerySet[Entry], by: Filters) -> QuerySet[Entry]:
    """The entries that fit, by the database."""
    given, days = by.given, by.days
    if given.get("part") in words.PARTS:
        entries = entries.filter(part=given["part"])
    if "kind" in given:
        entries = entries.filter(kind=given["kind"])
    if given.get("standing") in words.STANDINGS:
        entries = entries.filter(standing=given["standing"])
    if "office" in given:
        entries = entries.filter(office_id=int(given["office"]))
    if "from" in days:
        entries = entries.filter(happened_on__gte=days["from"])
    for name in ("until", "as_of"):
        if name in days:
            entries = entries.filter(happened_on__lte=days[name])
    if by.known_by:
        entries = entries.filter(recorded_at__lt=by.known_by)
    if given.get("state") == "stands":
        gone = Q(later__isnull=False)
        if by.known_by:
            gone = Q(later__recorded_at__lt=by.known_by)
        entries = entries.exclude(act="reversal").exclude(gone)
    return entries


def newest(entries: QuerySet[Entry], by: Filters) -> tuple[list[Entry], int | None]:
    """One page, newest first, and the number before which the next one begins (None: there is none)."""
    if by.before is not None:
        entries = entries.filter(number__lt=by.before)
    found = list(entries.order_by("-number")[: SHOWN + 1])
    return found[:SHOWN], found[SHOWN - 1].number if len(found) > SHOWN else None
