"""Bar charts as SVG, drawn here: readable without colour, with a title and a description."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from baeum.commands.plain_table import width_of, wrap

WIDTH, ROW, BAR, TEXT = 340, 46, 16, 14  # in the units of the picture
ROOM = 46  # columns of a terminal that a line of text takes, about

DASHED = 'stroke="#58616a" stroke-dasharray="4 4"'


class Stacked(NamedTuple):
    """A group: the shares of who gains and who loses, 0 to 1; None where they are withheld."""

    name: str
    told: str
    gains: float | None
    loses: float | None


class Single(NamedTuple):
    """One bar of a count."""

    name: str
    told: str
    share: float


def stacked(number: int, title: str, bars: Sequence[Stacked]) -> str:
    """One bar a group, from the left who gains (plain), then who loses (hatched); the rest is unchanged."""
    parts = []
    for row, bar in enumerate(bars):
        top = row * ROW
        parts += _texts(top, bar.name, bar.told)
        y = top + 22
        if bar.gains is None or bar.loses is None:
            parts.append(
                _rectangle(
                    0.5, y + 0.5, WIDTH - 1, BAR - 1, "none", 'stroke="#58616a" stroke-dasharray="4 4"'
                )
            )
            continue
        parts.append(_rectangle(0, y, WIDTH, BAR, "#e6e8ea"))
        gains, loses = bar.gains * WIDTH, bar.loses * WIDTH
        if gains:
            parts.append(_rectangle(0, y, gains, BAR, "#0b50d0"))
        if loses:
            parts.append(_rectangle(gains, y, loses, BAR, f"url(#hatch{number})"))
    return _picture(number, title, [f"{bar.name}: {bar.told}" for bar in bars], parts)


def single(number: int, title: str, bars: Sequence[Single], *, hatched: bool) -> str:
    """One bar a count, all of one look."""
    parts = []
    fill = f"url(#hatch{number})" if hatched else "#0b50d0"
    for row, bar in enumerate(bars):
        parts += _texts(row * ROW, bar.name, bar.told)
        parts.append(_rectangle(0, row * ROW + 22, WIDTH, BAR, "#f1f3f5"))
        if bar.share:
            parts.append(_rectangle(0, row * ROW + 22, max(1.0, bar.share * WIDTH), BAR, fill))
    return _picture(number, title, [f"{bar.name}: {bar.told}" for bar in bars], parts)


def _texts(top: float, name: str, told: str) -> list[str]:
    """The name at the left and the figures at the right; a name too long for the line is cut."""
    lines = wrap(name, ROOM - width_of(told))
    short = lines[0] if len(lines) == 1 else f"{lines[0]} …"
    return [
        f'<text x="0" y="{top + 15}">{escape(short)}</text>',
        f'<text x="{WIDTH}" y="{top + 15}" text-anchor="end">{escape(told)}</text>',
    ]


def _rectangle(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:.4g}" height="{height:g}" fill="{fill}" {more}/>'


def _picture(number: int, title: str, told: Sequence[str], parts: Sequence[str]) -> str:
    height = len(told) * ROW
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {height}" aria-labelledby="t{number} d{number}" '
        f'font-size="{TEXT}" fill="#1e2124">'
        f'<title id="t{number}">{escape(title)}</title><desc id="d{number}">{escape("; ".join(told))}</desc>'
        f'<defs><pattern id="hatch{number}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        f'<rect width="4" height="6" fill="#bd2c0f"/></pattern></defs>{"".join(parts)}</svg>'
    )
