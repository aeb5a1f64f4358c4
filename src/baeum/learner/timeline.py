"""The timeline of a life of learning as SVG: a lane for each part of the account, the years below.

Across, everything stands in per cent; down, and in type, in pixels: one picture is as wide as its place, and
its words stay as large as the page's. No style attributes, no script. The shape of a mark says who vouched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

STEP = 12  # pixels from one row of marks to the next
HEAD = 26  # pixels of a lane's name
FOOT = 26  # pixels of the years
MOST_ROWS = 6  # of one lane; more marks of one time are counted, not drawn
MOST_TITLES = 60  # marks that tell their title under the pointer
MOST_TICKS = 6  # years that stand side by side on a telephone
STEPS = (1, 2, 5, 10, 20, 50)  # years from tick to tick
INSET = 1.5  # per cent that stay free at both ends
GAP = 0.6  # years that a mark takes at least: two of one year stand above each other


@dataclass(frozen=True)
class Mark:
    """One line of the account: its part, its time (``begins`` None: a single day), title and standing."""

    part: str
    begins: date | None
    ends: date
    title: str
    standing: str


@dataclass(frozen=True)
class Lane:
    """A part of the account: code, name, and the words of how much is there."""

    part: str
    label: str
    words: str


@dataclass(frozen=True)
class Axis:
    """The years shown, the last one whole, and the years that are written."""

    first: int
    last: int
    ticks: tuple[int, ...]

    def at(self, year: float) -> float:
        """Where a moment stands, in per cent of the width."""
        share = (year - self.first) / (self.last + 1 - self.first)
        return round(INSET + (100 - 2 * INSET) * share, 2)


def axis(marks: Iterable[Mark], today: date) -> Axis:
    """From the year of the earliest mark to this year, or to the latest mark; at least five years."""
    marks = list(marks)
    days = [mark.begins or mark.ends for mark in marks] + [mark.ends for mark in marks]
    last = max([today.year, *(day.year for day in days)])
    first = min([last - 4, *(day.year for day in days)])
    step = next((one for one in STEPS if (last - first) // one < MOST_TICKS), 100)
    return Axis(first, last, tuple(year for year in range(first, last + 1) if year % step == 0))


def picture(title: str, lanes: Sequence[Lane], marks: Sequence[Mark], today: date) -> SafeString:
    """The timeline. ``lanes``: every part, also those without marks, from top to bottom."""
    years = axis(marks, today)
    back: list[str] = []
    front: list[str] = []
    top = 0
    for lane in lanes:
        drawn, rows = _lane(years, [mark for mark in marks if mark.part == lane.part], top, len(marks))
        height = HEAD + rows * STEP + 8
        back.append(
            f'<rect class="lane" x="0" y="{top + HEAD - 2}" width="100%" height="{rows * STEP + 4}"/>'
        )
        front.append(
            f'<text class="label" x="0" y="{top + 16}">{escape(lane.label)}</text>'
            f'<text class="figure" x="100%" y="{top + 16}" text-anchor="end">{escape(lane.words)}</text>'
            f"{drawn}"
        )
        top += height
    grid = "".join(
        f'<line class="year" x1="{years.at(year)}%" x2="{years.at(year)}%" y1="{HEAD - 2}" y2="{top}"/>'
        for year in years.ticks
    )
    names = "".join(
        f'<text class="tick-label" x="{at}%" y="{top + 18}"{_anchor(at)}>{year}</text>'
        for year, at in ((year, years.at(year)) for year in years.ticks)
    )
    words = "; ".join(f"{lane.label}: {lane.words}" for lane in lanes)
    return mark_safe(  # every text is escaped
        f'<svg class="timeline" role="img" width="100%" height="{top + FOOT}" '
        f'aria-labelledby="timeline-title timeline-desc"><title id="timeline-title">{escape(title)}</title>'
        f'<desc id="timeline-desc">{escape(words)}</desc>{"".join(back)}{grid}{"".join(front)}{names}</svg>'
    )


def _anchor(per_cent: float) -> str:
    """A year at an end of the picture stays inside."""
    if per_cent < 6:
        return ' text-anchor="start"'
    return ' text-anchor="end"' if per_cent > 94 else ' text-anchor="middle"'


def _lane(years: Axis, marks: list[Mark], top: int, of_all: int) -> tuple[str, int]:
    """The marks of a lane, packed into rows: the longest at the bottom; and the count of rows."""
    busy: list[float] = []  # of each row: until when
    drawn, left_out = [], []
    for mark in sorted(marks, key=lambda one: (_moment(one.begins or one.ends), one.ends)):
        begins, ends = _moment(mark.begins or mark.ends), _moment(mark.ends)
        row = next((place for place, until in enumerate(busy) if until <= begins), len(busy))
        if row == MOST_ROWS:
            left_out.append(ends)
            continue
        until = max(ends, begins + GAP) + GAP / 2
        busy[row : row + 1] = [until]
        drawn.append((row, begins, ends, mark))
    rows = max(1, len(busy)) + bool(left_out)
    base = top + HEAD + (rows - 1) * STEP + STEP // 2
    told = of_all <= MOST_TITLES
    parts = [_mark(years, base - row * STEP, begins, ends, mark, told) for row, begins, ends, mark in drawn]
    if left_out:
        at = years.at(sorted(left_out)[len(left_out) // 2])
        parts.append(
            f'<text class="more" x="{at}%" y="{top + HEAD + 9}"{_anchor(at)}>+{len(left_out)}</text>'
        )
    return "".join(parts), rows


def _mark(years: Axis, y: int, begins: float, ends: float, mark: Mark, told: bool) -> str:
    title = f"<title>{escape(mark.title)}</title>" if told else ""
    left, right = years.at(begins), years.at(ends)
    span = ""
    if mark.begins is not None and right > left:
        span = f'<line class="span" x1="{left}%" x2="{right}%" y1="{y}" y2="{y}"/>'
    core = f'<circle class="core" cx="{right}%" cy="{y}"/>' if mark.standing == "officially_verified" else ""
    return f'<g class="{escape(mark.standing)}">{title}{span}<circle cx="{right}%" cy="{y}"/>{core}</g>'


def _moment(day: date) -> float:
    """A day as a year with a fraction."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def by_decade(marks: Sequence[Mark], parts: Sequence[str]) -> list[tuple[int, list[int]]]:
    """The table beside the picture: (first year of the ten, lines of each part), the latest first."""
    decades = sorted({mark.ends.year // 10 * 10 for mark in marks}, reverse=True)
    return [
        (
            decade,
            [
                sum(1 for one in marks if one.part == part and one.ends.year // 10 * 10 == decade)
                for part in parts
            ],
        )
        for decade in decades
    ]
