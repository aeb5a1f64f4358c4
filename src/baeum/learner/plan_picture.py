"""A picture of a plan: the credits of each term beside the limit of 24, as SVG without style or script.

Colour is never the only carrier: each bar has its figures in words, what the limit is for is filled, what it
is not for is hatched, the limit is a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 320
ROW = 46
BAR = 14
HATCH = (
    '<pattern id="{name}-free" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="hatch" d="M0 6L6 0M-1 1L1 -1M5 7L7 5"/></pattern>'
)


@dataclass(frozen=True)
class TermBar:
    """A term: credits of limited sources, of others, and the limit; ``words`` says them."""

    label: str
    words: str
    limited: int
    free: int
    limit: int


def terms(name: str, title: str, bars: Sequence[TermBar]) -> SafeString:
    """One bar a term, on one scale; ``name``: of the picture, once on a page."""
    scale = max([1, *(max(bar.limited + bar.free, bar.limit) for bar in bars)])
    full = WIDTH - 12

    def x(credits: int) -> int:
        return round(full * credits / scale)

    body = ["<defs>" + HATCH.format(name=name) + "</defs>"]
    for place, bar in enumerate(bars):
        top = place * ROW
        body.append(
            f'<text class="label" x="0" y="{top + 14}">{escape(bar.label)}</text>'
            f'<text class="figure" x="{WIDTH}" y="{top + 14}" text-anchor="end">{escape(bar.words)}</text>'
            f'<rect class="track" x="0" y="{top + 20}" width="{x(bar.limit)}" height="{BAR}"/>'
            f'<rect class="have" x="0" y="{top + 20}" width="{x(bar.limited)}" height="{BAR}"/>'
        )
        if bar.free:
            body.append(
                f'<rect class="missing" x="{x(bar.limited)}" y="{top + 20}" width="{x(bar.free)}" '
                f'height="{BAR}" fill="url(#{name}-free)"/>'
            )
        line = x(bar.limit)
        body.append(f'<path class="need" d="M{line} {top + 17}V{top + 20 + BAR + 3}"/>')
    description = " ".join(f"{bar.label}: {bar.words}." for bar in bars)
    return mark_safe(  # every text is escaped
        f'<svg class="picture terms" role="img" viewBox="0 0 {WIDTH} {max(1, len(bars)) * ROW}" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{"".join(body)}</svg>'
    )
