"""What a visitor asked of the look-ups, read from the address, with everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from baeum.calculator.reading import clean
from baeum.shared.days import day

MOST_CERTIFICATES = 20
FEWEST_ROWS = 3
LONGEST_NAME = 200


@dataclass
class Row:
    """One certificate as typed: name, day, and what is wrong with each."""

    name: str = ""
    day: str = ""
    name_error: str = ""
    day_error: str = ""
    acquired_on: date | None = None

    @property
    def bad(self) -> bool:
        """Whether something has to be put right."""
        return bool(self.name_error or self.day_error)


@dataclass
class Asked:
    """A question to a look-up."""

    rows: list[Row] = field(default_factory=list)
    asked: bool = False

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(element, message) of everything wrong."""
        found = []
        for place, row in enumerate(self.rows):
            found += [(f"name-{place}", row.name_error)] if row.name_error else []
            found += [(f"day-{place}", row.day_error)] if row.day_error else []
        return found


def read_day(text: str) -> tuple[date | None, str]:
    """A typed day, or why it is none."""
    if not text:
        return None, ""
    try:
        return date.fromisoformat(day(text)), ""
    except ValueError:
        words = _("“{text}”은 날짜가 아닙니다. 2014-11-19, 2014.11.19., 20141119처럼 적으세요.")
        return None, words.format(text=text[:40])


def read_row(name: str, typed: str, *, day_needed: bool) -> Row:
    """One certificate as typed, checked."""
    row = Row(clean(name), clean(typed))
    row.acquired_on, row.day_error = read_day(row.day)
    if not row.name:
        row.name_error = _("자격증 이름을 적으세요.")
    elif len(row.name) > LONGEST_NAME:
        row.name_error = _("이름은 {most}자까지 읽습니다.").format(most=LONGEST_NAME)
    if day_needed and not row.day:
        row.day_error = _("합격일을 적으세요. 학점은 딴 날에 따라 다를 수 있습니다.")
    return row


def read_rows(query: QueryDict) -> Asked:
    """The certificates of the conversion page; rows in which nothing was typed are left out."""
    names, days = query.getlist("name"), query.getlist("day")
    days += [""] * (len(names) - len(days))
    pairs = [pair for pair in zip(names, days, strict=False) if clean(pair[0]) or clean(pair[1])]
    rows = [read_row(name, typed, day_needed=True) for name, typed in pairs[:MOST_CERTIFICATES]]
    return Asked(rows, asked="name" in query)
